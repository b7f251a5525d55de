"""`tanym packs export` and `tanym packs difference`: what is written is the pack again, and differences come in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tanym.cli.app import main
from tanym.core.rules import read_pack
from tanym.core.rules.bundle import bundle_bytes, read_bundle
from tanym.rulepacks import load_folder, shipped
from tests.places import ROOT

SAMPLES = ROOT / "src" / "tanym" / "rulepacks" / "samples"


@pytest.mark.parametrize("pack", [one.id for one in shipped()])
def test_an_exported_pack_has_its_digest(
    pack: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = next(one.digest for one in shipped() if one.id == pack)
    assert main(["packs", "export", pack, str(tmp_path / "files")]) == 0
    assert capsys.readouterr().out == f"{pack} {digest}\n"
    assert load_folder(tmp_path / "files").digest == digest
    assert main(["packs", "export", pack, str(tmp_path / "bundle.json")]) == 0
    assert read_pack(read_bundle((tmp_path / "bundle.json").read_bytes())).digest == digest


def test_an_exported_pack_differs_in_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["packs", "export", "kz", str(tmp_path / "kz")])
    main(["packs", "export", str(tmp_path / "kz"), str(tmp_path / "kz.json")])
    capsys.readouterr()
    assert main(["packs", "difference", "kz", str(tmp_path / "kz.json")]) == 0
    assert capsys.readouterr().out == ""


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "there").mkdir()
    assert main(["packs", "export", "kz", str(tmp_path / "there")]) != 0
    assert "is there already" in capsys.readouterr().err
    assert list((tmp_path / "there").iterdir()) == []


def test_a_pack_whose_file_would_leave_the_folder_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"pack.toml": {"id": "x"}, "../out.toml": {"note": "x"}}
    (tmp_path / "bad.json").write_bytes(bundle_bytes(files))
    assert main(["packs", "export", str(tmp_path / "bad.json"), str(tmp_path / "new")]) != 0
    assert "../out.toml" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "“Largest volume”: from 1 February 2026: 12\u00a0credits instead of 10\u00a0credits."),
        ("ru", "«Наибольший объём»: с 1 февраля 2026 года: 12\u00a0кредитов вместо 10\u00a0кредитов."),
        ("kk", "«Ең көп көлем»: 2026 жылғы 1 ақпан күнінен бастап: 12\u00a0кредит (бұрын: 10\u00a0кредит)."),
    ],
)
def test_a_difference_is_said_in_words(
    language: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["packs", "export", str(SAMPLES / "kokzhar"), str(tmp_path / "new")])
    file = tmp_path / "new" / "values.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("value = 10\n", "value = 12\n", 1), encoding="utf-8"
    )
    capsys.readouterr()
    code = main(
        ["packs", "difference", str(SAMPLES / "kokzhar"), str(tmp_path / "new"), "--language", language]
    )
    assert (code, capsys.readouterr().out) == (1, f"{said}\n")


def test_a_difference_is_told_to_machines_by_codes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["packs", "difference", "recognition", "kz", "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert {
        "at": "pack.toml~pack~pack",
        "code": "pack.id-changed",
        "before": "recognition",
        "after": "kz",
    } in rows


@pytest.mark.parametrize("which", ["nowhere", "nowhere.json"])
def test_a_pack_that_is_not_there_is_said_so(which: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "difference", "kz", which]) not in (0, 1)
    assert which in capsys.readouterr().err
