"""Citations and their marks."""

from __future__ import annotations

import pytest

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.citations import Mark, best, read_citation


def test_a_citation_names_source_place_and_mark() -> None:
    found = read_citation("kz-order-152, p. 23, second sentence [V]", "kz")
    assert (found.source, found.place, found.mark, found.pack) == (
        "kz-order-152",
        "p. 23, second sentence",
        Mark.VERIFIED,
        "kz",
    )
    assert str(found) == "kz-order-152, p. 23, second sentence [V]"


def test_only_an_unread_source_is_cited_without_a_place() -> None:
    assert str(read_citation("kz-civil-terms, [U]")) == "kz-civil-terms, [U]"
    with pytest.raises(InvalidValue, match=r"cite\.form"):
        read_citation("kz-civil-terms, [V]")


@pytest.mark.parametrize(
    "text", ["act [V]", "act, 1", "act, 1 [X]", "act, 1 [V]\n", "Act, 1 [V]", "", None, "act, [1] [V]"]
)
def test_a_citation_of_another_form_is_refused(text: object) -> None:
    with pytest.raises(InvalidValue, match=r"cite\.form"):
        read_citation(text)


def test_only_what_was_read_or_decided_may_block() -> None:
    assert {mark for mark in Mark if mark.firm} == {Mark.VERIFIED, Mark.OWN}


def test_a_rule_counts_its_best_citation() -> None:
    assert best([read_citation("a, 1 [U]"), read_citation("b, 1 [S]")]) is Mark.SECONDARY
    assert best([]) is Mark.UNREAD


@pytest.mark.parametrize("place", ["Annex I, our operationalisation", "the number is ours", "Our choice"])
def test_a_place_that_says_our_is_known_as_a_figure_of_our_own(place: str) -> None:
    assert read_citation(f"act, {place} [E]").own_figure


@pytest.mark.parametrize("place", ["25 to 30 hours a credit", "p. 4", "course of study"])
def test_hours_are_not_ours(place: str) -> None:
    assert not read_citation(f"act, {place} [V]").own_figure
