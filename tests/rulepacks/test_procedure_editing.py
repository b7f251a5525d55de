"""Changes on the procedures of Kazakhstan: each leaves a sound table, does what it says and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures.editing import (
    Changed,
    stage_between,
    with_clock_act,
    with_document,
    with_guard,
    with_length,
    without_document,
)
from tanym.core.procedures.parse import parse_procedure
from tanym.core.rules import Pack, read_pack, resolve
from tanym.core.rules.difference import difference
from tanym.core.rules.entries import with_entries
from tanym.rulepacks.loader import load, vocabulary
from tanym.rulepacks.procedure_editing import as_entries, rows_of
from tanym.rulepacks.procedures import check_procedures

PACKS = load(["kz"])
KZ = next(pack for pack in PACKS if pack.id == "kz")
FILE = "academic.procedure.toml"
ROWS = rows_of(KZ.files, FILE)
WORDS = {"en": "check of authenticity", "ru": "проверка подлинности", "kk": "түпнұсқалығын тексеру"}
CITES = ["own-rule, authenticity [O]"]
STAGE = {"waits_for": "secretary", "no_clock": "own", "words": WORDS}
ONWARD = {"do": "confirm", "words": WORDS, "by": ["secretary"], "cites": CITES}


def changed(*changes: Changed) -> Pack:
    files = KZ.files
    for one in changes:
        files = with_entries(files, as_entries(FILE, one))
    return read_pack(files)


def faults(pack: Pack, on: date = date(2026, 3, 1)) -> list[str]:
    stack = resolve([*(one for one in PACKS if one.id != "kz"), pack], on, vocabulary())
    return [str(one) for one in check_procedures(stack)]


def codes(pack: Pack) -> list[str]:
    return [one.code for one in difference(KZ.files, pack.files)]


def test_the_rows_of_a_file_are_all_of_it() -> None:
    table = KZ.files[FILE]
    assert len(ROWS) == 2 + len(table["step"]) + sum(
        len(table[kind]) for kind in ("party", "document", "clock", "stage")
    )


def test_a_stage_between_two_is_passed_on_the_way() -> None:
    change = stage_between(ROWS, "authenticity", STAGE, after="completeness", before="mapping", onward=ONWARD)
    pack = changed(change)
    assert faults(pack) == []
    assert codes(pack) == ["stage.added", "step.target-changed", "step.added"]
    table = parse_procedure(pack.files[FILE])
    assert [(one.origins, one.to) for one in table.steps if one.do == "confirm"] == [
        (("authenticity",), "mapping")
    ]


def test_of_a_row_with_several_stages_only_the_one_is_taken_out() -> None:
    rows = {
        ("stage", "a"): {},
        ("stage", "b"): {},
        ("stage", "c"): {},
        ("step", "go"): {"do": "go", "from": ["a", "b"], "to": "c", "by": ["x"]},
    }
    change = stage_between(rows, "m", {}, after="a", before="c", onward={"do": "go", "by": ["y"]})
    assert change == {
        ("stage", "m"): {},
        ("step", "go"): {"do": "go", "from": ["b"], "to": "c", "by": ["x"]},
        ("step", "go#2"): {"do": "go", "from": ["a"], "to": "m", "by": ["x"]},
        ("step", "go#3"): {"do": "go", "from": ["m"], "to": "c", "by": ["y"]},
    }


def test_a_paper_is_asked_for_at_its_step() -> None:
    paper = {"from": "claimant", "needed_for": "refer", "words": WORDS, "cites": CITES}
    pack = changed(with_document(ROWS, "sample", paper))
    assert faults(pack) == []
    assert sorted(codes(pack)) == ["document.added", "step.guard-added"]
    again = rows_of(pack.files, FILE)
    back = with_entries(pack.files, as_entries(FILE, without_document(again, "sample")))
    assert back == KZ.files


def test_a_step_that_asks_for_papers_already_stays_as_it_is() -> None:
    paper = {"from": "claimant", "needed_for": "submit", "words": WORDS, "cites": CITES}
    assert codes(changed(with_document(ROWS, "sample", paper))) == ["document.added"]
    assert list(without_document(ROWS, "result")) == [("document", "result")]


def test_a_clock_lasts_as_another_value_says() -> None:
    pack = changed(with_length(ROWS, "appeal", "academic.decide-within"))
    assert faults(pack) == []
    assert codes(pack) == ["clock.length-changed"]


def test_a_step_treats_a_clock_and_no_longer() -> None:
    more = with_clock_act(ROWS, "withdraw", "stops", "appeal")
    assert codes(changed(more)) == ["step.stopped-clock-added"]
    rows = rows_of(changed(more).files, FILE)
    back = with_entries(
        changed(more).files, as_entries(FILE, with_clock_act(rows, "withdraw", "stops", "appeal", done=False))
    )
    assert back == KZ.files
    assert with_clock_act(ROWS, "withdraw", "stops", "decide") == {}


def test_a_step_asks_a_guard_with_its_arguments_and_no_longer() -> None:
    guard = {"name": "clock-running", "clock": "papers"}
    more = with_guard(ROWS, "supply", guard)
    assert faults(changed(more)) == []
    rows = rows_of(changed(more).files, FILE)
    assert (
        with_entries(changed(more).files, as_entries(FILE, with_guard(rows, "supply", guard, asked=False)))
        == KZ.files
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            lambda: stage_between(
                ROWS, "draft", STAGE, after="completeness", before="mapping", onward=ONWARD
            ),
            "stage.twice",
        ),
        (
            lambda: stage_between(ROWS, "x", STAGE, after="nowhere", before="mapping", onward=ONWARD),
            "stage.unknown",
        ),
        (
            lambda: stage_between(ROWS, "x", STAGE, after="draft", before="closed", onward=ONWARD),
            "step.none-between",
        ),
        (lambda: with_document(ROWS, "identity", {"needed_for": "submit"}), "document.twice"),
        (lambda: with_document(ROWS, "x", {"needed_for": "fly"}), "step.unknown"),
        (lambda: without_document(ROWS, "x"), "document.unknown"),
        (lambda: with_length(ROWS, "x", "academic.decide-within"), "clock.unknown"),
        (lambda: with_clock_act(ROWS, "x", "stops", "decide"), "step.unknown"),
        (lambda: with_clock_act(ROWS, "withdraw", "stops", "x"), "clock.unknown"),
        (lambda: with_clock_act(ROWS, "withdraw", "winds", "decide"), "clock.act"),
        (lambda: with_guard(ROWS, "x", "no-conflict"), "step.unknown"),
    ],
)
def test_what_cannot_be_done_is_refused_by_code(change: Any, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        change()
    assert refused.value.code == code
