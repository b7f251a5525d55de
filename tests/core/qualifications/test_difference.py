"""The difference between two versions of a design: complete, named, and readable word by word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.kernel.localized import LANGUAGES
from tanym.core.qualifications.design import Design, document, parse
from tanym.core.qualifications.difference import Change, Kind, Mark, difference, marked, places
from tanym.rulepacks.words import core_words
from tests.core.qualifications.designs import COMPLETE, complete, documents

designs = documents().map(parse)


def only(before: Design, after: Design) -> Change:
    (change,) = difference(before, after)
    return change


@settings(max_examples=60)
@given(designs, designs)
def test_there_is_no_difference_just_where_designs_are_equal(one: Design, other: Design) -> None:
    assert bool(difference(one, other)) == (one != other)
    assert difference(one, parse(document(one))) == ()


@settings(max_examples=60)
@given(designs, designs)
def test_what_is_added_one_way_is_removed_the_other_way(one: Design, other: Design) -> None:
    def counted(changes: tuple[Change, ...]) -> list[tuple[str, Kind]]:
        return sorted((change.place, change.kind) for change in changes)

    back = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}
    there = [(place, back.get(kind, kind)) for place, kind in counted(difference(one, other))]
    assert sorted(there) == counted(difference(other, one))


@settings(max_examples=60)
@given(designs, designs)
def test_every_change_stands_at_a_known_place_and_shows_what_differs(one: Design, other: Design) -> None:
    for change in difference(one, other):
        assert change.place in places()
        assert change.before != change.after
        assert (change.before is None) == (change.kind is Kind.ADDED)
        assert (change.after is None) == (change.kind is Kind.REMOVED)


@pytest.mark.parametrize("place", places())
def test_every_place_has_a_word_in_each_language(place: str) -> None:
    words = core_words().sentences[f"design-member.{place}"]
    assert all(words[language].strip() for language in LANGUAGES)


@given(st.text(max_size=60), st.text(max_size=60))
def test_marked_words_hold_both_texts_whole(before: str, after: str) -> None:
    parts = marked(before, after)
    assert "".join(one.text for one in parts if one.mark is not Mark.GIVEN) == before
    assert "".join(one.text for one in parts if one.mark is not Mark.TAKEN) == after
    assert (before == after) == all(one.mark is Mark.SAME for one in parts)


def test_a_number_is_changed() -> None:
    before, after = complete(credits=3), complete(credits=4)
    assert only(before, after) == Change("credits", Kind.CHANGED, 300, 400)


def test_an_outcome_is_reworded_under_its_number() -> None:
    outcomes: list[dict[str, Any]] = [dict(one) for one in COMPLETE["outcomes"]]
    text = {**outcomes[0]["text"]}
    language = sorted(text)[0]
    outcomes[0]["text"] = {**text, language: text[language] + " today"}
    change = only(complete(), complete(outcomes=outcomes))
    assert (change.place, change.kind, change.language) == ("outcomes.text", Kind.REWORDED, language)
    assert change.numbers == (("outcomes", 1),)
    assert [one.text for one in marked(change.before, change.after) if one.mark is Mark.GIVEN] == [" today"]


def test_a_moved_outcome_is_no_new_one() -> None:
    design = parse({"outcomes": [{"id": "a"}, {"id": "b"}, {"id": "c"}]})
    moved = replace(design, outcomes=design.outcomes[::-1])
    assert only(design, moved).kind is Kind.MOVED
    fewer = replace(design, outcomes=design.outcomes[1:])
    assert [(one.kind, one.numbers) for one in difference(design, fewer)] == [
        (Kind.REMOVED, (("outcomes", 1),))
    ]


def test_hours_of_one_kind_are_named() -> None:
    before, after = (
        parse({"workload": {"contact": 600}}),
        parse({"workload": {"contact": 600, "practice": 60}}),
    )
    change = only(before, after)
    assert (change.place, change.key, change.kind) == ("workload", "practice", Kind.ADDED)
