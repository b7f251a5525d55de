"""Put a version of a pack in force from a day on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.policy.actions.check import check
from tanym.apps.policy.actions.keep_pack import keep_pack
from tanym.apps.policy.models import InForce
from tanym.core.kernel.errors import Refused
from tanym.core.rules import Pack
from tanym.core.rules.stated import release_facts


def put_in_force(
    *,
    actor: Person,
    at: datetime,
    pack: Pack,
    since: date,
    authors: Collection[Person],
    draft: str,
    reason: Mapping[str, str],
) -> InForce:
    """Enter into the register that this version holds from `since` on. `actor` approves it and is none of its authors.

    The caller has asked for permission. Raises `Refused`: `pack.approver-is-author`, `pack.without-author`,
    `pack.before-approval` for a day that has passed, `pack.before-latest` for one before the latest version begins, which
    would push this one aside on its day, `pack.in-force-already`, `pack.faulty`, `pack.rule-not-met` where a rule on
    releases is not (GO-01).
    """
    if not authors:
        raise Refused("pack.without-author", pack=pack.id)
    if actor in authors:
        raise Refused("pack.approver-is-author", pack=pack.id)
    today = timezone.localdate(at)
    if since < today:
        raise Refused("pack.before-approval", pack=pack.id, since=since, today=today)
    with transaction.atomic():
        keep_pack(at=at, pack=pack)
        _, found = check(
            at=at, on=today, subject="release", facts=release_facts(pack), of=f"policy.pack:{pack.id}"
        )
        for finding in found.blocking:
            raise Refused("pack.rule-not-met", rule=finding.rule)
        latest = (
            InForce.objects.select_for_update(no_key=True)
            .filter(pack=pack.id)
            .order_by("-since", "-pk")
            .first()
        )
        if latest is not None and latest.bundle_id == pack.digest:
            raise Refused("pack.in-force-already", pack=pack.id, since=latest.since)
        if latest is not None and since < latest.since:
            raise Refused("pack.before-latest", pack=pack.id, since=since, latest=latest.since)
        made = InForce.objects.create(
            pack=pack.id,
            institution=pack.institution,
            bundle_id=pack.digest,
            since=since,
            origin=InForce.Origin.WORKSHOP,
            draft=draft,
            released_by=next(iter(authors)),
            approved_by=actor,
            reason=dict(reason),
            at=at,
        )
        record(
            actor=actor,
            at=at,
            action="policy.put-in-force",
            subject=f"policy.pack:{pack.id}",
            details={"digest": pack.digest, "since": since.isoformat(), "draft": draft},
        )
    return made
