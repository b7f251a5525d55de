"""`tanym convert`: the new document, what was lost in sentences, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tanym.cli.app import main
from tanym.core.credentials.compose.elmo import transcript
from tests.core.credentials.cast import NOW, award, decision, issued

AT = ["--at", "2026-11-21T10:42:00Z"]


@pytest.fixture
def badge(tmp_path: Path) -> Path:
    path = tmp_path / "badge.json"
    path.write_text(json.dumps(issued(), ensure_ascii=False), encoding="utf-8")
    return path


def test_a_badge_becomes_a_european_credential_and_its_losses_are_said(
    badge: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "edc.jsonld"
    assert main(["convert", str(badge), "--to", "european", "--out", str(out), *AT]) == 1
    said = capsys.readouterr().err
    assert "The new file is unsigned" in said
    assert "level of the national framework" in said
    assert json.loads(out.read_bytes())["type"] == ["VerifiableCredential", "EuropeanDigitalCredential"]
    assert main(["convert", str(out), "--to", "open-badge", *AT, "--language", "kk"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["credentialSubject"]["achievement"]["humanCode"] == "KOK-IT-04"
    assert "Жаңа файлға қол қойылмаған" in printed.err


def test_of_a_transcript_with_several_awards_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "elmo.xml"
    path.write_bytes(transcript([award(), decision(number="D-1")], at=NOW))
    assert main(["convert", str(path), "--to", "open-badge", *AT]) == 64
    assert "D-1" in capsys.readouterr().err
    assert main(["convert", str(path), "--to", "open-badge", "--number", "D-1", *AT]) == 1
    assert json.loads(capsys.readouterr().out)["credentialSubject"]["licenseNumber"] == "D-1"


@pytest.mark.parametrize("content", ["{}", "hello", '<!DOCTYPE a [<!ENTITY b "c">]><elmo/>'])
def test_what_cannot_be_read_is_refused_with_words(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x"
    path.write_text(content)
    assert main(["convert", str(path), "--to", "elmo", *AT]) == 64
    assert capsys.readouterr().err.strip()
    assert main(["convert", str(tmp_path / "absent"), "--to", "elmo", *AT]) == 64
