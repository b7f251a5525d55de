"""Take in a document of another issuer: from a file, a link, a wallet, a program or another host."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.backpack import queries
from tanym.apps.backpack.evidence import keep_as_item, let_go_of_item
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.backpack.reading import MEDIA, Read, read
from tanym.apps.files.actions.erase import erase
from tanym.apps.files.actions.keep import keep
from tanym.apps.organisations.permissions import permit
from tanym.core.credentials.checks import Outcome
from tanym.core.credentials.recipient import recipient
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused

MOST = 500
"""Documents that one person keeps; more than anybody could read is a mistake."""
Came = ImportedCredential.Came


class Result(StrEnum):
    """What became of it."""

    NEW = "new"
    RENEWED = "renewed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The document in the backpack, and whether it is new, renewed by a newer one, or was there already."""

    credential: ImportedCredential
    result: Result


def take_in(
    *, actor: Person, at: datetime, content: bytes, came: str, source: str = "", strict: bool = False
) -> TakenIn:
    """Verify the bytes and keep them as they are, once: the same credential again renews it where it is newer.

    What is kept is an item of the person's portfolio as well, so that every application offers it.

    Call it outside any transaction: verifying may ask the network. `source` names the host or program, never a whole
    address. `strict` refuses a document that names another person's address of e-mail. Raises `InvalidValue` with the
    reason (`upload.*`, `credential.*`), `NotPermitted("backpack.another-person")`, `Refused`
    (`backpack.own-document`: it is one of this platform, there already; `backpack.full`).
    """
    permit(TABLE, "take_in", actor, timezone.localdate(at), owner=actor)
    found = read(content, at)
    _refuse_strangers(found, actor, strict)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=actor.pk)  # one at a time for a person
        same = queries.with_identity(actor, found.identity, digest)
        if same is None:
            if queries.brought_by(actor).count() >= MOST:
                raise Refused("backpack.full", most=MOST)
            return TakenIn(_kept(actor, at, content, digest, found, came, source), Result.NEW)
        if same.digest == digest or not _newer(found, same):
            return TakenIn(same, Result.SAME)
        return TakenIn(_renewed(same, actor, at, content, digest, found, came, source), Result.RENEWED)


def _refuse_strangers(found: Read, actor: Person, strict: bool) -> None:
    credential = found.found.credential or {}
    own = queries.own_document(credential.get("id"))
    if own is not None and own.holder_id != actor.pk:
        raise NotPermitted("backpack.another-person")
    if own is not None:
        raise Refused("backpack.own-document", address=str(credential["id"]))
    addresses = [actor.email] if actor.email else []
    if strict and recipient(credential, addresses) is Outcome.NOT_CONFIRMED:
        raise NotPermitted("backpack.another-person")


def _newer(found: Read, same: ImportedCredential) -> bool:
    return found.valid_from is not None and same.valid_from is not None and found.valid_from > same.valid_from


def _kept(
    actor: Person, at: datetime, content: bytes, digest: str, found: Read, came: str, source: str
) -> ImportedCredential:
    media_type, ending = _media(found)
    file = keep(
        actor=actor, at=at, content=content, name=f"document-{digest[:8]}.{ending}", media_type=media_type
    )
    made = ImportedCredential.objects.create(
        owner=actor,
        file=file,
        digest=digest,
        identity=found.identity,
        valid_from=found.valid_from,
        form=found.found.form,
        format=found.found.format,
        says=found.says,
        came=came,
        source=source[:200],
        brought_at=at,
        changed_at=at,
        checks=found.checks,
        checked_at=at,
    )
    keep_as_item(made, actor=actor, at=at)
    _note(made, actor, at, Result.NEW)
    return made


def _renewed(
    same: ImportedCredential,
    actor: Person,
    at: datetime,
    content: bytes,
    digest: str,
    found: Read,
    came: str,
    source: str,
) -> ImportedCredential:
    media_type, ending = _media(found)
    earlier = same.file
    same.file = keep(
        actor=actor, at=at, content=content, name=f"document-{digest[:8]}.{ending}", media_type=media_type
    )
    same.digest, same.valid_from = digest, found.valid_from
    same.form, same.format, same.says = found.found.form, found.found.format, found.says
    same.came, same.source, same.changed_at = came, source[:200], at
    same.checks, same.checked_at = found.checks, at
    same.revision += 1
    same.save()
    let_go_of_item(earlier.digest, actor=actor, at=at)
    keep_as_item(same, actor=actor, at=at)
    erase(actor=actor, at=at, stored=earlier)
    _note(same, actor, at, Result.RENEWED)
    return same


def _media(found: Read) -> tuple[str, str]:
    if found.found.form not in MEDIA:
        raise InvalidValue("credential.format-unsupported", form=found.found.form)
    return MEDIA[found.found.form]


def _note(made: ImportedCredential, actor: Person, at: datetime, result: Result) -> None:
    journal(
        actor=actor,
        at=at,
        action="backpack.take_in",
        subject=made.subject,
        details={"came": made.came, "form": made.form, "result": result.value},
    )
