"""Keep what a program writes into a person's profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.backpack.models import HostProfile
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.core.credentials.structure import listed
from tanym.core.kernel.errors import InvalidValue

MOST_MEMBERS = 60


def put_profile(*, actor: Person, at: datetime, content: Mapping[str, Any]) -> HostProfile:
    """Keep it as it is, beside the account: nothing of the account is changed. Raises `InvalidValue("backpack.profile-invalid")`."""
    permit(TABLE, "put_profile", actor, timezone.localdate(at), owner=actor)
    named = isinstance(content.get("id"), str) and "Profile" in listed(content.get("type"))
    if not named or len(content) > MOST_MEMBERS:
        raise InvalidValue("backpack.profile-invalid")
    with transaction.atomic():
        kept, _ = HostProfile.objects.update_or_create(
            person=actor, defaults={"content": dict(content), "changed_at": at}
        )
        journal(
            actor=actor,
            at=at,
            action="backpack.put_profile",
            subject=f"accounts.person:{actor.public_id}",
            details={},
        )
        return kept
