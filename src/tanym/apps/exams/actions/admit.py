"""Admit a candidate to the exam, and name the examiner."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.exams.conducting import stage_is
from tanym.apps.exams.facts import exam_facts, subject_of
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.sheets import keep_admission
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.actions.check import check
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.proceedings import locked
from tanym.core.kernel.errors import InvalidValue

SERVICES = ("none", "civil", "law-enforcement", "military", "central-bank", "judge", "deputy")
LEARNING = ("non-formal", "informal")


def admit(
    *,
    actor: Person,
    at: datetime,
    case: Any,
    revision: int | None,
    assessor: Person,
    service: str,
    of_age: bool,
    admits: Collection[str],
    words: str = "",
) -> Any:
    """Keep what the officer found (service, age, which learning the standard provides for) and take the step of admission.

    The rules of the law stand before it as guards: whoever they keep out is not admitted, with reasons. Raises
    `InvalidValue("exams.admission-facts")`, and as `recognition.accept`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "admit", actor, today, at=case.organisation)
    if service not in SERVICES or not set(admits) <= set(LEARNING):
        raise InvalidValue("exams.admission-facts")
    with transaction.atomic():
        found = locked(case)
        if found.stage == "admission":
            stage_is(found, "admission")
            keep_admission(
                found, at=at, service=service, of_age=of_age, admits=sorted(admits), words=words.strip()
            )
        taken = accept(actor=actor, at=at, case=found, revision=revision, assessor=assessor)
        check(
            at=at,
            on=today,
            subject="exam",
            facts=exam_facts(taken, today),
            of=subject_of(taken),
            institution=taken.organisation.code,
        )
        return taken
