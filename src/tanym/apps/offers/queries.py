"""Reads of standing decisions: what counts where, what an office has to look at, what a person can take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tanym.apps.offers import standings
from tanym.apps.offers.models import StandingDecision, Taking
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import holds, places
from tanym.apps.qualifications.models import Award, Discipline, MicroQualification
from tanym.apps.registers.queries import authorised
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.faults import Fault
from tanym.core.recognition.standing import State

OFFICE = ("secretary", "member")
"""Roles that see what their organisation has proposed, put in force and has to look at."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A standing decision with how it stands on a day, and the outcomes beside whether it recognises them."""

    row: StandingDecision
    state: State

    @property
    def outcomes(self) -> list[dict[str, Any]]:
        """The outcomes of the discipline as it was compared."""
        return [{**one, "recognised": one["id"] in self.row.outcomes} for one in self.row.target["outcomes"]]

    @property
    def in_force(self) -> bool:
        """Whether it can be taken on that day."""
        return self.state is State.IN_FORCE


@dataclass(frozen=True, slots=True)
class ForPerson:
    """A standing decision for one person: the awards that it rests on, and what keeps the person from taking it."""

    shown: Shown
    awards: Sequence[Award]
    refusals: tuple[Fault, ...]


def in_force(
    on: date,
    *,
    organisation: str = "",
    micro_qualification: str = "",
    discipline: Discipline | None = None,
) -> list[Shown]:
    """What can be taken on a day, by organisation; of one micro-qualification or towards one discipline where asked.

    What an organisation has decided gives nothing while the register does not entitle it to recognise.
    """
    found = _rows().filter(in_force_at__isnull=False, since__lte=on, until__gte=on)
    found = found.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    if organisation:
        found = found.filter(organisation__code=organisation)
    if micro_qualification:
        found = found.filter(sources__micro_qualification__code=micro_qualification)
    if discipline is not None:
        found = found.filter(discipline=discipline)
    rows = list(found.order_by("organisation__code", "discipline__code", "-since"))
    entitled = {one.organisation_id: recognises(one.organisation, on) for one in rows}
    shown = [Shown(one, standings.state_of(one, on)) for one in rows if entitled[one.organisation_id]]
    return [one for one in shown if one.in_force]


def recognises(organisation: Organisation, on: date) -> bool:
    """Whether the register entitles an organisation to recognise on a day."""
    return bool(authorised(organisation, "academic-recognition", on).held)


def known_to_all(public_id: UUID, person: Any, on: date) -> Shown:
    """One that was ever in force; to its own office also a proposal. Raises `NotFound("offers.unknown")`."""
    row = _rows().filter(public_id=public_id).first()
    if row is None or (row.in_force_at is None and not at_office(person, row.organisation, on)):
        raise NotFound("offers.unknown")
    return Shown(row, standings.state_of(row, on))


def at_office(person: Any, organisation: Organisation, on: date) -> bool:
    """Whether a person is of the office or the commission of an organisation."""
    return bool(person.is_authenticated) and any(holds(person, role, organisation, on) for role in OFFICE)


def of_office(organisation: Organisation, on: date) -> list[Shown]:
    """Everything that an organisation has proposed or put in force, the latest first."""
    return [Shown(one, standings.state_of(one, on)) for one in _rows().filter(organisation=organisation)]


def for_person(shown: Shown, person: Any, on: date) -> ForPerson:
    """What a standing decision means for a person."""
    return ForPerson(
        shown, standings.covering(shown.row, person, on), standings.refusals(shown.row, person, on)
    )


def open_to(person: Any, on: date) -> list[ForPerson]:
    """What is in force and rests on something that the person holds: first what can be taken at once."""
    codes = {one.version.micro_qualification.code for one in standings.awards_by_version(person)}
    found = [
        for_person(one, person, on)
        for one in in_force(on)
        if codes & {source.micro_qualification.code for source in one.row.sources.all()}
    ]
    return sorted(found, key=lambda one: bool(one.refusals))


def taken(row: StandingDecision, person: Any) -> Taking | None:
    """That a person has taken it, where the case was not withdrawn."""
    found = row.takings.filter(person=person).select_related("case")
    return next((one for one in found if one.case.stage != "withdrawn"), None)


def taking_of(case: Any) -> Taking | None:
    """The standing decision by which a case was opened; None for any other case."""
    return Taking.objects.filter(case=case).select_related("standing__in_force_by").first()


def proposed_from(case: Any) -> StandingDecision | None:
    """The newest standing decision that follows from a case."""
    return StandingDecision.objects.filter(case=case).order_by("-pk").first()


def sources_among(case: Any) -> dict[MicroQualification, list[str]]:
    """The micro-qualifications that a case rested on → the outcomes that they were found to show."""
    found: dict[MicroQualification, list[str]] = {}
    items = case.evidence.exclude(award__version=None).select_related("award__version__micro_qualification")
    for item in items:
        shows = item.mappings.filter(shows__in=["yes", "part"]).values_list("outcome", flat=True)
        found.setdefault(item.award.version.micro_qualification, []).extend(shows)
    return {one: sorted({*shows}) for one, shows in found.items() if shows}


def _rows() -> QuerySet[StandingDecision]:
    return StandingDecision.objects.select_related(
        "organisation", "discipline__programme__organisation", "proposed_by", "in_force_by", "case"
    ).prefetch_related("sources__micro_qualification__versions", "case__appeals")


def offices_of(person: Any, on: date) -> list[Organisation]:
    """The organisations whose standing decisions a person looks after."""
    return [one for one in places(person, OFFICE, on) if recognises(one, on)]
