"""Reads of endorsements, and what the rules say of each piece of evidence of need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from tanym.apps.endorsements.models import Endorsement
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisations, places
from tanym.apps.policy.queries import check_now
from tanym.apps.qualifications.models import MicroQualification, Version
from tanym.apps.qualifications.queries import design_of, subject_of
from tanym.apps.registers.queries import entries
from tanym.core.kernel.errors import NotFound
from tanym.core.qualifications.design import NeedEvidence
from tanym.core.qualifications.need import evidence_facts
from tanym.core.registers.standing import Status
from tanym.core.rules import Report

SUBJECT = "endorsements.endorsement:"
TYPES = ("employer", "chamber")
"""The types of organisation that speak for those who employ; sector councils stand in their register besides."""
ANSWERING = frozenset({"employer", "officer"})
"""The roles of those who speak for an organisation that is asked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence of need, what the rules say of it, and the endorsement that confirms it at the employer's."""

    evidence: NeedEvidence
    report: Report
    confirmed: Endorsement | None


def endorsement(public_id: UUID | str) -> Endorsement:
    """An endorsement by its public identifier. Raises `NotFound("endorsement.unknown")`."""
    try:
        found = _all().filter(public_id=UUID(str(public_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("endorsement.unknown")
    return found


def of(micro_qualification: MicroQualification) -> QuerySet[Endorsement]:
    """Every endorsement of a micro-qualification, the latest asked for first."""
    return _all().filter(micro_qualification=micro_qualification)


def public(micro_qualification: MicroQualification, on: date) -> list[Endorsement]:
    """What the public reads: those that were confirmed, also when they were revoked or have ended since."""
    found = of(micro_qualification).filter(state__in=[Endorsement.State.CONFIRMED, Endorsement.State.REVOKED])
    return sorted(found, key=lambda one: (not holds(one, on), -one.pk))


def holds(one: Endorsement, on: date) -> bool:
    """Whether the organisation's word holds on a day."""
    return one.state == Endorsement.State.CONFIRMED and (one.until is None or one.until >= on)


def to_answer(person: Any, on: date) -> QuerySet[Endorsement]:
    """What organisations for which a person may answer were asked, or have said: what waits for them first."""
    return (
        _all()
        .filter(endorser__in=places(person, ANSWERING, on))
        .order_by(F("answered_at").asc(nulls_first=True), "-asked_at")
    )


def who_may_endorse(owner: Organisation, on: date) -> QuerySet[Organisation]:
    """Employers, chambers and the sector councils in force in their register, without the author's own organisation.

    Of an organisation that nobody has confirmed, only its founder says that it is one.
    """
    in_force = [
        one.entry.organisation_id
        for one in entries("sectoral-councils", on)
        if one.standing.status is Status.IN_FORCE
    ]
    able = organisations().filter(Q(type__in=TYPES) | Q(pk__in=in_force))
    return able.filter(confirmed=True).exclude(pk=owner.pk)


def pieces(version: Version, on: date) -> list[Piece]:
    """The evidence of need of a design, each piece with what the rules LM-01 to LM-03 say of it today."""
    words = {
        one.endorser.code: one for one in of(version.micro_qualification) if holds(one, on)
    }  # an employer's letter is confirmed by the employer's own word
    owner = version.micro_qualification.owner.code
    found = []
    for evidence in design_of(version).need.evidence:
        confirmed = words.get(evidence.source)
        facts = evidence_facts(evidence, on, confirmed.endorser.code if confirmed else "")
        report = check_now("evidence", facts, on, owner, of=subject_of(version))
        found.append(Piece(evidence, report, confirmed))
    return found


def subject(one: Endorsement) -> str:
    """The name of an endorsement in the journal and in letters."""
    return f"{SUBJECT}{one.public_id}"


def _all() -> QuerySet[Endorsement]:
    return Endorsement.objects.select_related(
        "version", "micro_qualification__owner", "endorser", "asked_by", "answered_by"
    )
