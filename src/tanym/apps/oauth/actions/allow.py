"""Allow a program to act for oneself."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.oauth.actions.open_grant import open_grant
from tanym.apps.oauth.models import Client, Code
from tanym.apps.oauth.queries import digest_of

CODE_LASTS = timedelta(minutes=1)


def allow(
    *,
    actor: Person,
    at: datetime,
    client: Client,
    scope: Iterable[str],
    until: datetime,
    redirect_uri: str,
    challenge: str,
    details: Mapping[str, Any] | None = None,
    jkt: str = "",
    instance: str = "",
) -> str:
    """Write down what the person allows and give the authorisation code, which is told once (RFC 6749, 4.1.2).

    `jkt` and `instance` bind it to keys; see `Code`.
    """
    code = secrets.token_urlsafe(32)
    with transaction.atomic():
        grant = open_grant(actor=actor, at=at, client=client, scope=scope, until=until, details=details)
        Code.objects.create(
            digest=digest_of(code),
            grant=grant,
            redirect_uri=redirect_uri,
            challenge=challenge,
            jkt=jkt,
            instance=instance,
            expires_at=at + CODE_LASTS,
        )
    return code
