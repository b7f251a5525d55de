"""`tanym verify`: the exit codes, the page and the JSON, with what lies at addresses kept in a file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tanym.cli.app import main
from tests.core.credentials.cast import INDEX, ISSUER, issued, world

AT = "2026-11-21T10:42:00Z"
REGISTER = f"""
[[entry]]
issuer = "{ISSUER}"
names = {{ en = "Kokzhar University of Applied Sciences" }}
entitled = [{{ since = 2025-09-01 }}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "badge.json").write_text(json.dumps(issued(), ensure_ascii=False), encoding="utf-8")
    (tmp_path / "kept.json").write_text(json.dumps(world().documents))
    (tmp_path / "revoked.json").write_text(json.dumps(world(marked=(INDEX,)).documents))
    (tmp_path / "register.toml").write_text(REGISTER)
    return tmp_path


def run(folder: Path, name: str, *options: str, kept: str = "kept.json") -> int:
    return main(
        ["verify", str(folder / name), "--offline", "--documents", str(folder / kept), "--at", AT, *options]
    )


def test_a_good_badge_is_0_and_says_so_in_plain_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "badge.json", "--language", "ru") == 0
    page = capsys.readouterr().out
    assert "Айгуль Сеитова умеет" in page
    assert "Очищает и соединяет таблицы. (84 %)" in page
    assert "+ Подпись: Подтверждено." in page
    assert "? Имел ли право в тот день: Проверить не удалось." in page


def test_entitlement_is_required_only_when_asked_for(folder: Path) -> None:
    assert run(folder, "badge.json", "--entitled") == 2
    assert run(folder, "badge.json", "--entitled", "--register", str(folder / "register.toml")) == 0


def test_a_changed_badge_is_1(folder: Path) -> None:
    path = folder / "badge.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Clean and join", "Burn and join"), encoding="utf-8"
    )
    assert run(folder, "badge.json") == 1


def test_a_revoked_badge_is_1(folder: Path) -> None:
    assert run(folder, "badge.json", kept="revoked.json") == 1


def test_what_could_not_be_checked_is_2(folder: Path) -> None:
    assert main(["verify", str(folder / "badge.json"), "--offline", "--at", AT]) == 2


def test_wrong_use_is_64(folder: Path) -> None:
    assert main(["verify"]) == 64
    assert main(["verify", str(folder / "absent.json")]) == 64
    assert main(["verify", "http://127.0.0.1:9/x"]) == 64
    assert main(["verify", str(folder / "badge.json"), "--register", str(folder / "badge.json")]) == 64


def test_machines_get_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "badge.json", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["exit"] == 0
    assert {check["name"]: check["outcome"] for check in answer["checks"]}["status"] == "confirmed"
    assert all(check["cites"]["source"] for check in answer["checks"])
    assert answer["credential"]["id"] == issued()["id"]


def test_a_strangers_file_cannot_steer_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    badge = issued()
    badge["credentialSubject"]["identifier"][0]["identityHash"] = "\x1b[2JAigul"
    (folder / "badge.json").write_text(json.dumps(badge))
    assert run(folder, "badge.json", "--language", "en") == 1
    assert "\x1b" not in capsys.readouterr().out


def test_a_badge_packed_with_gzip_is_unpacked_first(folder: Path) -> None:
    (folder / "badge.json.gz").write_bytes(gzip.compress((folder / "badge.json").read_bytes()))
    assert run(folder, "badge.json.gz") == 0


def test_a_damaged_gzip_is_no_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "badge.json.gz").write_bytes(gzip.compress((folder / "badge.json").read_bytes())[:-20])
    assert run(folder, "badge.json.gz") == 1
    assert "No document could be read" in capsys.readouterr().out


def test_the_header_of_a_token_alone_is_told_as_such(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "badge.jwt").write_text("eyJhbGciOiJSUzI1NiJ9")
    assert run(folder, "badge.jwt") == 1
    assert "the document itself is not in it" in capsys.readouterr().out
