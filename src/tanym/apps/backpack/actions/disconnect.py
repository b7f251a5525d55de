"""End a visit to another host."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.backpack.models import Connection
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.organisations.permissions import permit


def disconnect(*, actor: Person, at: datetime, connection: Connection) -> None:
    """Forget the token here; at the host it ends by itself. Ended already: nothing happens."""
    permit(TABLE, "disconnect", actor, timezone.localdate(at), owner=connection.person)
    with transaction.atomic():
        gone, _ = Connection.objects.filter(pk=connection.pk).delete()
        if gone:
            journal(
                actor=actor,
                at=at,
                action="backpack.disconnect",
                subject=f"backpack.connection:{connection.public_id}",
                details={"host": connection.host.address},
            )
