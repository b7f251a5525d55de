"""What follows when a key of an organisation ends: how many documents it signed, and signing them again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials import notices
from tanym.apps.credentials.issuer_keys import refuse_ended
from tanym.apps.credentials.models import Credential, Edition, IssuerKey
from tanym.apps.credentials.revoking import locked_all
from tanym.apps.credentials.signing import badge_key, signature_digest, signed
from tanym.apps.jobs.kinds import Progress
from tanym.core.credentials.keys import Signer
from tanym.core.kernel.errors import Refused

KIND = "credentials.sign-again"
A_PIECE = 100
"""So many documents are signed in one transaction."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a key signed that people hold today: documents in force, since when and until when, and how many since a day."""

    documents: int
    first: datetime | None
    last: datetime | None
    since: int


def in_force(key: IssuerKey) -> QuerySet[Credential]:
    """The documents whose newest file this key signed, those that were revoked aside."""
    return Credential.objects.filter(signed_with=key, revoked_at=None)


def signed_by(key: IssuerKey, as_of: datetime | None = None) -> Signed:
    """How much hangs on a key; `as_of` is the moment from which it may have been in strange hands."""
    found = in_force(key).order_by("issued_at")
    first, last = found.first(), found.last()
    return Signed(
        documents=found.count(),
        first=first.issued_at if first else None,
        last=last.issued_at if last else None,
        since=found.filter(issued_at__gte=as_of).count() if as_of else 0,
    )


def run(arguments: dict[str, Any], progress: Progress) -> None:
    """The background work: every document of a key is signed with the key of today. Killed and begun again, it goes on."""
    key = IssuerKey.objects.select_related("issuer").get(pk=arguments["key"])
    actor = Person.objects.get(public_id=arguments["actor"])
    sign_documents_again(key, actor, timezone.now(), progress)


def sign_documents_again(key: IssuerKey, actor: Person, at: datetime, progress: Progress) -> None:
    """Sign what this key signed with the one of today; nothing that the documents say changes.

    Raises `Refused`: `credential.key-still-signs` where it is itself the key of today, `credential.key-ended-already`
    where the key of today ends meanwhile (what is signed until then stays; begun again, it goes on with the next), and
    what signing raises.
    """
    newest, signer = badge_key(key.issuer, at)
    if newest.pk == key.pk:
        raise Refused("credential.key-still-signs")
    of = in_force(key).count()
    done = 0
    while piece := dict(in_force(key).order_by("pk").values_list("pk", "document")[:A_PIECE]):
        again = {
            pk: _signed_again(bytes(kept), key, at, signer) for pk, kept in piece.items()
        }  # nothing is held
        with transaction.atomic():
            held = [one for one in locked_all(list(piece)) if _is_still(one, piece[one.pk], key)]
            refuse_ended(newest)
            for one in held:
                _replace(one, again[one.pk], key, newest, actor, at)
        done += len(held)
        progress(done, max(of, done))


def _signed_again(document: bytes, key: IssuerKey, at: datetime, signer: Signer) -> bytes:
    unsigned = {name: value for name, value in json.loads(document).items() if name != "proof"}
    return signed(unsigned, key.issuer, at, signer)


def _is_still(one: Credential, document: bytes, key: IssuerKey) -> bool:
    """Whether nobody changed it while it was signed; what was changed is taken up once more if that key signed it still."""
    return one.signed_with_id == key.pk and not one.revoked_at and bytes(one.document) == document


def _replace(
    one: Credential, document: bytes, key: IssuerKey, newest: IssuerKey, actor: Person, at: datetime
) -> None:
    one.editions.create(
        document=one.document,
        change=Edition.Change.SIGNATURE,
        signed_with=key,
        replaced_at=at,
        replaced_by=actor,
    )
    one.document, one.signed_with = document, newest
    one.revision += 1
    one.save(update_fields=["document", "signed_with", "revision"])
    details = {"signature": signature_digest(document)}
    journal(actor=actor, at=at, action="credentials.sign-again", subject=one.subject, details=details)
    notices.signed_again(one, at)
