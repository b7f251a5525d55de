"""Add a piece of evidence to a draft."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.files.actions.store import store
from tanym.apps.files.models import StoredFile
from tanym.apps.files.queries import content as content_of
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.models import Award
from tanym.apps.recognition.casefile import outcome_ids
from tanym.apps.recognition.models import EvidenceItem, Mapping, RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, repeated, require, touch
from tanym.apps.recognition.signatures import check_signature
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.evidence import EvidenceKind

LARGEST = 40
"""Pieces of evidence in one case; more than anybody could read is a mistake."""

LARGEST_SIGNED = 1024 * 1024
"""Bytes of a file whose signature is checked at once; a larger one is kept unchecked."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a claimant says of a piece of evidence that is no award of this platform. `minutes` are clock minutes."""

    kind: EvidenceKind
    title: str
    provider: str = ""
    dated: date | None = None
    minutes: int | None = None
    text: str = ""
    joint: bool = False
    own_share: str = ""


def add_evidence(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    outcomes: Iterable[str] = (),
    award: Award | None = None,
    given: Given | None = None,
    upload: UploadedFile | None = None,
    stored: StoredFile | None = None,
) -> RecognitionCase:
    """Add an own award of the platform, or something `given` with or without a file, for the outcomes that it shows.

    The file is an `upload`, or one that the claimant has `stored` before (a document brought in), which the case then
    refers to. A file with a signature is checked at once; what the check could not tell is no reason to refuse it.
    Raises `InvalidValue` (`evidence.untitled`, `evidence.no-share`, `evidence.no-content`, `evidence.later-than-today`,
    `mapping.unknown-outcome`, `file.*`), `NotPermitted("evidence.not-yours")`, `Refused` (`evidence.twice`,
    `evidence.too-many`, `award.annulled`).
    """
    permit(TABLE, "add_evidence", actor, timezone.localdate(at), owner=case.claimant)
    if stored is not None and stored.owner_id != actor.pk:
        raise NotPermitted("evidence.not-yours")
    outcomes = sorted({*outcomes})
    sent = (given, award and award.pk, outcomes, _digest(upload), stored and stored.pk)
    checked = _checked(given, upload, stored, at)  # before the lock: it may ask the network
    with transaction.atomic():
        found = locked(case)
        if repeated(found, actor=actor, act="add-evidence", revision=revision, sent=sent):
            return found
        require(of(found).guarded(found.stage, "documents-given"), found)
        chosen = _known(found, outcomes)
        if found.evidence.count() >= LARGEST:
            raise Refused("evidence.too-many", most=LARGEST)
        if award is not None:
            item = _of_award(found, actor, award, at)
        elif given is not None:
            if stored is not None and found.evidence.filter(file__digest=stored.digest).exists():
                raise Refused("evidence.twice")
            item = _of_given(found, actor, given, upload, stored, checked, at)
        else:
            raise InvalidValue("evidence.no-content")
        Mapping.objects.bulk_create(
            [Mapping(evidence=item, outcome=outcome, claimed=True) for outcome in chosen]
        )
        touch(found, actor=actor, act="add-evidence")
        note(
            found,
            actor=actor,
            at=at,
            verb="add_evidence",
            details={"item": str(item.public_id), "kind": item.kind},
        )
        return found


def _of_award(case: RecognitionCase, actor: Person, award: Award, at: datetime) -> EvidenceItem:
    if award.person_id != actor.pk:
        raise NotPermitted("evidence.not-yours")
    if award.annulled_on:
        raise Refused("award.annulled", on=award.annulled_on.isoformat())
    if case.evidence.filter(award=award).exists():
        raise Refused("evidence.twice")
    titles = award.record.get("titles", {})
    return EvidenceItem.objects.create(
        case=case,
        kind=EvidenceKind.SIGNED_CREDENTIAL,
        title=titles.get(actor.language) or next(iter(titles.values()), award.number),
        provider=award.awarding_body.names.get(actor.language, award.awarding_body.code),
        dated=award.conferred_on,
        minutes=sum(award.record.get("workload", {}).values()) or None,
        award=award,
        added_at=at,
    )


def _of_given(
    case: RecognitionCase,
    actor: Person,
    given: Given,
    upload: UploadedFile | None,
    stored: StoredFile | None,
    checked: dict[str, str],
    at: datetime,
) -> EvidenceItem:
    if not given.title.strip():
        raise InvalidValue("evidence.untitled")
    if given.joint and not given.own_share.strip():
        raise InvalidValue("evidence.no-share")
    if given.dated and given.dated > timezone.localdate(at):
        raise InvalidValue("evidence.later-than-today")
    if not given.text.strip() and upload is None and stored is None:
        raise InvalidValue("evidence.no-content")
    kept = store(actor=actor, at=at, upload=upload) if upload else stored
    return EvidenceItem.objects.create(
        case=case,
        kind=given.kind,
        title=given.title.strip(),
        provider=given.provider.strip(),
        dated=given.dated,
        minutes=given.minutes,
        text=given.text.strip(),
        joint=given.joint,
        own_share=given.own_share.strip(),
        file=kept,
        checked=checked,
        added_at=at,
    )


def _checked(
    given: Given | None, upload: UploadedFile | None, stored: StoredFile | None, at: datetime
) -> dict[str, str]:
    if given is None or given.kind is not EvidenceKind.SIGNED_CREDENTIAL:
        return {}
    if stored is not None:
        return check_signature(content_of(stored), at)
    if upload is None or not upload.size or upload.size > LARGEST_SIGNED:
        return {}
    content = upload.read()
    upload.seek(0)
    return check_signature(content, at)


def _digest(upload: UploadedFile | None) -> str:
    """What tells one upload from another: its content and its name."""
    if upload is None:
        return ""
    content = hashlib.sha256()
    for piece in upload.chunks():
        content.update(piece)
    upload.seek(0)
    return f"{content.hexdigest()} {upload.name}"


def _known(case: RecognitionCase, outcomes: Iterable[str]) -> list[str]:
    chosen = list(dict.fromkeys(outcomes))
    unknown = [one for one in chosen if one not in outcome_ids(case)]
    if unknown:
        raise InvalidValue("mapping.unknown-outcome", outcome=unknown[0][:40])
    return chosen
