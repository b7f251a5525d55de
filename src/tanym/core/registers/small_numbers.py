"""Counts of decisions that single nobody out: small groups are put together until they are large enough, or kept back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Counted:
    """Decisions that are published as one number. Empty: of several.

    `outcomes` and `recognised` count learning outcomes; both are 0 where they would tell the result of each person.
    """

    organisation: str
    subject: str
    result: str
    decisions: int
    outcomes: int = 0
    recognised: int = 0


WIDER: tuple[dict[str, Any], ...] = ({"result": ""}, {"subject": ""}, {"organisation": ""})
"""What a group is no longer told apart by, one after the other."""


def published(decisions: Iterable[Counted], smallest: int) -> tuple[tuple[Counted, ...], int]:
    """What may be published of single decisions, and how many are kept back: fewer than `smallest`.

    Groups that are too small go into the next wider one: the subject without the results, the organisation without
    the subjects, all together. Every decision stands in one published group at most, so no difference between two
    numbers is smaller than a group. Results are told apart only where two of them are large enough: a single one
    would tell the result of whoever is known to have asked.
    """
    found, waiting = _by_result(list(decisions), smallest)
    for wider in WIDER:
        made, waiting = _large([replace(one, **wider) for one in waiting], smallest)
        found += made
    found.sort(key=lambda one: (one.organisation, one.subject, one.result))
    return tuple(found), _size(waiting)


def _by_result(decisions: list[Counted], smallest: int) -> tuple[list[Counted], list[Counted]]:
    groups: dict[tuple[str, str], dict[str, list[Counted]]] = defaultdict(lambda: defaultdict(list))
    for one in decisions:
        groups[one.organisation, one.subject][one.result].append(one)
    found, left = [], []
    for results in groups.values():
        large = [name for name, members in results.items() if _size(members) >= smallest]
        for name, members in results.items():
            if len(large) > 1 and name in large:
                found.append(replace(_sum(members), outcomes=0, recognised=0))
            else:
                left += members
    return found, left


def _large(decisions: list[Counted], smallest: int) -> tuple[list[Counted], list[Counted]]:
    groups: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for one in decisions:
        groups[one.organisation, one.subject].append(one)
    found, left = [], []
    for members in groups.values():
        if _size(members) >= smallest:
            found.append(_sum(members))
        else:
            left += members
    return found, left


def _sum(members: list[Counted]) -> Counted:
    outcomes, recognised = sum(one.outcomes for one in members), sum(one.recognised for one in members)
    if recognised in (0, outcomes):  # all or none: that would be everybody's result
        outcomes = recognised = 0
    return replace(members[0], decisions=_size(members), outcomes=outcomes, recognised=recognised)


def _size(members: Iterable[Counted]) -> int:
    return sum(one.decisions for one in members)
