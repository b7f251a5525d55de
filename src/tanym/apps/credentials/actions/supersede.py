"""Replace a document by a new one under the same number."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials import notices
from tanym.apps.credentials.composing import composed, obey_rules
from tanym.apps.credentials.documents import kept_record, record_of
from tanym.apps.credentials.issuer_keys import refuse_ended
from tanym.apps.credentials.models import Credential, Edition
from tanym.apps.credentials.revoking import is_repeat, locked, permit_change
from tanym.apps.credentials.signing import badge_key, signature_digest, signed
from tanym.apps.credentials.statuses import give, take, touch
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.record import HolderName
from tanym.core.kernel.errors import InvalidValue, Refused


def supersede(
    *,
    actor: Person,
    at: datetime,
    credential: Credential,
    revision: int,
    reason: str,
    name: HolderName | None = None,
) -> Credential:
    """A new document with the same number, address and day of award; the old file says from now on that it was replaced.

    With `name` it says another name of the same person; without, the same in today's form (with all places for its
    status). Copies in wallets end with the old file. Raises `NotPermitted` (`credential.own-document`), `InvalidValue`
    (`credential.revoked-without-reason`, `credential.name-unchanged`, `credential.holder-without-name`), `Refused`
    (`changed-meanwhile`, `award.annulled`, `credential.rule-not-met`, `credential.key-ended-already`), and what signing raises. A second click changes nothing.
    """
    reason = permit_change(actor, "supersede", credential, reason, at)
    found = _as_it_is(credential)
    if _done_before(found, revision, actor, reason):
        return found
    body = found.award.awarding_body
    key, signer = badge_key(body, at)
    (places,) = take(body, 1, at)
    found.record = record = _renamed(found, name)
    badge = composed(found, places) | {
        "validFrom": stamp(timezone.localtime(at))
    }  # the newest of this id counts
    document = signed(badge, body, at, signer)
    with transaction.atomic():
        found = locked(credential)
        if _done_before(found, revision, actor, reason):
            return found
        edition = found.editions.create(
            document=found.document,
            change=Edition.Change.NAME if name else Edition.Change.FORM,
            reason=reason,
            signed_with=found.signed_with,
            replaced_at=at,
            replaced_by=actor,
        )
        found.places.filter(edition=None).update(edition=edition)
        found.record, found.document, found.signed_with = record, document, key
        found.revision += 1
        found.save(update_fields=["record", "signed_with", "document", "revision"])
        refuse_ended(key)
        give((place, found) for place in places)
        obey_rules(found, record_of(found), at)
        details = {"change": edition.change, "signature": signature_digest(document)}
        journal(actor=actor, at=at, action="credentials.supersede", subject=found.subject, details=details)
        touch([found], at)
        notices.superseded(found, at, reason)
    return found


def _as_it_is(credential: Credential) -> Credential:
    """The document as it stands now, not held."""
    return Credential.objects.select_related("award__awarding_body").get(pk=credential.pk)


def _done_before(found: Credential, revision: int, actor: Person, reason: str) -> bool:
    """Asked before it is signed, while nothing is held, and again when it is written: what was signed stands on it."""
    last = found.editions.last()
    same = last is not None and last.reason == reason
    if is_repeat(found, revision, actor, "credentials.supersede", same):
        return True
    if found.revoked_at:
        raise Refused("award.annulled", on=timezone.localdate(found.revoked_at).isoformat())
    return False


def _renamed(found: Credential, name: HolderName | None) -> dict[str, Any]:
    record = kept_record(found)
    if name is None:
        return record
    given = {form: text for form in ("kk", "ru", "passport") if (text := getattr(name, form).strip())}
    if not given:
        raise InvalidValue("credential.holder-without-name")
    if given == {form: text for form, text in record["holder"]["name"].items() if text}:
        raise InvalidValue("credential.name-unchanged")
    named = {form: given.get(form, "") for form in ("kk", "ru", "passport")}
    return {**record, "holder": {**record["holder"], "name": named}}
