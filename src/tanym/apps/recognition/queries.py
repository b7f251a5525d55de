"""Reads of recognition: which cases a person may see, and which wait for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import in_force
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import memberships
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.queries import items
from tanym.apps.qualifications.models import Award, Discipline
from tanym.apps.qualifications.queries import awards_of, disciplines
from tanym.apps.recognition import reading
from tanym.apps.recognition.models import (
    Appeal,
    Assessing,
    Awaited,
    EvidenceItem,
    Mapping,
    Pending,
    RecognitionCase,
    Seat,
)
from tanym.apps.recognition.own_term import own_term
from tanym.apps.recognition.pending import OFFICE
from tanym.apps.recognition.pinning import Record, of, state_of
from tanym.apps.registers.queries import authorised
from tanym.core.kernel.errors import NotFound, TanymError
from tanym.core.procedures.lateness import Reading


def visible(person: Any, on: date) -> QuerySet[RecognitionCase]:
    """The cases that a person may read.

    The claimant reads the own ones; a secretary all that were submitted to the organisation; an assessor and a member
    those that they were given; a registrar those whose credits are to be entered, or were. A draft is the claimant's.
    """
    if not person.is_authenticated:
        return RecognitionCase.objects.none()
    held = list(memberships(person, on))
    secretary_at = [m.organisation_id for m in held if m.role in OFFICE]
    registrar_at = [m.organisation_id for m in held if m.role == "registrar"]
    at_work = [m.organisation_id for m in held if m.role in ("assessor", "member")]
    submitted = Q(submitted_at__isnull=False)
    own = Q(claimant=person)
    seated = Q(organisation__in=at_work) & (
        Q(assessor=person)
        | Q(pk__in=Assessing.objects.filter(person=person).values("case"))
        | Q(pk__in=Seat.objects.filter(person=person).values("commission__case"))
    )
    offices = Q(organisation__in=secretary_at) | (
        Q(organisation__in=registrar_at) & Q(decided_on__isnull=False)
    )
    return _cases().filter(own | (submitted & (seated | offices)))


def case(public_id: UUID, person: Any, on: date) -> RecognitionCase:
    """A case that this person may read, with whom every part of its pages asks for. Raises `NotFound`."""
    found = (
        visible(person, on)
        .filter(public_id=public_id)
        .prefetch_related("assessing__person", "appeals__against")
        .first()
    )
    if found is None:
        raise NotFound("page.unknown")
    return found


def appeal(public_id: UUID, person: Any, on: date) -> Appeal:
    """An appeal against a decision that this person may read. Raises `NotFound`."""
    found = Appeal.objects.select_related("of__organisation").filter(public_id=public_id).first()
    if found is None or not visible(person, on).filter(pk=found.of_id).exists():
        raise NotFound("page.unknown")
    return found


def item(case: RecognitionCase, public_id: UUID) -> EvidenceItem:
    """A piece of evidence in a case. Raises `NotFound`."""
    found = case.evidence.filter(public_id=public_id).select_related("file").first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def cases_of(person: Person) -> QuerySet[RecognitionCase]:
    """A person's own cases, newest first."""
    return _cases().filter(claimant=person)


def open_to_evidence(person: Person) -> list[RecognitionCase]:
    """A person's own cases to which evidence can be added now, newest first."""
    return [one for one in cases_of(person) if of(one).guarded(one.stage, "documents-given")]


def is_over(record: Record) -> bool:
    """Whether a case or an appeal has come to an end."""
    return bool(of(record).procedure.stages[record.stage].end)


def clock(record: Record, on: date) -> Reading | None:
    """The clock under which the case waits now; None where none runs."""
    proceeding = of(record)
    wanted = proceeding.procedure.stages[record.stage].clock
    return next((one for one in proceeding.clocks(state_of(record), on) if one.clock == wanted), None)


def to_judge(person: Person) -> int:
    """How many cases wait for the judgement of this person, who has been appointed to assess them."""
    seated = Assessing.objects.filter(person=person).values("case")
    given = Q(pending__case__assessor=person) | Q(pending__case__in=seated)
    return Awaited.objects.filter(given, person=person).count()


