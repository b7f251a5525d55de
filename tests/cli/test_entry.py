"""The command `tanym`: offline verbs need no framework; operating verbs say what they need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tanym.config import entry


def in_a_new_process(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("verb", [["packs"], ["log", "verify", "--help"]])
def test_an_offline_verb_imports_no_framework_and_no_database(verb: list[str]) -> None:
    done = in_a_new_process(
        f"import sys\nfrom tanym.config.entry import run\ncode = run({verb})\n"
        "known = {'django', 'sqlite3', 'psycopg'} & set(sys.modules)\nassert not known, known\nsys.exit(code)"
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_lists_offline_verbs_and_names_the_operating_ones(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.run(arguments) == 0
    said = capsys.readouterr().out
    assert all(verb in said for verb in ("check", "verify", "packs", "migrate"))


def test_the_version_is_the_distributions(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("tanym ")


def test_an_operating_verb_without_the_platform_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(entry, "find_spec", lambda name: None)
    assert entry.run(["migrate"]) == 64
    assert "tanym[platform]" in capsys.readouterr().err


def test_any_other_verb_is_a_command_of_the_platform() -> None:
    done = in_a_new_process(
        "import os, sys\nos.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "from tanym.config.entry import run\nsys.exit(run(['version']))"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("5.2")


def test_an_unknown_verb_is_wrong_use() -> None:
    done = in_a_new_process(
        "import os, sys\nos.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "from tanym.config.entry import run\nsys.exit(run(['chekc']))"
    )
    assert (done.returncode, done.stdout) == (64, "")
    assert "there is no verb “chekc”" in done.stderr


def test_an_operating_verb_used_wrongly_is_wrong_use() -> None:
    done = in_a_new_process(
        "import os, sys\nos.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "from tanym.config.entry import run\nsys.exit(run(['journal', 'burn']))"
    )
    assert done.returncode == 64, done.stderr


def test_an_installation_without_its_secret_says_what_is_missing(tmp_path: Path) -> None:
    done = in_a_new_process(
        "import os, sys\nfrom pathlib import Path\nos.environ.pop('TANYM_SECRET_KEY', None)\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'tanym.config.settings'\n"
        "import tanym.config.environment as e\n"
        f"e.Environment.model_config['env_file'] = Path({str(tmp_path / 'none.env')!r})\n"
        "from tanym.config.entry import run\nsys.exit(run(['migrate']))"
    )
    assert done.returncode == 78
    assert "TANYM_SECRET_KEY is missing" in done.stderr
    assert "Traceback" not in done.stderr
