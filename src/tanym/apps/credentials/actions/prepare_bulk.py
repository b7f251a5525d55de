"""Prepare the revocation of many documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.credentials.models import BulkItem, BulkRevocation, Credential
from tanym.apps.credentials.permissions import TABLE
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue


def prepare_bulk(
    *,
    actor: Person,
    at: datetime,
    body: Organisation,
    credentials: Iterable[Credential],
    chosen: Mapping[str, Any],
    reason: str,
) -> BulkRevocation:
    """Write down which documents are to be revoked and why; nothing happens to them until a second person confirms.

    `chosen` is how they were chosen, for the page. Raises `NotPermitted`, `InvalidValue` (`credential.bulk-empty`,
    `credential.revoked-without-reason`, `credential.bulk-foreign` where one is another body's).
    """
    permit(TABLE, "prepare_bulk", actor, timezone.localdate(at), at=body)
    if not reason.strip():
        raise InvalidValue("credential.revoked-without-reason")
    with transaction.atomic():
        bulk = BulkRevocation.objects.create(
            body=body, chosen=dict(chosen), reason=reason.strip(), prepared_by=actor, prepared_at=at
        )
        items = [BulkItem(bulk=bulk, credential=one) for one in credentials]
        if not items:
            raise InvalidValue("credential.bulk-empty")
        BulkItem.objects.bulk_create(items, batch_size=500)
        if bulk.items.exclude(credential__award__awarding_body=body).exists():
            raise InvalidValue("credential.bulk-foreign")
        journal(
            actor=actor,
            at=at,
            action="credentials.prepare-bulk",
            subject=bulk.subject,
            details={"body": body.code, "documents": len(items)},
        )
        return bulk
