"""Sign the minutes in the account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.proceedings import case_of, locked, note, repeated, touch
from tanym.apps.recognition.signing import allow, expect, put, written
from tanym.core.recognition.signing import SignatureKind


def sign_minutes(*, actor: Person, at: datetime, record: Record, revision: int | None) -> Record:
    """A member or the secretary signs the text as it stands; a later change of it leaves the signature under the old text.

    Raises as `written`, `Refused("recognition.signature-kind")`, `NotPermitted("recognition.not-to-sign")`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "sign_minutes", actor, today, at=case_of(record).organisation)
    with transaction.atomic():
        found = locked(record)
        if repeated(found, actor=actor, act="sign-minutes", revision=revision):
            return found
        commission, minutes = written(found)
        allow(found, SignatureKind.ACCOUNT)
        expect(minutes, actor)
        put(commission, minutes, actor, today, SignatureKind.ACCOUNT)
        touch(found, actor=actor, act="sign-minutes")
        note(found, actor=actor, at=at, verb="sign_minutes", details={"digest": minutes.digest})
        return found
