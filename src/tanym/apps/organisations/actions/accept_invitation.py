"""Accept an invitation: with a new account, or as the person who is signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from tanym.apps.accounts.actions.open_account import open_account
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import Names
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.links import digest
from tanym.apps.organisations.models import Invitation, Membership, Organisation
from tanym.apps.organisations.queries import standing
from tanym.apps.organisations.terms import assign, is_held
from tanym.core.kernel.errors import NotFound, Refused


def accept_invitation(
    *,
    actor: Any,
    at: datetime,
    secret: str,
    names: Names | None = None,
    language: str = "kk",
    password: str = "",
) -> tuple[Membership, ...]:
    """The roles that the invitation offered, from today; those that the person holds already stay as they are. The secret is the permission, and it works once.

    Somebody who is signed in accepts as themselves; anybody else opens an account with `names`, `language` and a
    `password` that the form has judged. Name and address of the invited are erased from the invitation.
    Raises `NotFound("invitation.unknown")`, `Refused("invitation.accepted" | "invitation.withdrawn" |
    "invitation.expired" | "invitation.account-needed")`.
    """
    today = localdate(at)
    with transaction.atomic():
        row = Invitation.objects.select_for_update(no_key=True).filter(digest=digest(secret)).first()
        if row is None:
            raise NotFound("invitation.unknown")
        if (now := standing(row, at)) != "open":
            raise Refused(f"invitation.{now}")
        Organisation.objects.select_for_update(no_key=True).get(pk=row.organisation_id)
        person = actor if actor.is_authenticated else _new(at, row, names, language, password)
        given = tuple(
            assign(person, row.organisation, role, today, row.until, row.scope)
            for role in row.roles
            if not is_held(person, row.organisation, role, today, row.until)
        )
        row.accepted_by, row.accepted_at, row.names, row.email = person, at, {}, ""
        row.save(update_fields=["accepted_by", "accepted_at", "names", "email"])
        record(
            actor=person,
            at=at,
            action="organisations.accept_invitation",
            subject=f"organisations.invitation:{row.public_id}",
            details={"organisation": row.organisation.code, "roles": row.roles},
        )
    return given


def _new(at: datetime, row: Invitation, names: Names | None, language: str, password: str) -> Person:
    if names is None or not password:
        raise Refused("invitation.account-needed")
    return open_account(at=at, names=names, email=row.email, language=language, password=password)
