"""The desk: what waits for a person at work, what else is open, what has ended; a page at a time, in the order of the last days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Min, Q, QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import memberships
from tanym.apps.recognition.models import Awaited, Pending, RecognitionCase
from tanym.apps.recognition.pending import OFFICE, seats_of
from tanym.core.kernel.errors import InvalidValue

A_PAGE = 50
MOST_COUNTED = 1000
"""Beyond this nobody counts: the page says "more than a thousand"."""

MINE, OPEN, ENDED = "mine", "open", "ended"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: whose, in which procedure and stage, only what is late, from where on (`after`, a `Page.next`).

    `words` is a part of the number of a case or of the claimant's name: never in an address.
    """

    whose: str = MINE
    procedure: str = ""
    stage: str = ""
    late: bool = False
    after: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the desk; `next` is where the following one begins, empty on the last."""

    rows: list[Pending] = field(default_factory=list)
    cases: list[RecognitionCase] = field(default_factory=list)
    next: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a person sees: all of the organisations where they hold an office, decided cases where they are registrar,
    and the cases that they were given."""

    person: Person
    offices: tuple[int, ...]
    registrars: tuple[int, ...]
    roles: tuple[tuple[int, str], ...]
    given: tuple[int, ...]


def reach(person: Person, on: date) -> Reach:
    """What a person may see of cases that are not their own, on a day."""
    held = list(memberships(person, on))
    offices = {one.organisation_id for one in held if one.role in OFFICE}
    at_work = [one.organisation_id for one in held if one.role in ("assessor", "member")]
    given = RecognitionCase.objects.filter(organisation__in=at_work, submitted_at__isnull=False).filter(
        Q(assessor=person) | Q(pk__in=seats_of(person))
    )
    return Reach(
        person=person,
        offices=tuple(sorted(offices)),
        registrars=tuple(sorted({one.organisation_id for one in held if one.role == "registrar"} - offices)),
        roles=tuple(sorted({(one.organisation_id, one.role) for one in held})),
        given=tuple(given.exclude(organisation__in=offices).values_list("pk", flat=True)) if at_work else (),
    )


def page(of: Reach, wanted: Wanted, on: date) -> Page:
    """One page. Raises `InvalidValue("desk.place")` for an `after` that no page gave."""
    if wanted.whose == ENDED:
        return _ended(of, wanted)
    if wanted.whose == OPEN:
        found = list(_from(_open(of, wanted, on), wanted.after)[: A_PAGE + 1])
        return _page([one.pk for one in found])
    asked = [_ids(_from(one, wanted.after)) for one in _awaited(of, wanted, on)]
    merged = sorted({pair for pairs in asked for pair in pairs})
    return _page([pk for _due, pk in islice(merged, A_PAGE + 1)])


def count_mine(of: Reach, on: date) -> int:
    """How many cases wait for the person, up to one more than `MOST_COUNTED`."""
    found: set[int] = set()
    for rows in _awaited(of, Wanted(), on):
        found.update(rows.values_list("pending", flat=True)[: MOST_COUNTED + 1])
    return min(len(found), MOST_COUNTED + 1)


def one_of_each(of: Reach) -> list[Pending]:
    """One open case or appeal of each procedure within the person's reach: what can be chosen among."""
    rows = Pending.objects.filter(_within(of))
    found: list[Pending] = []
    last = ""
    while name := rows.filter(procedure__gt=last).aggregate(Min("procedure"))["procedure__min"]:
        found += rows.filter(procedure=name).order_by().select_related("case", "appeal")[:1]
        last = name  # a step along the index for each, however many cases are open
    return found


def _awaited(of: Reach, wanted: Wanted, on: date) -> Iterable[QuerySet[Awaited]]:
    """What waits for the person, and for each role that they hold: one question each, so that each has its index."""
    rows = Awaited.objects.exclude(pending__case__claimant=of.person).filter(
        _about(wanted.words, "pending__case__")
    )
    if wanted.procedure:
        rows = rows.filter(pending__procedure=wanted.procedure)
    if wanted.stage:
        rows = rows.filter(pending__stage=wanted.stage)
    if wanted.late:
        rows = rows.filter(due_on__lt=on)
    yield rows.filter(person=of.person).order_by("due_on", "pending")
    for organisation, role in of.roles:
        yield rows.filter(organisation=organisation, role=role).order_by("due_on", "pending")


