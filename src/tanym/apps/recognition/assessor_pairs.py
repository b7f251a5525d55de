"""How far two assessors agree who judged the same cases blind: for the office of their organisation, by name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import memberships
from tanym.apps.recognition.models import Assessing, Judgement
from tanym.apps.recognition.pending import OFFICE
from tanym.core.kernel.errors import NotFound
from tanym.core.recognition.agreement import FEWEST_CASES, Agreement, agreement
from tanym.core.recognition.joint import SECOND
from tanym.core.recognition.judgement import Achievement

COUNTED = 5000
"""The latest double-marked cases that figures are made of."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two assessors, the cases that both marked blind, and their agreement; None below `FEWEST_CASES`."""

    people: tuple[Person, Person]
    cases: int
    agreement: Agreement | None


def is_office(organisation: Organisation, person: Any, on: date) -> bool:
    """Whether a person works in the office of the organisation."""
    return memberships(person, on).filter(organisation=organisation, role__in=OFFICE).exists()


def office(organisation: Organisation, person: Any, on: date) -> Organisation:
    """The organisation, for who works in its office: figures on people are nobody else's. Raises `NotFound`."""
    if not is_office(organisation, person, on):
        raise NotFound("page.unknown")
    return organisation


def pairs(organisation: Organisation) -> list[Pair]:
    """Every two who marked a case blind, those with most cases first; invented cases count nowhere.

    Compared are the marks that each handed in alone (`Judgement.alone`): what the two reconciled later changes nothing.
    """
    seated = Assessing.objects.filter(
        case__organisation=organisation,
        place__lte=SECOND,
        submitted_at__isnull=False,
    )
    by_case: dict[int, list[Assessing]] = defaultdict(list)
    for one in seated.select_related("person").order_by("-case_id", "place")[: 2 * COUNTED]:
        by_case[one.case_id].append(one)
    double = {case: found for case, found in by_case.items() if len(found) == SECOND}
    given: dict[int, dict[tuple[int, str], str]] = defaultdict(dict)
    rows = Judgement.objects.filter(case__in=double).exclude(alone="")
    for row in rows.values_list("case_id", "assessor_id", "outcome", "alone"):
        given[row[0]][row[1], row[2]] = row[3]
    marks: dict[tuple[int, int], list[tuple[Achievement, Achievement]]] = defaultdict(list)
    cases: dict[tuple[int, int], int] = defaultdict(int)
    people: dict[int, Person] = {}
    for case, found in double.items():
        one, other = sorted((seat.person for seat in found), key=lambda person: person.pk)
        key = (one.pk, other.pk)
        people |= {one.pk: one, other.pk: other}
        cases[key] += 1
        outcomes = sorted({outcome for _person, outcome in given[case]})
        for outcome in outcomes:
            two = (given[case].get((one.pk, outcome)), given[case].get((other.pk, outcome)))
            if two[0] and two[1]:
                marks[key].append((Achievement(two[0]), Achievement(two[1])))
    return [
        Pair(
            (people[key[0]], people[key[1]]),
            number,
            agreement(marks[key]) if number >= FEWEST_CASES else None,
        )
        for key, number in sorted(cases.items(), key=lambda one: (-one[1], one[0]))
    ]
