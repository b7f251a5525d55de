"""What the verifier said is read by the strict policy; what could not be checked refutes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials.checks import Outcome
from tanym.core.recognition.foreign.authenticity import (
    Authenticity,
    Method,
    Standing,
    StatusSource,
    check_source,
    refuted,
    settled,
    signature_judged,
    sources_for,
)
from tanym.core.recognition.foreign.file import ForeignFile, foreign_facts

GOOD = dict.fromkeys(("schema", "signature", "dates", "status"), "confirmed")
DAY, LATER = date(2026, 11, 10), date(2026, 11, 20)
NAMES = st.sampled_from(["schema", "signature", "dates", "status", "issuer", "entitlement"])


def test_a_signature_that_does_not_hold_is_refuted_and_one_not_checked_is_not() -> None:
    assert signature_judged(GOOD).outcome is Outcome.CONFIRMED
    assert refuted(GOOD | {"signature": "not-confirmed"})
    assert not refuted(GOOD | {"signature": "could-not-be-checked"})
    assert not refuted({})


@given(st.dictionaries(NAMES, st.sampled_from(["confirmed", "could-not-be-checked"])))
def test_nothing_is_refuted_merely_because_a_check_could_not_be_made(said: dict[str, str]) -> None:
    assert not refuted(said)


def test_the_word_of_the_issuer_weighs_more_than_a_check_of_the_paper() -> None:
    issuer = Authenticity("a", Method.ISSUER, Outcome.CONFIRMED, DAY)
    paper = Authenticity("a", Method.INSPECTION, Outcome.NOT_CONFIRMED, LATER)
    silent = Authenticity("a", Method.ISSUER, Outcome.NOT_CHECKED, LATER)
    assert settled(["a"], [paper, issuer])["a"] is issuer
    assert settled(["a"], [silent, paper])["a"] is paper
    assert settled(["b"], [paper]) == {}


def test_a_refuted_document_that_its_issuer_confirms_is_refuted_no_more() -> None:
    wrong = {"one": GOOD | {"signature": "not-confirmed"}}
    alone = ForeignFile(items=wrong, relied_on=frozenset({"one"}))
    assert foreign_facts(alone)["case.items_refuted"] == {"one"}
    said = (Authenticity("one", Method.ISSUER, Outcome.CONFIRMED, DAY),)
    confirmed = ForeignFile(items=wrong, relied_on=frozenset({"one"}), authenticity=said)
    assert foreign_facts(confirmed)["case.items_refuted"] == frozenset()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (StatusSource("DEQAR", False, Standing.NOTHING, DAY, LATER), ""),
        (StatusSource(" ", False, Standing.NOTHING, DAY, LATER), "foreign.source-unnamed"),
        (StatusSource("DEQAR", False, Standing.NOTHING, None, LATER), "foreign.source-of-no-day"),
        (StatusSource("DEQAR", False, Standing.NOTHING, DAY, date(2026, 12, 1)), "foreign.source-later"),
    ],
)
def test_a_source_names_itself_and_its_day(source: StatusSource, code: str) -> None:
    assert [one.code for one in check_source(source, LATER)] == ([code] if code else [])


def test_a_source_of_another_day_proves_nothing_of_this_award() -> None:
    that_day = StatusSource("Ministry", True, Standing.RECOGNISED, DAY, LATER)
    today = StatusSource("DEQAR", False, Standing.RECOGNISED, LATER, LATER)
    assert sources_for(DAY, [that_day, today]) == (that_day,)
    assert sources_for(None, [that_day]) == ()
    facts = foreign_facts(ForeignFile(award_day=DAY, sources=(that_day, today)))
    assert facts["case.status_sources"] == facts["case.status_sources_official"] == {"Ministry"}
