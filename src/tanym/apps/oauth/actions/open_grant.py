"""Write down what a program may do for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.oauth.models import Client, Grant, Token


def open_grant(
    *,
    actor: Person,
    at: datetime,
    client: Client | None,
    scope: Iterable[str],
    until: datetime,
    details: Mapping[str, Any] | None = None,
) -> Grant:
    """The permission that `actor` gives, until the moment `until`.

    A person has one permission for a program: the newest. An older one ends, with its tokens. A wallet that names no
    program (`client` None) has one for each time.
    """
    with transaction.atomic():
        if client is not None:
            older = Grant.objects.select_for_update(no_key=True).filter(
                person=actor, client=client, ended_at__isnull=True
            )
            Token.objects.filter(grant__in=list(older), ended_at__isnull=True).update(ended_at=at)
            older.update(ended_at=at)
        grant = Grant.objects.create(
            person=actor,
            client=client,
            scope=" ".join(scope),
            details=dict(details or {}),
            given_at=at,
            until=until,
        )
        journal(
            actor=actor,
            at=at,
            action="oauth.allow",
            subject=grant.subject,
            details={"client": client.client_id if client else "", "scope": grant.scope},
        )
        return grant
