"""File the minutes that were signed on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.files.actions.store import store
from tanym.apps.files.receiving import receive
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import SignatureProof
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.proceedings import case_of, locked, note, repeated, touch
from tanym.apps.recognition.signing import allow, expect, put, written
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.signing import SignatureKind, is_shown

SCANS = frozenset({"application/pdf", "image/jpeg", "image/png"})


def file_scan(
    *,
    actor: Person,
    at: datetime,
    record: Record,
    revision: int | None,
    upload: UploadedFile,
    printed: str,
    people: Sequence[Person],
) -> Record:
    """The secretary files the scan and states who signed it, having compared what is `printed` under the text.

    `printed` is the beginning of the digest as it stands on that paper. Raises `Refused("recognition.other-minutes")`
    where it is not the one of the minutes as they stand now, `InvalidValue` (`recognition.nobody-signed`, `upload.kind`
    and what uploads raise), `NotPermitted("recognition.other-secretary")`, and as `written`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "file_scan", actor, today, at=case_of(record).organisation)
    received = receive(upload)
    if received.media_type not in SCANS:
        raise InvalidValue("upload.kind", name=received.name)
    with transaction.atomic():
        found = locked(record)
        sent = (received.digest, printed, [one.pk for one in people])
        if repeated(found, actor=actor, act="file-scan", revision=revision, sent=sent):
            return found
        commission, minutes = written(found)
        if commission.secretary_id != actor.pk:
            raise NotPermitted("recognition.other-secretary")
        allow(found, SignatureKind.PAPER)
        if not is_shown(printed, minutes.digest):
            raise Refused("recognition.other-minutes")
        if not people:
            raise InvalidValue("recognition.nobody-signed")
        kept = store(actor=actor, at=at, upload=received)
        for person in people:
            expect(minutes, person)
            SignatureProof.objects.update_or_create(
                commission=commission,
                person=person,
                digest=minutes.digest,
                defaults={"kind": SignatureKind.PAPER, "file": kept, "by": actor, "at": at, "said": {}},
            )
            put(commission, minutes, person, today, SignatureKind.PAPER)
        touch(found, actor=actor, act="file-scan")
        details = {"digest": minutes.digest, "people": len(people)}
        note(found, actor=actor, at=at, verb="file_scan", details=details)
        return found
