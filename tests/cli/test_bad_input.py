"""What `tanym check` and `tanym verify` say of files that are none: a sentence and an exit code, never a traceback."""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tanym.cli.app import main

Tanym = Callable[..., tuple[int, str]]

MEGABYTE = 1024 * 1024
MEMORY = 1024 * MEGABYTE
"""Bytes of memory that the command may have: a packed bomb must not fill the machine."""


def deep(opening: str, closing: str) -> bytes:
    return (opening * 20_000 + closing * 20_000).encode()


WRONG: dict[str, bytes] = {
    "bomb.json.gz": gzip.compress(b"{")
    + gzip.compress(b" " * MEGABYTE) * 200,  # members are read as one file
    "lines.jsonl.gz": gzip.compress(b"{}\n" * 200_000),
    "binary.json": bytes(range(256)) * 4000,
    "binary.bin": bytes(range(256)) * 4000,
    "large.json": b'{"a":"' + b"x" * (30 * MEGABYTE) + b'"}',
    "deep.json": deep("[", "]"),
    "objects.json": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "deep.toml": b"a=" + deep("[", "]"),
    "empty.json": b"",
    "cut.json.gz": gzip.compress(b'{"a":1}')[:-5],
    "nan.json": b'{"credits":NaN}',
    "number.json": b'{"credits":' + b"9" * 5000 + b"}",
    "twice.json": b'{"titles":{"en":"a"},"titles":{"en":"b"}}',
    "zero.toml": b'titles={en="a\0b"}',
    "wide.json": '{"a":1}'.encode("utf-16"),
    "control.json": b'{"titles":{"en":"\\u001b[31mX\\u0007"}}',
    "half.json": b'{"titles":{"en":"\\ud800"}}',
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("wrong")
    for name, content in WRONG.items():
        made.joinpath(name).write_bytes(content)
    made.joinpath("folder.json").mkdir()
    made.joinpath("loop.json").symlink_to("loop.json")
    return made


@pytest.fixture
def tanym(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """`tanym("check", "a.json", given=b"…")`: the exit code and all that was said."""
    monkeypatch.chdir(folder)

    def run(*arguments: str, given: bytes | None = None) -> tuple[int, str]:
        if given is not None:
            monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given)))
        code = main([*arguments])
        said = "".join(capsys.readouterr())
        assert said.strip(), "something is said"
        assert "\x1b[31m" not in said, "what a file says must not command the terminal"
        return code, said

    return run


def test_a_wrong_file_keeps_no_other_from_being_checked(tanym: Tanym) -> None:
    names = [*WRONG, "folder.json", "loop.json", "missing.json", "x" * 5000]
    code, said = tanym("check", *names, "--language", "kk")
    assert code in (65, 66)
    assert [name for name in names if name[:60] not in said] == []


@pytest.mark.parametrize("name", sorted(WRONG))
def test_one_wrong_file_has_one_exit_code(name: str, tanym: Tanym) -> None:
    assert tanym("check", name)[0] == 65


@pytest.mark.parametrize("name", sorted(WRONG))
def test_what_is_no_credential_is_not_confirmed(name: str, tanym: Tanym) -> None:
    assert tanym("verify", name, "--language", "ru")[0] in (1, 64)


@pytest.mark.parametrize("name", ["folder.json", "missing.json", "loop.json", "x" * 5000])
def test_what_is_not_there_is_said(name: str, tanym: Tanym) -> None:
    assert tanym("check", name)[0] == 66
    assert tanym("verify", name)[0] == 64


@pytest.mark.parametrize("name", ["binary.bin", "bomb.json.gz", "deep.json", "empty.json", "large.json"])
def test_the_standard_input_is_read_and_bounded(name: str, tanym: Tanym) -> None:
    assert tanym("check", "-", given=WRONG[name])[0] == 65
    assert tanym("verify", "-", given=WRONG[name])[0] in (1, 64)


def test_a_design_from_the_standard_input_is_checked(tanym: Tanym) -> None:
    code, said = tanym("check", "-", given=b'{"titles":{"en":"Tea"}}')
    assert code in (1, 2)
    assert "MQ-06" in said


def limited() -> None:
    """What the command may have: 1 GB of memory, and no standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.close(0)


@pytest.mark.parametrize(("verb", "name"), [("check", "bomb.json.gz"), ("verify", "bomb.json.gz"), ("check", "-"), ("verify", "-")])  # fmt: skip
def test_a_bomb_or_a_closed_input_breaks_no_process(verb: str, name: str, folder: Path) -> None:
    command = [sys.executable, "-m", "tanym.config.entry", verb, name]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, timeout=60, preexec_fn=limited, check=False
    )
    assert done.returncode in (64, 65, 66), done.stderr[-500:]
    assert b"Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("verb", ["check", "verify"])
def test_a_file_that_may_not_be_read_is_said(verb: str, tmp_path: Path, tanym: Tanym) -> None:
    path = tmp_path / "mine.json"
    path.write_text("{}", encoding="utf-8")
    path.chmod(0)
    assert tanym(verb, str(path))[0] in (64, 66)
