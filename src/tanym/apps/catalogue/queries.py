"""Reads of the catalogue: what is published, searched in three languages and narrowed by facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import published
from tanym.core.kernel.localized import choose
from tanym.core.matching.stems import language_of, stems

FACETS = ("sector", "language", "level", "credits", "form", "provider")
"""What the catalogue can be narrowed by, in the order of the page. Within one facet any choice, between facets all."""

BANDS: Mapping[str, tuple[int, int]] = {"1": (0, 100), "2-3": (101, 300), "4": (301, 10**6)}
"""Bands of credits, in hundredths, both ends included."""


@dataclass(frozen=True, slots=True)
class Row:
    """What facets are counted by."""

    pk: int
    values: Mapping[str, frozenset[str]]
    counts_somewhere: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of a search: the versions in order, and for each facet how many each choice would leave."""

    versions: tuple[int, ...]
    facets: Mapping[str, Mapping[str, int]]
    counting: int


def newest(on: date, number: int = 3) -> list[Version]:
    """The micro-qualifications published last."""
    return list(published(on).order_by("-published_on", "-pk")[:number])


def search(on: date, words: str, chosen: Mapping[str, Sequence[str]], counts: bool = False) -> Found:
    """The published versions that hold all words, in any of three languages, and fit the chosen facets.

    Those that hold them in their title come first.
    """
    language = get_language() or "kk"
    asked = [forms(word) for word in words.casefold().split()[:12]]
    matching = sorted(
        _holding(published(on), asked),
        key=lambda one: (not _titled(one, asked), choose(one.titles, language)[0].casefold(), one.pk),
    )
    rows = [_row(version) for version in matching]
    found = [row for row in rows if _fits(row, chosen) and (row.counts_somewhere or not counts)]
    facets = {}
    for facet in FACETS:
        others = {name: values for name, values in chosen.items() if name != facet}
        fitting = [row for row in rows if _fits(row, others) and (row.counts_somewhere or not counts)]
        facets[facet] = Counter(value for row in fitting for value in row.values[facet])
    counting = sum(row.counts_somewhere for row in rows if _fits(row, chosen))
    return Found(tuple(row.pk for row in found), facets, counting)


def versions(pks: Iterable[int]) -> list[Version]:
    """These versions, in this order."""
    order = list(pks)
    found = Version.objects.filter(pk__in=order).select_related("micro_qualification__owner").in_bulk()
    return [found[pk] for pk in order if pk in found]


def forms(word: str) -> frozenset[str]:
    """What to look for instead of a word, so that its other endings are found too: itself and its stems."""
    language = language_of(word)
    spoken = ("kk", "ru") if language != "en" else ("en",)
    return frozenset({word}.union(*(stems(word, one) for one in spoken)))


def _holding(all_: QuerySet[Version], asked: Sequence[frozenset[str]]) -> QuerySet[Version]:
    for word in asked:
        any_form = Q()
        for form in word:
            any_form |= Q(search__contains=f" {form}")
        all_ = all_.filter(any_form)
    return all_


def _titled(version: Version, asked: Sequence[frozenset[str]]) -> bool:
    titles = f" {' '.join(version.titles.values())}".casefold()
    return all(any(f" {form}" in titles for form in word) for word in asked)


def _row(version: Version) -> Row:
    return Row(
        pk=version.pk,
        values={
            "sector": _one(version.sector),
            "language": frozenset(version.languages.split()),
            "level": _one(version.level),
            "credits": frozenset(
                name
                for name, (low, high) in BANDS.items()
                if version.credits and low <= version.credits <= high
            ),
            "form": _one(version.participation),
            "provider": _one(version.micro_qualification.owner.code),
        },
        counts_somewhere=version.counts_somewhere,
    )


def _one(value: Any) -> frozenset[str]:
    return frozenset([str(value)]) if value else frozenset()


def _fits(row: Row, chosen: Mapping[str, Sequence[str]]) -> bool:
    return all(not values or row.values[facet] & set(values) for facet, values in chosen.items())