def targets(on: date) -> list[tuple[Organisation, list[Discipline]]]:
    """The organisations that may recognise and have fixed their terms, with the disciplines of each."""
    grouped: dict[Organisation, list[Discipline]] = {}
    for discipline in disciplines():
        grouped.setdefault(discipline.programme.organisation, []).append(discipline)
    return [(one, found) for one, found in grouped.items() if recognises(one, on)]


def recognises(organisation: Organisation, on: date) -> bool:
    """Whether an organisation may recognise on that day, and its procedure is complete."""
    return authorised(organisation, "academic-recognition", on).held and not lengths_missing(organisation, on)


def lengths_missing(organisation: Organisation, on: date) -> tuple[str, ...]:
    """The terms that an organisation has still to fix before a case can be opened there."""
    try:
        proceeding = in_force(organisation.code, "academic", on)
    except TanymError:
        return ("academic",)
    needed = proceeding.procedure.lengths_needed()
    return tuple(name for name in needed if name not in proceeding.stack.values)


def discipline(public: str, organisation: str) -> Discipline:
    """A discipline by the code of its organisation and its own. Raises `NotFound`."""
    found = disciplines().filter(programme__organisation__code=organisation, code=public).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def awards_to_show(case: RecognitionCase) -> list[Award]:
    """The claimant's awards that are not evidence in this case yet."""
    used = set(case.evidence.exclude(award=None).values_list("award", flat=True))
    return [one for one in awards_of(case.claimant).filter(annulled_on__isnull=True) if one.pk not in used]


def items_to_show(case: RecognitionCase) -> list[Item]:
    """What stands in the claimant's portfolio, and is no award, that is not evidence in this case yet.

    A document that its register has annulled is offered no more.
    """
    shown = case.evidence.exclude(kept=None).values("kept")
    return list(items(case.claimant).filter(award=None, register__annulled_on=None).exclude(pk__in=shown))


def own_award(person: Person, number: str) -> Award:
    """A person's own award by its number. Raises `NotFound("evidence.no-such-award")`."""
    found = awards_of(person).filter(number=number).first()
    if found is None:
        raise NotFound("evidence.no-such-award", number=number[:20])
    return found


def _cases() -> QuerySet[RecognitionCase]:
    return RecognitionCase.objects.select_related("claimant", "organisation", "assessor", "discipline")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claimant's own case stands, for the page of the person."""

    case: RecognitionCase
    stage: Any
    clocks: list[Any]
    waits_for: Any
    over: bool
    draft: bool
    papers_awaited: bool
    decided: bool
    own: Any
    items: int
    claimed: int
    outcomes: int


def standing(case: RecognitionCase, on: date) -> Standing:
    """Where a case stands on a day."""
    editing = bool(of(case).guarded(case.stage, "documents-given"))
    claimed = Mapping.objects.filter(evidence__case=case, claimed=True).values("outcome").distinct()
    clocks = reading.clocks(case, on)
    return Standing(
        case=case,
        stage=reading.stage_words(case),
        clocks=clocks,
        waits_for=reading.waits_for(case),
        over=is_over(case),
        draft=case.submitted_at is None and not is_over(case),
        papers_awaited=editing and case.submitted_at is not None,
        decided=case.decided_on is not None,
        own=own_term(case, clocks),
        items=case.evidence.count(),
        claimed=claimed.count(),
        outcomes=len(case.target["outcomes"]),
    )


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A case or an appeal that is open: where, by which packs (id → digest), and the values whose terms run in it."""

    organisation: str
    packs: dict[str, str]
    running: tuple[str, ...]


def under_way() -> Iterable[UnderWay]:
    """Every open case and appeal of the country, without a word on whose it is: for figures."""
    for one in Pending.objects.select_related("case__organisation", "appeal").iterator(chunk_size=500):
        record = one.appeal or one.case
        state, table = state_of(record), of(record).procedure
        running = tuple(table.clocks[name].lasts for name in state.running if name in table.clocks)
        yield UnderWay(one.case.organisation.code, dict(state.stack), running)