def _open(of: Reach, wanted: Wanted, on: date) -> QuerySet[Pending]:
    rows = Pending.objects.filter(_within(of), _about(wanted.words, "case__"))
    rows = rows.exclude(case__claimant=of.person)
    if wanted.procedure:
        rows = rows.filter(procedure=wanted.procedure)
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    if wanted.late:
        rows = rows.filter(due_on__lt=on)
    return rows.order_by("due_on", "pk")


def _within(of: Reach) -> Q:
    """Only the parts that are there: an office alone is one range of one index."""
    parts = [Q(organisation=of.offices[0])] if len(of.offices) == 1 else []
    if len(of.offices) > 1:
        parts.append(Q(organisation__in=of.offices))
    if of.registrars:
        parts.append(Q(organisation__in=of.registrars, case__decided_on__isnull=False))
    if of.given or not parts:
        parts.append(Q(case__in=of.given))
    within = parts[0]
    for one in parts[1:]:
        within |= one
    return within


def _ended(of: Reach, wanted: Wanted) -> Page:
    rows = RecognitionCase.objects.filter(ended_on__isnull=False, submitted_at__isnull=False)
    rows = rows.filter(Q(organisation__in=(*of.offices, *of.registrars)) | Q(pk__in=of.given))
    rows = rows.filter(_about(wanted.words, ""))
    if wanted.procedure:
        rows = rows.filter(procedure=wanted.procedure)
    if wanted.after:
        day, pk = _place(wanted.after)
        rows = rows.filter(Q(ended_on__lte=day) & (Q(ended_on__lt=day) | Q(pk__lt=pk)))
    rows = rows.exclude(claimant=of.person).select_related("claimant", "organisation")
    found = list(rows.order_by("-ended_on", "-pk")[: A_PAGE + 1])
    more = len(found) > A_PAGE
    last = found[A_PAGE - 1] if more else None
    return Page(cases=found[:A_PAGE], next=f"{last.ended_on}.{last.pk}" if last else "")


def _about(words: str, path: str) -> Q:
    """The cases whose number or claimant is meant; every word has to be in the name, in whichever case it is typed."""
    typed = words.split()
    if not typed:
        return Q()
    named = Q()
    for word in typed:
        one = Q()
        for form in {word, word.capitalize(), word.lower(), word.upper()}:  # SQLite folds no Cyrillic letters
            for name in ("name_kk", "name_ru", "name_passport"):
                one |= Q(**{f"{path}claimant__{name}__icontains": form})
        named &= one
    return named | Q(**{f"{path}number__icontains": words.strip().removeprefix("№").strip()})


def _page(keys: list[int]) -> Page:
    rows = (
        Pending.objects.filter(pk__in=keys[:A_PAGE])
        .select_related("case__claimant", "case__organisation", "appeal")
        .prefetch_related("awaited__person")
    )
    found = sorted(rows, key=lambda one: (one.due_on, one.pk))
    more = len(keys) > A_PAGE and found
    return Page(rows=found, next=f"{found[-1].due_on}.{found[-1].pk}" if more else "")


def _from(rows: QuerySet[Any], after: str) -> QuerySet[Any]:
    if not after:
        return rows
    day, pk = _place(after)
    name = "pending__gt" if rows.model is Awaited else "pk__gt"
    return rows.filter(Q(due_on__gte=day) & (Q(due_on__gt=day) | Q(**{name: pk})))  # a range of the index


def _ids(rows: QuerySet[Awaited]) -> list[tuple[date, int]]:
    return list(rows.values_list("due_on", "pending")[: A_PAGE + 1])


def _place(after: str) -> tuple[date, int]:
    day, _, pk = after.partition(".")
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        raise InvalidValue("desk.place") from None
