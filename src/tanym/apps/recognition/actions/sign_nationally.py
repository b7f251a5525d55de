"""Sign the minutes by the national digital signature."""

from __future__ import annotations

import hmac
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.adapters.national_signature import Signer, decoded
from tanym.apps.accounts.actions.confirm_number import confirm_number
from tanym.apps.accounts.identities import BY_SIGNATURE, matches
from tanym.apps.accounts.models import Person
from tanym.apps.files.actions.keep import keep
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import NationalMark, SignatureProof
from tanym.apps.recognition.national import keep as keep_mark
from tanym.apps.recognition.national import marks_of, service
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import Record
from tanym.apps.recognition.proceedings import case_of, locked, note, touch
from tanym.apps.recognition.signing import allow, expect, put, written
from tanym.core.kernel.errors import Refused
from tanym.core.recognition.signing import SignatureKind


def sign_nationally(*, actor: Person, at: datetime, record: Record, cms: str) -> Record:
    """Verify what the person's own program signed, and keep it as their signature under just this text.

    `cms` is a detached signature in base64 over `Minutes.content`. The service that verifies it is asked before anything
    is locked; where the minutes changed meanwhile the signature is refused (`changed-meanwhile`). Raises as `written`,
    as `NationalSignatures.verify`, `Refused("national.other-person")` where the certificate is somebody else's,
    `"national.other-number"` where it names another number than the account.
    """
    today = timezone.localdate(at)
    permit(TABLE, "sign_nationally", actor, today, at=case_of(record).organisation)
    allow(record, SignatureKind.NATIONAL)
    _, minutes = written(record)
    expect(minutes, actor)
    content = decoded(cms)
    signer = service().verify(content, minutes.content, at)
    with transaction.atomic():
        found = locked(record)
        commission, now = written(found)
        if now.digest != minutes.digest:
            raise Refused("changed-meanwhile")
        _same_person(actor, signer, at)
        if not commission.proofs.filter(person=actor, digest=now.digest).exists():
            name = f"minutes-{now.digest[:12]}.p7s"
            kept = keep(
                actor=actor, at=at, content=content, name=name, media_type="application/pkcs7-signature"
            )
            SignatureProof.objects.create(
                commission=commission,
                person=actor,
                kind=SignatureKind.NATIONAL,
                digest=now.digest,
                file=kept,
                said=signer.said,
                by=actor,
                at=at,
            )
        put(commission, now, actor, today, SignatureKind.NATIONAL)
        touch(found, actor=actor, act="sign-nationally")
        note(found, actor=actor, at=at, verb="sign_nationally", details={"digest": now.digest})
        return found


def _same_person(actor: Person, signer: Signer, at: datetime) -> None:
    """The certificate is the actor's: by the number that they gave; else by name, and the number of the first signature since."""
    number = signer.personal_number
    if actor.birth_date and number.born_on and number.born_on != actor.birth_date:
        raise Refused("national.other-person")
    own = matches(actor, number)
    if own is False:
        raise Refused("national.other-number")
    _bind(actor, signer, at, by_number=own is True)
    if own:
        confirm_number(at=at, person=actor, by=BY_SIGNATURE)


def _bind(actor: Person, signer: Signer, at: datetime, *, by_number: bool) -> None:
    marks = marks_of(signer.number)
    known = NationalMark.objects.filter(person=actor).first()
    if known is None:
        named = by_number or signer.is_named((actor.name_kk, actor.name_ru, actor.name_passport))
        if not named or NationalMark.objects.filter(mark__in=marks).exists():
            raise Refused("national.other-person")
        known = NationalMark(person=actor, since=at)
    elif not any(hmac.compare_digest(known.mark, mark) for mark in marks):
        raise Refused("national.other-person")
    if known.mark != marks[0] or not known.sealed:
        keep_mark(known, signer.number)
        known.save()
