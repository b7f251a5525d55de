"""`tanym check` on real records, on designs, and on files that hold nothing to check."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tanym.cli.app import main
from tanym.cli.files import LARGEST
from tests.core.qualifications.designs import COMPLETE
from tests.places import shared

Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main(["check", *map(str, arguments), "--on", "2026-11-21"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def write(path: Path, content: Any) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


GOOD = {**COMPLETE, "workload": {"contact": "20 hour", "self-study": "25 hour", "assessment": "5 hour"}}
GOOD["need"] = {**COMPLETE["need"], "evidence": [{"source": "survey", "on": "2026-10-01"}]}


def test_the_european_sample_gets_a_cited_report(check: Check) -> None:
    code, said, _ = check(shared("data/credentials/elm3_Sample-MC-Annex1-unsigned.jsonld.gz"))
    assert code == 2  # nothing in the way, much that the record does not say
    credit = said.split("MQ-06  [met]")[1].split("\nMQ-")[0]
    assert "60 h" in credit
    assert "2 credits" in credit
    assert "30 h; has to lie between 25 h and 30 h" in credit
    assert "ECTS Users' Guide" in credit
    assert "(read in full)" in credit
    assert "MQ-03-F  [not met, warning]" in said
    assert "lo-2: en, Developing digital content" in said
    assert "the record does not say: Basis of the level" in said
    assert re.search(r"In all: \d+ met; 0 in the way; 1 warnings", said)


def test_the_same_record_under_kazakhstans_rules_has_too_many_hours_a_credit(check: Check) -> None:
    code, said, _ = check(shared("data/credentials/elm3_Sample-MC-Annex1-signed.jsonld.gz"), "--pack", "kz")
    assert code == 1
    assert "MQ-06  [not met, stands in the way]" in said
    assert "Order 152" in said
    assert "para.\u00a023 (read in full)" in said
    assert "kz: not verified by a lawyer" in said


def test_nine_hours_a_credit_stand_in_the_way_anywhere(check: Check) -> None:
    code, said, _ = check(shared("data/credentials/mynextid_edc_microcredential_example.json.gz"))
    assert code == 1
    assert "9 h; has to lie between 25 h and 30 h" in said


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_course_of_pavia_gets_a_cited_report(check: Check, language: str) -> None:
    path = shared("data/catalogue/pavia_courses.jsonl.gz")
    code, said, _ = check(path, "--map", "pavia", "--language", language)
    assert code == 2  # much is not said; an Italian title without an English one is no fault in law
    reports = said.split(f"({path.name}#")[1:]
    assert len(reports) == 28
    for report in reports:
        assert len(re.findall(r"^MQ-\d\d", report, re.MULTILINE)) == 50
        assert report.count("    § ") >= 50


def test_what_a_course_of_pavia_says_is_read_and_the_rest_is_left_open(check: Check) -> None:
    _, said, _ = check("--json", "--map", "pavia", shared("data/catalogue/pavia_courses.jsonl.gz"))
    first = json.loads(said)["entries"][0]
    assert first["titles"] == {"it": "DIRITTO D'AUTORE E DELLA PUBBLICITA'"}
    assert first["facts"]["design.credits"] == 600
    assert "design.minutes" not in first["facts"]
    outcomes = {one["rule"]: one["outcome"] for one in first["report"]["findings"]}
    assert outcomes["MQ-06"] == "undecided"
    assert outcomes["MQ-13"] == "met"


def test_a_finished_design_ends_with_nought(check: Check, tmp_path: Path) -> None:
    code, said, _ = check(write(tmp_path / "good.json", GOOD))
    assert code == 0
    assert "Rules in force on 2026-11-21: eu, governance, recognition, validation, kz" in said


def test_an_empty_draft_ends_with_one_and_is_asked_in_kazakh(check: Check, tmp_path: Path) -> None:
    code, said, _ = check(write(tmp_path / "draft.toml", 'sector = "it"\n'), "--language", "kk")
    assert code == 1
    assert "MQ-38  [орындалмаған, кедергі]" in said


def test_the_form_of_a_file_is_no_matter(check: Check, tmp_path: Path) -> None:
    plain = write(tmp_path / "a.json", GOOD)
    packed = tmp_path / "b.json.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    lines = write(tmp_path / "c.jsonl", f"{json.dumps(GOOD)}\n\n{json.dumps(GOOD)}\n")
    unnamed = write(tmp_path / "d", [GOOD])
    _, said, _ = check("--json", plain, packed, lines, unnamed)
    entries = json.loads(said)["entries"]
    assert [one["entry"] for one in entries] == ["a.json", "b.json.gz", "c.jsonl#1", "c.jsonl#3", "d#1"]
    assert len({json.dumps(one["counts"]) for one in entries}) == 1


def test_the_same_file_gives_the_same_report(check: Check, tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", GOOD)
    assert check("--json", path)[1] == check("--json", path)[1]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.json", b'{"a":', "no readable JSON"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"credits": NaN}', "NaN is not a number"),
        ("a.json", b'"text"', "The entry is no table"),
        ("a.toml", b"= 1", "cannot be read as TOML"),
        ("a.toml", b"\xff\xfe\x00", "not text in UTF-8"),
        ("a.toml", b"  \n", "The file is empty"),
        ("a.json.gz", gzip.compress(b"x" * 4000, mtime=0)[:-20], "gzip packing of “a.json.gz” is broken"),
        ("a.json.gz", b"\x1f\x8b\x08\x00 rubbish that is no gzip", "gzip packing"),
        ("a.json", b'{"credits": "two", "foo": 1}', "credits: This is no number"),
        ("a.json", b'{"type": ["VerifiableCredential"]}', "This kind of credential cannot be read"),
        ("a.jwt", b"eyJhbGciOiJub25lIn0", "only the header of a JWT"),
    ],
)
def test_a_file_that_holds_nothing_to_check_ends_with_65(
    check: Check, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = check(path)
    assert (code, out) == (65, "")
    assert said in err


def test_a_bomb_is_not_unpacked(check: Check, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.json.gz"
    bomb.write_bytes(gzip.compress(b" " * (LARGEST + 1)))
    assert bomb.stat().st_size < 100_000
    code, _, err = check(bomb)
    assert code == 65
    assert "larger than 20\u00a0MB" in err


def test_a_file_that_is_not_there_ends_with_66_and_the_others_are_checked(
    check: Check, tmp_path: Path
) -> None:
    code, out, err = check(tmp_path / "gone.toml", write(tmp_path / "good.json", GOOD), tmp_path)
    assert code == 66
    assert "gone.toml" in err
    assert "Data for accountants  (good.json)" in out


def test_a_bad_line_leaves_the_next_ones_alone(check: Check, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", f"{json.dumps(GOOD)}\n{{broken\n[]\n{json.dumps(GOOD)}\n")
    code, out, err = check(path)
    assert code == 65
    assert out.count("In all:") == 2
    assert "a.jsonl#2" in err
    assert "a.jsonl#3" in err


def test_faults_stand_in_the_json_with_their_places(check: Check, tmp_path: Path) -> None:
    code, out, _ = check("--json", write(tmp_path / "a.json", {"credits": 1.234, "languages": "kk"}))
    entry = json.loads(out)["entries"][0]
    assert code == 65
    assert entry["error"] == "design.invalid"
    assert {fault["place"]: fault["code"] for fault in entry["faults"]} == {
        "credits": "design.too-fine",
        "languages": "design.wrong-type",
    }


@pytest.mark.parametrize(
    "arguments",
    [[], ["--pack", "atlantis", "x.toml"], ["--map", "atlantis", "x.toml"], ["--verbose", "x.toml"], ["--language", "it", "x.toml"]],
)  # fmt: skip
def test_wrong_use_ends_with_64(check: Check, arguments: list[str]) -> None:
    code, out, err = check(*arguments)
    assert (code, out) == (64, "")
    assert err
