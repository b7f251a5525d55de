"""Withdraw a shared link, or everything that was shared."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.credentials.revoking import locked
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import NotFound


def withdraw_share(*, actor: Person, at: datetime, credential: Credential, token: str | None) -> Credential:
    """Stop the link with this token; with None every link, and the number on the certificate too.

    What is withdrawn already stays so. Raises `NotFound("page.unknown")` for a link of another document.
    """
    permit(TABLE, "withdraw_share", actor, timezone.localdate(at), owner=credential.holder)
    with transaction.atomic():
        found = locked(credential)
        links = found.links.all() if token is None else found.links.filter(token=token)
        if token is not None and not links.exists():
            raise NotFound("page.unknown")
        stopped = list(links.filter(withdrawn_at__isnull=True).values_list("pk", flat=True))
        closes = token is None and found.number_open
        if not stopped and not closes:
            return found
        links.filter(pk__in=stopped).update(withdrawn_at=at)
        found.number_open = found.number_open and not closes
        found.revision += 1
        found.save(update_fields=["number_open", "revision"])
        journal(
            actor=actor,
            at=at,
            action="credentials.withdraw-share",
            subject=found.subject,
            details={"links": stopped, "number_open": found.number_open},
        )
        return found
