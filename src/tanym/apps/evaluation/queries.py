"""Reads of the evaluation of foreign learning: who evaluates for which purpose, whose cases one may see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import in_force
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import holds, members, organisations
from tanym.apps.qualifications.models import Discipline
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition import queries as recognition
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.registers.queries import authorised
from tanym.core.kernel.errors import NotFound, TanymError
from tanym.core.recognition.foreign.purpose import Purpose

CENTRE = "national-centre"
"""The type of organisation that evaluates for studies and work anywhere."""

PROCEDURE = "foreign"


def evaluates(organisation: Organisation, purpose: Purpose, on: date) -> bool:
    """Whether an organisation takes in such cases on a day: credits are decided by whoever gives them."""
    if purpose is Purpose.CREDITS:
        return authorised(organisation, "academic-recognition", on).held and is_set_up(organisation, on)
    return organisation.type == CENTRE and is_set_up(organisation, on)


def is_set_up(organisation: Organisation, on: date) -> bool:
    """Whether an organisation has fixed every term of the procedure."""
    try:
        proceeding = in_force(organisation.code, PROCEDURE, on)
    except TanymError:
        return False
    return all(name in proceeding.stack.values for name in proceeding.procedure.lengths_needed())


def centres(on: date) -> list[Organisation]:
    """The national centres that take in cases on a day."""
    return [one for one in organisations(CENTRE) if is_set_up(one, on)]


def targets(on: date) -> Mapping[Organisation, list[Discipline]]:
    """The organisations that evaluate towards their own disciplines, with these."""
    grouped: dict[Organisation, list[Discipline]] = {}
    for one in disciplines():
        grouped.setdefault(one.programme.organisation, []).append(one)
    return {one: found for one, found in grouped.items() if evaluates(one, Purpose.CREDITS, on)}


def case(public_id: UUID, person: Any, on: date) -> RecognitionCase:
    """A foreign case that this person may read. Raises `NotFound`."""
    found = recognition.case(public_id, person, on)
    if not Evaluation.objects.filter(case=found).exists():
        raise NotFound("page.unknown")
    return found


def evaluators(case: RecognitionCase, on: date) -> list[Person]:
    """Who can hold an interview: evaluators here, and of centres abroad that work with this one."""
    here = [one.person for role in ("assessor", "evaluator") for one in members(case.organisation, role, on)]
    abroad = [
        one.person
        for centre in organisations("foreign-evaluator")
        for one in members(centre, "evaluator", on)
    ]
    return list(dict.fromkeys((*here, *abroad)))


def evaluates_somewhere(person: Any, on: date) -> bool:
    """Whether somebody is an evaluator anywhere: the page on which documents are read is meant for them."""
    return holds(person, "evaluator", None, on)
