"""Keep a piece of evidence in one's portfolio."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.files.actions.store import store
from tanym.apps.files.models import StoredFile
from tanym.apps.files.receiving import Received
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.given import Given
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.permissions import TABLE
from tanym.apps.portfolio.queries import items, with_bytes
from tanym.apps.qualifications.models import Award
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.recognition.evidence import EvidenceKind

MOST = 600
"""Items of one person; more than anybody could show is a mistake."""


def keep(
    *,
    actor: Person,
    at: datetime,
    given: Given | None = None,
    award: Award | None = None,
    received: Received | None = None,
    stored: StoredFile | None = None,
    checked: Mapping[str, str] | None = None,
) -> Item:
    """The item of an own award, or of something `given` with or without a file.

    The file was just `received`, or is `stored` already. The same bytes, or the same award, are kept once: the item that
    is there comes back as it is, and is shown again where it was hidden. `checked` is what the check of a signed file
    said. Raises `InvalidValue` as `Given.tidied`, `NotPermitted("evidence.not-yours")`, `Refused` (`award.annulled`,
    `portfolio.full`).
    """
    on = timezone.localdate(at)
    permit(TABLE, "keep", actor, on, owner=actor)
    if award is not None:
        _own(award, actor)
    elif given is None:
        raise InvalidValue("evidence.no-content")
    if stored is not None and stored.owner_id != actor.pk:
        raise NotPermitted("evidence.not-yours")
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=actor.pk)  # one at a time for a person
        digest = received.digest if received else stored.digest if stored else ""
        there = _of_award(actor, award) if award else with_bytes(actor, digest)
        if there is not None:
            return _shown(there)
        if Item.objects.filter(owner=actor).count() >= MOST:
            raise Refused("portfolio.full", most=MOST)
        if award is not None:
            made = _from_award(actor, award, at)
        else:
            assert given is not None
            tidy = given.tidied(on, with_file=bool(digest))
            file = store(actor=actor, at=at, upload=received) if received else stored
            made = _from_given(actor, tidy, file, dict(checked or {}), at)
        record(actor=actor, at=at, action="portfolio.keep", subject=made.subject, details={"kind": made.kind})
        return made


def _own(award: Award, actor: Person) -> None:
    if award.person_id != actor.pk:
        raise NotPermitted("evidence.not-yours")
    if award.annulled_on:
        raise Refused("award.annulled", on=award.annulled_on.isoformat())


def _of_award(actor: Person, award: Award) -> Item | None:
    return items(actor, hidden=True).filter(award=award).first()


def _shown(item: Item) -> Item:
    if item.hidden_at is not None:
        item.hidden_at = None
        item.revision += 1
        item.save(update_fields=["hidden_at", "revision"])
    return item


def _from_award(actor: Person, award: Award, at: datetime) -> Item:
    titles = award.record.get("titles", {})
    return Item.objects.create(
        owner=actor,
        kind=EvidenceKind.SIGNED_CREDENTIAL,
        title=titles.get(actor.language) or next(iter(titles.values()), award.number),
        provider=award.awarding_body.names.get(actor.language, award.awarding_body.code),
        dated=award.conferred_on,
        minutes=sum(award.record.get("workload", {}).values()) or None,
        award=award,
        kept_at=at,
        changed_at=at,
    )


def _from_given(
    actor: Person, given: Given, file: StoredFile | None, checked: dict[str, str], at: datetime
) -> Item:
    return Item.objects.create(
        owner=actor,
        kind=given.kind,
        title=given.title,
        provider=given.provider,
        dated=given.dated,
        minutes=given.minutes,
        text=given.text,
        joint=given.joint,
        own_share=given.own_share,
        file=file,
        digest=file.digest if file else "",
        checked=checked,
        checked_at=at if checked else None,
        kept_at=at,
        changed_at=at,
    )
