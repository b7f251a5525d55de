"""The five elements and the seven criteria: what counts as an answer."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.recognition.foreign.findings import (
    CRITERIA,
    ELEMENTS,
    ONLINE_ONLY,
    RATINGS,
    Answer,
    Comparison,
    Finding,
    Part,
    Source,
    check_finding,
    left,
    needed,
)

TODAY = date(2026, 11, 23)
FULL = {"value": "6 ECTS", "source": Source.DOCUMENT, "on": date(2026, 7, 10)}


@pytest.mark.parametrize(
    ("finding", "code"),
    [
        (Finding(Part.ELEMENTS, "level", "comparable", **FULL), ""),
        (Finding(Part.ELEMENTS, "level", "not-available", because="The paper names none."), ""),
        (Finding(Part.CRITERIA, "level", "no"), ""),
        (Finding(Part.ELEMENTS, "level", "not-available"), "foreign.finding-without-reason"),
        (Finding(Part.ELEMENTS, "level", "comparable"), "foreign.finding-without-source"),
        (Finding(Part.ELEMENTS, "level", "different", "5 ECTS"), "foreign.finding-without-source"),
        (Finding(Part.CRITERIA, "testing", "no", "An oral exam"), "foreign.finding-without-source"),
        (Finding(Part.ELEMENTS, "level", "strong", **FULL), "foreign.finding-unrated"),
        (Finding(Part.ELEMENTS, "level", "", **FULL), "foreign.finding-unrated"),
        (Finding(Part.ELEMENTS, "testing", "comparable", **FULL), "foreign.finding-unknown"),
        (
            Finding(Part.ELEMENTS, "level", "comparable", "6", Source.DOCUMENT, date(2026, 11, 24)),
            "foreign.finding-later",
        ),
    ],
)
def test_a_finding_has_value_source_and_day_or_says_why_not(finding: Finding, code: str) -> None:
    assert [one.code for one in check_finding(finding, TODAY)] == ([code] if code else [])


def test_what_a_document_filled_in_is_no_answer_before_somebody_rates_it() -> None:
    assert not Finding(Part.ELEMENTS, "level", **FULL).answered


@given(st.booleans(), st.booleans())
def test_a_whole_qualification_needs_five_lines_a_micro_credential_ten_an_online_one_twelve(
    small: bool, online: bool
) -> None:
    lines = needed(small=small, online=online)
    assert {name for part, name in lines if part is Part.ELEMENTS} == set(ELEMENTS)
    criteria = {name for part, name in lines if part is Part.CRITERIA}
    assert criteria == (set(CRITERIA) - (set() if online else ONLINE_ONLY) if small else set())


@given(
    st.sets(st.sampled_from([(part, name) for part, names in ((Part.ELEMENTS, ELEMENTS), (Part.CRITERIA, CRITERIA)) for name in names])),
    st.booleans(),
    st.booleans(),
)  # fmt: skip
def test_just_what_is_not_answered_is_left(done: set[tuple[Part, str]], small: bool, online: bool) -> None:
    findings = [Finding(part, name, RATINGS[part][0], **FULL) for part, name in done]
    assert left(findings, small=small, online=online) == needed(small=small, online=online) - done


def test_the_words_for_not_knowing_differ_between_the_lists() -> None:
    assert Comparison.NOT_AVAILABLE in RATINGS[Part.ELEMENTS]
    assert Answer.NO in RATINGS[Part.CRITERIA]
