"""What every change of a document's state does: the rules are asked, the award is annulled, the act is written down."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.queries import repeats
from tanym.apps.credentials.checking import facts_of_issue
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.actions.check import check
from tanym.apps.qualifications.actions.annul import annul
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.record import Kind
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused


def permit_change(actor: Person, action: str, credential: Credential, reason: str, at: datetime) -> str:
    """The reason, tidied; raises unless a registrar of the awarding body acts, not on their own document, with a reason.

    `NotPermitted` (`not-permitted`, `credential.own-document`), `InvalidValue("credential.revoked-without-reason")`.
    """
    permit(TABLE, action, actor, timezone.localdate(at), at=credential.award.awarding_body)
    if credential.holder_id == actor.pk:
        raise NotPermitted("credential.own-document")
    if not reason.strip():
        raise InvalidValue("credential.revoked-without-reason")
    return reason.strip()


def locked(credential: Credential) -> Credential:
    """The document, held until the end of the transaction."""
    (found,) = locked_all([credential.pk])
    return found


def locked_all(keys: Collection[int]) -> list[Credential]:
    """The documents with these keys, held until the end of the transaction.

    Their awards are held first: an annulment comes from the award to its document, and two that came from both ends
    would wait for each other. For the beginning of a transaction, before anything is written into the journal.
    """
    of = Credential.objects.filter(pk__in=keys).values("award_id")
    list(Award.objects.select_for_update(no_key=True).filter(pk__in=of).order_by("pk").values_list("pk"))
    return list(
        Credential.objects.select_for_update(no_key=True, of=("self",))
        .select_related(
            "award__version__micro_qualification", "award__awarding_body", "holder", "status_list"
        )
        .filter(pk__in=keys)
        .order_by("pk")
    )


def is_repeat(
    found: Credential,
    revision: int,
    actor: Person,
    action: str,
    same: bool,
    details: Mapping[str, object] | None = None,
) -> bool:
    """Whether this is the second click of the same act; raises `Refused("changed-meanwhile")` for an outdated page."""
    if found.revision == revision:
        return False
    if same and repeats(found.subject, actor=actor, action=action, details=details):
        return True
    raise Refused("changed-meanwhile")


def mark_revoked(
    found: Credential, *, actor: Person | None, at: datetime, reason: str, bulk: str = ""
) -> None:
    """A locked document is revoked and its award annulled, unless it is already (by an appeal). The caller renews the
    lists and writes to the holder.

    Raises `Refused("award.annulled")` where it is already.
    """
    if found.revoked_at:
        raise Refused("award.annulled", on=timezone.localdate(found.revoked_at).isoformat())
    found.revoked_at, found.revoked_for = at, reason
    found.revision += 1
    found.save(update_fields=["revoked_at", "revoked_for", "revision"])
    ask_rules(found, at)
    if found.award.annulled_on is None and actor is not None:
        annul(actor=actor, at=at, award=found.award, reason=reason)
    details = {"bulk": bulk} if bulk else {}
    journal(actor=actor, at=at, action="credentials.revoke", subject=found.subject, details=details)


def ask_rules(found: Credential, at: datetime) -> None:
    """Keep what the rules on issue say of a document whose state changes; no rule stands in the way of that."""
    record = record_of(found)
    if record.kind is Kind.MICRO_QUALIFICATION:
        award = found.award
        facts = facts_of_issue(found, record, award.conferred_on)
        body = award.awarding_body.code
        check(
            at=at, on=timezone.localdate(at), subject="issue", facts=facts, of=found.subject, institution=body
        )
