"""What a person says of a case becomes a fact of its own type."""

from __future__ import annotations

from datetime import date

import pytest

from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.attesting import Attestation, attested_facts, choices, read_attested, sayable
from tanym.core.rules.types import Typed, ValueType
from tests.core.recognition.case import DAY
from tests.rulepacks.stacks import stack_of

STACK = stack_of("sayram")


def test_only_what_a_person_alone_can_know_is_said() -> None:
    facts = sayable(STACK, "case")
    assert {"case.guidance_periods", "case.route_reasons", "case.admission_until"} <= facts.keys()
    assert "case.decided_on" not in facts, "the record shows it"


def test_a_form_offers_what_the_rules_compare_with() -> None:
    assert choices(STACK, "case.guidance_periods") == ("before", "during")
    assert choices(STACK, "case.meeting_offer") == ()


@pytest.mark.parametrize(
    ("kind", "written", "typed"),
    [
        (ValueType.TEXT, "On Tuesday.", "On Tuesday."),
        (ValueType.CODE, "employed", "employed"),
        (ValueType.CODES, ["before", "during"], frozenset({"before", "during"})),
        (ValueType.CODES, [], frozenset()),
        (ValueType.DATE, "2026-03-02", date(2026, 3, 2)),
        (ValueType.CREDITS, "240", 24000),
        (ValueType.CREDITS, "1.5", 150),
    ],
)
def test_what_is_said_is_read_by_its_type(kind: ValueType, written: str | list[str], typed: Typed) -> None:
    assert read_attested(kind, written) == typed


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (ValueType.DATE, "yesterday"),
        (ValueType.CREDITS, "many"),
        (ValueType.CREDITS, "-1"),
        (ValueType.CREDITS, "NaN"),
        (ValueType.INTEGER, "1.5"),
        (ValueType.CODES, ["a\nb"]),
    ],
)
def test_what_cannot_be_read_is_refused(kind: ValueType, written: str | list[str]) -> None:
    with pytest.raises(InvalidValue, match=r"attestation\.value"):
        read_attested(kind, written)


def test_the_latest_word_counts_and_an_unknown_fact_is_passed_over() -> None:
    first = Attestation("case.meeting_offer", "", "Nothing was offered.", "saule", DAY)
    second = Attestation("case.meeting_offer", "On Tuesday.", "By telephone.", "saule", DAY)
    gone = Attestation("case.no_longer_asked", "x", "Said.", "saule", DAY)
    assert attested_facts(sayable(STACK, "case"), (first, second, gone)) == {
        "case.meeting_offer": "On Tuesday."
    }
