"""Register a program."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.oauth.models import Client
from tanym.apps.oauth.queries import digest_of
from tanym.apps.oauth.registration import BASIC, Registration


@dataclass(frozen=True, slots=True)
class Registered:
    """A program and its secret, which is told once and kept only as a digest (empty for one that can keep none)."""

    client: Client
    secret: str


def register_client(
    *, actor: None, at: datetime, registration: Registration, client_id: str = ""
) -> Registered:
    """Keep what a program says of itself. Nobody vouches for it: the consent page shows where it leads.

    `client_id` is for rooms that give their programs a fixed name; registered again it is the same program, renewed.
    """
    secret = "" if registration.auth_method != BASIC else secrets.token_urlsafe(32)
    fields: dict[str, Any] = {
        "secret_digest": digest_of(secret) if secret else "",
        "auth_method": registration.auth_method,
        "name": registration.name,
        "uri": registration.uri,
        "logo_uri": registration.logo_uri,
        "terms_uri": registration.terms_uri,
        "privacy_uri": registration.privacy_uri,
        "software_id": registration.software_id,
        "software_version": registration.software_version,
        "redirect_uris": list(registration.redirect_uris),
        "contacts": list(registration.contacts),
        "grant_types": list(registration.grant_types),
        "scope": " ".join(registration.scope),
        "registered_at": at,
    }
    with transaction.atomic():
        if client_id:
            client, _ = Client.objects.update_or_create(client_id=client_id, defaults=fields)
        else:
            client = Client.objects.create(**fields)
        journal(
            actor=actor,
            at=at,
            action="oauth.register_client",
            subject=f"oauth.client:{client.client_id}",
            details={"software": client.software_id, "scope": client.scope},
        )
        return Registered(client, secret)
