"""Cases of procedures: read with the faults of their form, and run through the engine to what was meant."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.faults import Fault
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.kernel.periods import Period
from tanym.core.procedures.cases import ProcedureCase, read_procedure_cases
from tanym.core.procedures.parse import parse_procedure
from tanym.core.procedures.run_cases import CaseRun, rows_without_case, run_procedure_case
from tanym.rulepacks.words import core_words
from tests.core.procedures.tables import CALENDAR, LENGTHS, TABLE

LOAN = parse_procedure(TABLE)
CASE = """
[[case]]
name = "Lent"
procedure = "loan"
on = 2026-01-05
people = { reader = "r", judge = ["j"] }
acts = [
  { on = 2026-01-05, do = "ask", by = "reader", stage = "desk" },
]
"""


def read(text: str) -> tuple[tuple[ProcedureCase, ...], tuple[Fault, ...]]:
    return read_procedure_cases({"loan.cases.toml": tomllib.loads(text)})


def run(text: str, lengths: Mapping[str, Period] = LENGTHS) -> CaseRun:
    ((case,), faults) = read(text)
    assert faults == ()
    return run_procedure_case(case, LOAN, calendar=CALENDAR, lengths=lengths)


def codes(text: str, lengths: Mapping[str, Period] = LENGTHS) -> list[str]:
    return [fault.code for fault in run(text, lengths).faults]


def with_acts(*acts: str) -> str:
    return CASE[: CASE.index("acts")] + "acts = [" + ", ".join(acts) + "]\n"


ASK = '{ on = 2026-01-05, do = "ask", by = "reader", stage = "desk" }'


def test_a_case_that_says_what_the_table_does_passes_and_names_the_rows_it_took() -> None:
    ran = run(CASE)
    assert ran.passed
    assert [step.do for step in ran.taken] == ["ask"]


def test_rows_that_no_case_takes_are_named() -> None:
    left = rows_without_case(LOAN, [run(CASE)])
    assert {fault.code for fault in left} == {"step.no-case"}
    assert "ask" not in {fault.details["step"] for fault in left}
    assert {fault.details["step"] for fault in left} == {step.do for step in LOAN.steps} - {"ask"}


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ('{ on = 2026-01-05, do = "ask", by = "reader", stage = "lent" }', "procedure-case.stage"),
        ('{ on = 2026-01-05, do = "ask", by = "reader", due = 2026-01-05 }', "procedure-case.due"),
        ('{ on = 2026-01-05, do = "ask", by = "reader", clocks = {} }', "procedure-case.clocks"),
        ('{ on = 2026-01-05, do = "ask", by = "reader", paused = { answer = 1 } }', "procedure-case.paused"),
        ('{ on = 2026-01-05, do = "ask", by = "reader", late = ["answer"] }', "procedure-case.late"),
        ('{ on = 2026-01-05, do = "ask", by = "reader", letters = ["none"] }', "procedure-case.letters"),
        ('{ on = 2026-01-05, do = "ask", by = "reader", effects = ["publish"] }', "procedure-case.effects"),
        ('{ on = 2026-01-05, do = "lend", by = "clerk", stage = "lent" }', "procedure-case.refused"),
        (
            '{ on = 2026-01-05, do = "ask", by = "reader", refused = "case.not-now" }',
            "procedure-case.not-refused",
        ),
        (
            '{ on = 2026-01-05, do = "ask", by = "clerk", refused = "case.not-now" }',
            "procedure-case.other-refusal",
        ),
    ],
)
def test_what_goes_otherwise_than_written_is_named_by_its_code(act: str, code: str) -> None:
    assert codes(with_acts(act)) == [code]


def test_a_guard_said_not_to_be_met_refuses_the_act_only_where_the_table_asks_for_it() -> None:
    refused = '{ on = 2026-01-05, do = "ask", by = "reader", not_met = ["%s"], refused = "case.ask.%s" }'
    assert codes(with_acts(refused % ("documents-given", "documents-given"), ASK)) == []
    assert codes(with_acts(refused % ("interview-recorded", "interview-recorded"))) == [
        "procedure-case.not-refused"
    ]


def test_after_an_act_that_went_otherwise_the_rest_is_not_tried() -> None:
    wrong = '{ on = 2026-01-05, do = "lend", by = "clerk", stage = "lent" }'
    assert codes(with_acts(wrong, wrong)) == ["procedure-case.refused"]


def test_a_look_without_an_act_changes_nothing() -> None:
    look = '{ on = 2026-01-05, stage = "draft", clocks = {} }'
    assert run(with_acts(look, ASK)).passed


def test_lengths_that_no_pack_gives_come_from_the_case_and_given_ones_are_not_repeated() -> None:
    written = CASE.replace("acts =", 'lengths = { answer-within = "3 working-day" }\nacts =')
    assert codes(CASE, {}) == ["procedure-case.not-opened"]
    assert codes(written) == ["procedure-case.length-given"]
    without = {name: length for name, length in LENGTHS.items() if name != "answer-within"}
    assert codes(written, without) == []


@pytest.mark.parametrize(
    "text",
    [
        CASE.replace("on = 2026-01-05\n", ""),
        CASE.replace('name = "Lent"\n', ""),
        CASE.replace('procedure = "loan"', "procedure = 3"),
        CASE.replace("people", "peeple"),
        CASE.replace('"r"', "3"),
        CASE.replace("acts =", 'lengths = { answer-within = "3 fortnight" }\nacts ='),
        CASE.replace("acts =", "lengths = { answer-within = 3 }\nacts ="),
        with_acts(),
        with_acts("3"),
        with_acts('{ on = 2026-01-05, do = "ask", by = "reader" }'),
        with_acts('{ on = 2026-01-05, do = "ask", stage = "desk" }'),
        with_acts('{ on = 2026-01-05, do = "ask", by = "reader", stage = "desk", perhaps = true }'),
        with_acts('{ on = 2026-01-05, do = "ask", by = "reader", due = "soon" }'),
        with_acts('{ on = 2026-01-05, do = "ask", by = "reader", paused = { answer = "3" } }'),
        with_acts('{ on = 2026-01-05, do = "ask", by = "reader", letters = "received" }'),
    ],
)
def test_a_case_in_another_form_is_a_fault_with_its_place_and_the_others_are_read(text: str) -> None:
    cases, faults = read(text + CASE.replace("Lent", "Another"))
    assert [fault.code for fault in faults] == ["procedure-case.form"]
    assert [case.name for case in cases] == ["Another"]
    for language in LANGUAGES:
        assert str(faults[0].details["what"]) in core_words().say(
            faults[0].code, language, **faults[0].details
        )


def test_cases_of_rules_and_other_files_are_passed_over() -> None:
    rules = {"case": [{"name": "a rule", "expect": {}}, 3]}
    assert read_procedure_cases({"x.cases.toml": rules, "case.toml": {"case": [{"procedure": "x"}]}}) == (
        (),
        (),
    )


_ODD = st.sampled_from(
    [None, True, 3, "", "x", date(2026, 1, 5), [], ["x"], [3], [[]], {}, {"x": "y"}, {"x": ["y"]}, {"x": 3}]
)
_CASE = st.sampled_from(["name", "procedure", "on", "acts", "people", "lengths", "appealed", "acted"])
_ACT = st.sampled_from(["on", "do", "by", "person", "seats", "not_met", "stage", "due", "clocks", "late"])


@given(st.dictionaries(_CASE, _ODD), st.dictionaries(_ACT, _ODD))
def test_no_text_breaks_the_reader(row: dict[str, Any], act: dict[str, Any]) -> None:
    case = {"procedure": "loan", "name": "n", "on": date(2026, 1, 5), "acts": [act], **row}
    cases, faults = read_procedure_cases({"x.cases.toml": {"case": [case]}})
    assert len(cases) + len(faults) == 1
