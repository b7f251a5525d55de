"""`tanym packs`: the list, one rule with its law, and every case run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tanym.cli.app import main
from tests.places import ROOT

EXAMPLES = ROOT / "tests" / "rulepacks" / "examples"


def test_the_list_names_each_pack_with_its_standing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs"]) == 0
    said = capsys.readouterr().out
    assert "kz" in said
    assert "not verified by a lawyer" in said


def test_the_list_for_machines_holds_whole_digests(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "--json", "--folder", str(EXAMPLES / "limits")]) == 0
    packs = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    assert packs["example-limits"]["status"] == "illustrative"
    assert len(packs["kz"]["digest"]) == 64


def test_a_rule_is_shown_with_every_layers_word(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["packs", "show", "example-university", "MQ-06", "--folder", str(EXAMPLES / "university")]
    assert main([*arguments, "--on", "2026-03-01", "--language", "ru"]) == 0
    said = capsys.readouterr().out
    assert "30\u00a0акад.\u00a0ч; повторил то же" in said
    assert "20\u00a0ч; не учтено: мягче дозволенного" in said
    assert "kz-order-152, p. 23 [V]" in said


def test_a_rule_is_shown_as_it_stood_on_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "show", "kz", "KZ-GR-01", "--on", "2020-03-01", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["on"] == "2020-03-01"
    assert "FX" not in {band["code"] for band in shown["values"]["grade.scale"]}


def test_a_pack_is_shown_with_its_rules_and_dated_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "show", "kz", "--language", "kk"]) == 0
    said = capsys.readouterr().out
    assert "Кредит саны бүтін." in said
    assert "credit.workload-lowest  2011-04-20  30 academic-hour  (kz-order-152, p. 23 [V])" in said


def test_all_cases_pass_and_the_answer_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "test"]) == 0
    assert "0 failures" in capsys.readouterr().out


def test_a_fault_is_said_at_its_place_and_the_answer_is_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "test", "--folder", str(EXAMPLES / "university"), "--language", "kk"]) == 1
    said = capsys.readouterr().out
    assert "example-university: value credit.workload-lowest 2026-02-01" in said
    assert "layer.too-loose" in said


def test_a_failing_case_is_named_with_what_came_instead(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "limits"
    shutil.copytree(EXAMPLES / "limits", folder)
    (folder / "more.cases.toml").write_text(
        '[[case]]\nname = "Sixteen credits"\non = 2026-03-01\nfacts.design = { credits = 16, minutes = "400 hour" }\n'
        'expect.MQ-08 = { outcome = "not-met", severity = "block" }\n'
    )
    assert main(["packs", "test", "--folder", str(folder), "--json"]) == 1
    found = {one["pack"]: one for one in json.loads(capsys.readouterr().out)}["example-limits"]
    assert [one["case"] for one in found["failed"]] == ["Sixteen credits"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["packs", "--no-such-option"],
        ["packs", "show"],
        ["packs", "show", "atlantis"],
        ["packs", "show", "kz", "NO-SUCH"],
        ["packs", "show", "kz", "--on", "yesterday"],
        ["packs", "--folder", "no/such/folder"],
        ["packs", "--language", "de"],
        ["no-such-verb"],
    ],
)
def test_wrong_use_is_64_and_says_why(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 64
    assert capsys.readouterr().err.strip()


def test_a_refusal_is_said_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs", "show", "atlantis", "--language", "kk"]) == 64
    assert "табылмады" in capsys.readouterr().err
