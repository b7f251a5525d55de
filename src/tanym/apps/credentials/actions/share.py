"""Share a document by a link."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.queries import repeats
from tanym.apps.credentials.checking import facts_of_use
from tanym.apps.credentials.models import Credential, SharedLink
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.credentials.revoking import locked
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.actions.check import check
from tanym.core.kernel.errors import InvalidValue, Refused

MOST = 20


def share(
    *, actor: Person, at: datetime, credential: Credential, revision: int, until: date | None
) -> SharedLink:
    """Make a link that anybody can follow until the day `until`, or until the holder withdraws it.

    A second click gives the link of the first. Raises `InvalidValue("credential.link-in-the-past")`, `Refused` (`changed-meanwhile`,
    `credential.links-many`, `credential.use-rule-not-met`).
    """
    permit(TABLE, "share", actor, timezone.localdate(at), owner=credential.holder)
    if until is not None and until < timezone.localdate(at):
        raise InvalidValue("credential.link-in-the-past")
    with transaction.atomic():
        found = locked(credential)
        this = {"until": until.isoformat() if until else None}
        if found.revision != revision:
            newest = found.links.first()
            if newest and repeats(found.subject, actor=actor, action="credentials.share", details=this):
                return newest
            raise Refused("changed-meanwhile")
        if found.links.filter(withdrawn_at__isnull=True).count() >= MOST:
            raise Refused("credential.links-many", most=MOST)
        link = SharedLink.objects.create(credential=found, made_at=at, until=until)
        _obey_rules(found, at)
        found.revision += 1
        found.save(update_fields=["revision"])
        journal(
            actor=actor,
            at=at,
            action="credentials.share",
            subject=found.subject,
            details={"link": link.pk, **this},
        )
        return link


def _obey_rules(found: Credential, at: datetime) -> None:
    on, body = timezone.localdate(at), found.award.awarding_body.code
    facts = facts_of_use(found)
    report = check(at=at, on=on, subject="use", facts=facts, of=found.subject, institution=body)[1]
    for finding in report.blocking:
        raise Refused("credential.use-rule-not-met", rule=finding.rule)
