"""Begin a visit to another host of badges."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.audit.secrets_kept import seal
from tanym.apps.backpack.consumer import base_address, host_at, metadata
from tanym.apps.backpack.models import Connection, Host, random_name
from tanym.apps.backpack.permissions import TABLE
from tanym.apps.organisations.permissions import permit


def connect(*, actor: Person, at: datetime, address: str) -> Connection:
    """Read the host's description, register there once, and prepare the request that the person takes along.

    Call it outside any transaction: it asks the host. Raises what `OpenBadgesHost` raises, and `Refused("host.ourselves")`.
    """
    permit(TABLE, "connect", actor, timezone.localdate(at), owner=actor)
    base = base_address(address)
    there = host_at(base)
    said = there.describe()
    endpoints = {"registration": said.registration, "authorise": said.authorise, "token": said.token}
    host = Host.objects.filter(address=base, endpoints__registration=said.registration).first()
    if host is None:
        client_id, secret = there.register(said.registration, metadata())
        given = {
            "name": said.name,
            "endpoints": endpoints,
            "client_id": client_id,
            "sealed_secret": seal(secret, f"backpack.host:{base}"),
            "registered_at": at,
        }
        host, _ = Host.objects.update_or_create(address=base, defaults=given)
    state, verifier = random_name(), secrets.token_urlsafe(48)
    with transaction.atomic():
        Host.objects.filter(pk=host.pk).update(name=said.name, endpoints=endpoints)
        Connection.objects.filter(person=actor, host=host).delete()
        made = Connection.objects.create(
            person=actor,
            host=host,
            state=state,
            sealed_verifier=seal(verifier, f"backpack.verifier:{state}"),
            begun_at=at,
        )
        journal(
            actor=actor,
            at=at,
            action="backpack.connect",
            subject=f"backpack.connection:{made.public_id}",
            details={"host": base},
        )
        return made
