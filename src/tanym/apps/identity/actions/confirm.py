"""Confirm that a personal number is this person's, by the identity document that lies before one."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts import numbers
from tanym.apps.accounts.actions.confirm_number import confirm_number
from tanym.apps.accounts.identities import BY_DOCUMENT, matches
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.identity.locking import locked
from tanym.apps.identity.models import Check
from tanym.apps.identity.notices import tell
from tanym.apps.identity.permissions import TABLE
from tanym.apps.identity.queries import DOCUMENTS, LATEST, MOST_WRONG, interest
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.kernel.personal_number import PersonalNumber


def confirm(
    *,
    actor: Person,
    at: datetime,
    check: Check,
    revision: int,
    typed: str,
    document: str,
    seen_on: date,
    changed_by: str,
    no_interest: bool,
) -> Check:
    """The officer types the number as it stands in the document; the same one counts as proved from now on.

    No digit is shown to them, and of a number that is not the person's only that is told, three times at most: then the
    request is over. `changed_by` names the paper that explains another name than the account's; empty: the same name.
    Raises `InvalidValue("identity.document" | "identity.seen-on" | "identity.other-number")` and as the number's kind reads
    it, `Refused("identity.interest-unsaid" | "identity.no-number" | "identity.over" | "changed-meanwhile")`,
    `NotPermitted("identity.own" | "identity.same-name" | "identity.recused")`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "confirm", actor, today, at=check.organisation)
    if fault := interest(actor, check):
        raise NotPermitted(fault)
    if not no_interest:
        raise Refused("identity.interest-unsaid")
    if document not in DOCUMENTS:
        raise InvalidValue("identity.document")
    if not today - LATEST <= seen_on <= today:
        raise InvalidValue("identity.seen-on")
    number = _read(typed)
    with transaction.atomic():
        row = locked(check, revision, Check.State.ASKED)
        if fault := interest(actor, row):
            raise NotPermitted(fault)
        Person.objects.select_for_update(no_key=True).get(pk=row.person_id)
        same = matches(row.person, number)
        if same is None:
            raise Refused("identity.no-number")
        if same:
            _confirmed(row, actor, at, document, seen_on, changed_by.strip())
        else:
            _mistyped(row, actor, at)
    if not same:
        raise InvalidValue("identity.other-number", left=max(0, MOST_WRONG - row.wrong))
    return row


def _read(typed: str) -> PersonalNumber:
    here = numbers.kind()
    if here is None:
        raise InvalidValue("number.none-here")
    return here.read(typed)


def _confirmed(
    row: Check, actor: Person, at: datetime, document: str, seen_on: date, changed_by: str
) -> None:
    row.state, row.decided_by, row.decided_at = Check.State.CONFIRMED, actor, at
    row.document, row.seen_on, row.changed_by = document, seen_on, changed_by
    row.named = "changed" if changed_by else "same"
    row.save()
    confirm_number(at=at, person=row.person, by=BY_DOCUMENT, actor=actor)
    record(
        actor=actor,
        at=at,
        action="identity.confirm",
        subject=row.subject,
        details={
            "organisation": row.organisation.code,
            "document": document,
            "seen_on": seen_on.isoformat(),
            "named": row.named,
        },
    )
    tell(row, "confirmed", at=at)


def _mistyped(row: Check, actor: Person, at: datetime) -> None:
    row.wrong += 1
    over = row.wrong >= MOST_WRONG
    if over:
        row.state, row.decided_by, row.decided_at = Check.State.DECLINED, actor, at
    row.save()
    record(
        actor=actor,
        at=at,
        action="identity.mismatch",
        subject=row.subject,
        details={"organisation": row.organisation.code, "over": over},
    )
    if over:
        tell(row, "mismatch", at=at)
