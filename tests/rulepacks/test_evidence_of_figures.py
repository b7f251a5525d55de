"""No figure of our own making passes for one of a source: what is marked as read names where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tanym import rulepacks
from tanym.core.rules import Pack
from tanym.core.rules.citations import Citation, Mark

PACKS = rulepacks.shipped()
FIGURES = {"integer", "minutes", "credits", "percent", "period", "share"}
OURS = re.compile(
    r"\b(?:our|ours|derived|proposals?|operationali[sz]\w*|made up|general knowledge|calibrat\w*|invented|assum\w*)\b",
    re.IGNORECASE,
)
PARAGRAPH = re.compile(
    r"\b(?:p|pp|art|item|point|para)\.? ?\d|\bAnnex\b|\bchapter \d|\bsection \d|\b\d+(?:\.\d+)+\b|\b\d+\([a-z\d]\)|§|п\. ?\d|ст\. ?\d"
)
IN_WORDS = {
    0: ("no", "none", "first", "list"),
    1: ("one", "once", "single", "first"),
    2: ("two", "twice"),
    3: ("three",),
    4: ("four",),
    5: ("five",),
    6: ("six",),
    7: ("seven",),
    8: ("eight",),
    9: ("nine",),
    10: ("ten",),
    12: ("twelve", "year"),
    24: ("two years",),
    36: ("three years",),
}
RANGES = {"level.eqf-lowest"}
"""Values whose figure is the beginning of the range that the source names ("eight levels" begin with 1)."""


def values() -> Iterator[tuple[Pack, str, str, Any, tuple[Citation, ...]]]:
    for pack in PACKS:
        types = {name: entry.type for one in PACKS for name, entry in one.values.items() if entry.type}
        for name, entry in pack.values.items():
            for dated in entry.dated:
                yield pack, name, types.get(name, ""), dated.raw, tuple(dated.cites)


ALL = list(values())
NAMES = [f"{pack.id}-{name}-{n}" for n, (pack, name, *_) in enumerate(ALL)]


def figures(raw: object) -> set[int]:
    """The whole numbers that a value writes ("25 hour", 40, "2/3")."""
    return {int(one) for one in re.findall(r"\d+", str(raw))}


def says(place: str, figure: int) -> bool:
    words = IN_WORDS.get(figure, ())
    return bool(re.search(rf"\b{figure}\b", place)) or any(re.search(rf"\b{one}", place) for one in words)


def test_a_value_of_our_own_carries_the_mark_of_an_example_only() -> None:
    ours = {
        name: {cite.mark for cite in cites}
        for name, (*_, cites) in zip(NAMES, ALL, strict=True)
        if any(cite.source == "own-figures" for cite in cites)
    }
    assert ours
    assert not [name for name, marks in ours.items() if marks != {Mark.EXAMPLE}]


def test_a_figure_that_was_read_stands_where_its_citation_says() -> None:
    """A paragraph, or the figure itself in digits or in words: "at least one hour", "25 to 30 hours"."""
    assert ALL
    assert not [named for named, value in zip(NAMES, ALL, strict=True) if not _stands(*value[1:])]


def _stands(name: str, kind: str, raw: object, cites: tuple[Citation, ...]) -> bool:
    read = [cite for cite in cites if cite.mark is Mark.VERIFIED]
    if kind not in FIGURES or not read or name in RANGES:
        return True
    return any(
        PARAGRAPH.search(cite.place) or all(says(cite.place, one) for one in figures(raw)) for cite in read
    )


def test_no_place_that_was_read_admits_to_be_ours() -> None:
    cites = [cite for *_, cites in ALL for cite in cites]
    cites += [cite for pack in PACKS for rule in pack.rules for cite in rule.cites]
    cites += [cite for pack in PACKS for change in pack.adjustments for cite in change.cites]
    assert [str(cite) for cite in cites if cite.mark is Mark.VERIFIED and OURS.search(cite.place)] == []


def test_a_rule_that_only_says_what_we_derived_never_blocks() -> None:
    for pack in PACKS:
        for rule in pack.rules:
            if all(cite.source == "own-figures" for cite in rule.cites):
                assert rule.severity != "block", rule.id


@pytest.mark.parametrize(
    ("place", "figure", "found"),
    [
        ("25 to 30 hours", 25, True),
        ("25 to 30 hours", 24, False),
        ("at least one hour", 1, True),
        ("review at least once a year", 12, True),
        ("one to three years", 36, True),
        ("length of titles", 5, False),
    ],
)
def test_a_figure_is_found_in_digits_or_in_words(place: str, figure: int, found: bool) -> None:
    assert says(place, figure) is found
