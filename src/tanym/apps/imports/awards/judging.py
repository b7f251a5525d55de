"""One row of a list of awards as a judged assessment: results, grade, the record of the award, the facts for the rules."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import holder as holder_of_account
from tanym.apps.imports.awards.asked import Asked
from tanym.apps.imports.awards.columns import of_outcome
from tanym.apps.learning.conclusions import Foreseen, achievement_address, on_its_scale
from tanym.core.credentials.completion import Found, completed
from tanym.core.credentials.issue_facts import record_facts
from tanym.core.credentials.record import AwardRecord, HashedIdentity, Holder, HolderName
from tanym.core.kernel.lists import Row
from tanym.core.qualifications.assessment_facts import Judged, assessment_facts
from tanym.core.qualifications.award import Cell, conclude
from tanym.core.qualifications.grades import brings_credits, grade_on
from tanym.core.rules.types import Interval


def results(row: Row, asked: Asked) -> dict[Cell, int] | None:
    """Whole per cent for every cell of the plan: an outcome's result holds wherever the plan shows it. None if any lacks."""
    given = {outcome.id: row[of_outcome(outcome.id)] for outcome in asked.outcomes}
    if any(percent is None for percent in given.values()):
        return None
    return {
        (one.id, covering.outcome): given[covering.outcome]
        for one in asked.design.assessments
        for covering in one.covers
    }


def foreseen(row: Row, asked: Asked) -> Foreseen | None:
    """What the results lead to, graded on the scale of the day; None while one is missing."""
    found = results(row, asked)
    if not found:
        return None
    concluded = conclude(asked.design, found)
    grade = grade_on(asked.by, concluded.hundredths)
    reached = concluded.reached and brings_credits(asked.by, grade.letter)
    return Foreseen(reached, concluded.hundredths, grade)


def holder(row: Row, person: Person | None) -> Holder:
    """The person as the record names them: with an account as there, else as in the list.

    The identifier is the hashed address; for whoever has none, the number of their record here: it is random, and a
    hashed telephone number would be guessed in minutes.
    """
    if person is not None and person.is_active and person.email:
        return holder_of_account(person)
    email = row["email"] or ""
    known, kind = (email, "emailAddress") if email else (str(person.public_id) if person else "", "accountId")
    salt = secrets.token_hex(16)
    hashed = hashlib.sha256((known + salt).encode()).hexdigest()
    kk, ru = row["person_kk"] or row["person_ru"] or "", row["person_ru"] or row["person_kk"] or ""
    return Holder(
        HolderName(kk, ru, row["person_passport"]),
        identities=(HashedIdentity(kind, f"sha256${hashed}", salt),),
    )


def record(row: Row, asked: Asked, seen: Foreseen, who: Holder, at: datetime) -> AwardRecord:
    """The record of the award that would be conferred at that moment, complete but for its address and number."""
    found = {
        cell: Found(percent, row["identity"], row["assessed_on"])
        for cell, percent in (results(row, asked) or {}).items()
    }
    return completed(
        asked.design,
        found,
        holder=who,
        grade=on_its_scale(seen.grade, asked.by, asked.on),
        around=asked.around,
        version=str(asked.version.number),
        achievement_id=achievement_address(asked.version),
        awarded_at=timezone.localtime(at).replace(microsecond=0),
    )


def facts_of_assessment(row: Row, asked: Asked, assessors: frozenset[str]) -> dict[str, object]:
    """The facts of the assessment, as in a conclusion on the platform; the list states relation and identity."""
    judged = {
        cell: Judged(percent, row["reasons"], row["identity"], assessors, row["assessed_on"])
        for cell, percent in (results(row, asked) or {}).items()
    }
    return assessment_facts(
        asked.design,
        judged,
        asked.on,
        trained=assessors if row["relation"] == "taught" else frozenset(),
        interested=assessors if row["relation"] == "interest" else frozenset(),
        appeal=asked.contact,
    )


def facts_of_issue(asked: Asked, seen: Foreseen, of: AwardRecord) -> dict[str, object]:
    """The facts of the award that would be made; those of the signed document follow when it is signed."""
    right = asked.right
    authorised = Interval(right.since, right.until) if right.entitled else None
    found = record_facts(
        of,
        asked.on,
        authorised=authorised,
        version=asked.content_digest,
        assessed=asked.version.digest,
    )
    return found | {"result.percent": seen.hundredths, "result.letter": seen.letter}
