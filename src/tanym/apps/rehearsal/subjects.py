"""What can be rehearsed at an organisation, and how the case is opened: by the same acts as a real one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.clocks.proceedings import in_force
from tanym.apps.evaluation.actions.apply import apply as apply_for_evaluation
from tanym.apps.evaluation.queries import evaluates
from tanym.apps.exams.actions.apply import apply as apply_for_exam
from tanym.apps.exams.queries import described, offers_on
from tanym.apps.exams.queries import offer as offer_by
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisations, places
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.apply import apply as apply_for_recognition
from tanym.apps.recognition.queries import recognises
from tanym.apps.rehearsal.permissions import OFFICE, for_the_country
from tanym.apps.validation.actions.begin import begin as begin_validation
from tanym.apps.validation.targets import aim, aims, validates
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.procedures.table import Procedure
from tanym.core.recognition.foreign.purpose import Purpose

ACADEMIC, PROFESSIONAL, VALIDATION, FOREIGN = "academic", "professional", "validation", "foreign"


@dataclass(frozen=True, slots=True)
class Subject:
    """A case that can be rehearsed: its procedure, and under which `key` towards what."""

    procedure: str
    key: str
    titles: Mapping[str, str]

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.procedure}:{self.key}"


def where(person: Person, on: date) -> list[Organisation]:
    """The organisations at which somebody may rehearse: the own ones, or every one that runs a procedure."""
    found = organisations() if for_the_country(person, on) else places(person, OFFICE | {"policy-author"}, on)
    return [one for one in found.order_by("code") if _runs_any(one, on)]


def subjects(organisation: Organisation, on: date) -> list[Subject]:
    """What a claimant could ask for at an organisation on a day."""
    return list(_subjects(organisation, on))


def subject(organisation: Organisation, value: str, on: date) -> Subject:
    """One of them by its value. Raises `NotFound("rehearsal.no-subject")`."""
    found = next((one for one in _subjects(organisation, on) if one.value == value), None)
    if found is None:
        raise NotFound("rehearsal.no-subject")
    return found


def tables(procedure: str, organisation: Organisation, on: date) -> tuple[Procedure, Procedure]:
    """The procedure and that of the appeal. Raises `NotFound("procedure.unknown")`."""
    return (
        in_force(organisation.code, procedure, on).procedure,
        in_force(organisation.code, f"{procedure}-appeal", on).procedure,
    )


def open_case(subject: Subject, claimant: Person, organisation: Organisation, at: datetime, on: date) -> Any:
    """The draft of the claimant, by the act that opens a real one; raises as that does."""
    if subject.procedure == PROFESSIONAL:
        return apply_for_exam(actor=claimant, at=at, offer=offer_by(UUID(subject.key)))
    if subject.procedure == VALIDATION:
        return begin_validation(actor=claimant, at=at, aim=aim(subject.key, on), kind="alone", informed=True)
    discipline = disciplines().filter(programme__organisation=organisation, code=subject.key).first()
    if subject.procedure == ACADEMIC:
        if discipline is None:
            raise NotFound("rehearsal.no-subject")
        return apply_for_recognition(actor=claimant, at=at, discipline=discipline)
    purpose = Purpose.CREDITS if discipline is not None else Purpose(subject.key)
    wanted = "" if discipline is not None else say(f"rehearsal.wanted.{subject.key}", claimant.language)
    return apply_for_evaluation(
        actor=claimant,
        at=at,
        purpose=purpose,
        organisation=organisation,
        wanted=wanted,
        discipline=discipline,
    )


def _runs_any(organisation: Organisation, on: date) -> bool:
    return next(_subjects(organisation, on), None) is not None


def _subjects(organisation: Organisation, on: date) -> Iterator[Subject]:
    own = list(disciplines().filter(programme__organisation=organisation))
    if own and recognises(organisation, on):
        yield from (Subject(ACADEMIC, one.code, one.titles) for one in own)
    for one in offers_on(on).filter(centre=organisation):
        yield Subject(
            PROFESSIONAL, str(one.public_id), described(one.profession, on).profession.content.titles
        )
    if validates(organisation, on):
        yield from (Subject(VALIDATION, one.ref, one.titles) for one in aims(on, organisation))
    if own and evaluates(organisation, Purpose.CREDITS, on):
        yield from (Subject(FOREIGN, one.code, one.titles) for one in own)
    if evaluates(organisation, Purpose.EMPLOYMENT, on):
        for purpose in (one for one in Purpose if one is not Purpose.CREDITS):
            titles = {language: say(f"rehearsal.wanted.{purpose}", language) for language in LANGUAGES}
            yield Subject(FOREIGN, str(purpose), titles)
