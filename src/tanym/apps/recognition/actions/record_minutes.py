"""Write the decision into the minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.casefile import commission_of, faults_of, minutes_of
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.proceedings import case_of, locked, named, note, repeated, require, touch
from tanym.apps.recognition.signing import sign_by_acting
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused


def record_minutes(
    *,
    actor: Person,
    at: datetime,
    record: Record,
    revision: int | None,
    draft: Mapping[str, Any],
    notes: str = "",
) -> Record:
    """The secretary writes result, finding on each outcome, reasons and advice into the minutes, and signs them
    (where the account counts as a signature) once the votes carry the result; before that they are a draft to vote on.

    `draft` is `{result, findings: [{outcome, recognised, reasons, departs}], reasons, advice, deviation, language}`, for an appeal
    `{result, reasons, instead?}`; the day is added. A draft that could not be decided is refused with its fault
    (`decision.*`, `appeal.*`). Any later change of the minutes or of the votes asks for the signatures again.
    """
    today = timezone.localdate(at)
    permit(TABLE, "record_minutes", actor, today, at=case_of(record).organisation)
    with transaction.atomic():
        found = locked(record)
        if repeated(found, actor=actor, act="record-minutes", revision=revision, sent=(draft, notes)):
            return found
        rows = of(found).guarded(found.stage, "minutes-signed")
        require(rows, found)
        commission = commission_of(found)
        if commission is None:
            raise Refused("recognition.nobody-seated")
        if commission.secretary_id != actor.pk:
            raise NotPermitted("recognition.other-secretary")
        if draft.get("result") not in {row.do for row in rows}:
            raise InvalidValue("recognition.no-such-result")
        commission.draft = _dated(draft, today.isoformat())
        commission.notes, commission.held_at = notes.strip(), at
        commission.save()
        for fault in faults_of(found):
            raise named(Refused(fault.code, **fault.details), case_of(found))
        if minutes_of(found, commission).carried:  # a vote that comes later would void the signature
            sign_by_acting(found, commission, actor, today)
        touch(found, actor=actor, act="record-minutes")
        note(found, actor=actor, at=at, verb="record_minutes", details={"result": draft["result"]})
        return found


def _dated(draft: Mapping[str, Any], on: str) -> dict[str, Any]:
    instead = draft.get("instead")
    return {**draft, "on": on, **({"instead": {**instead, "on": on}} if instead else {})}
