"""Give a program its tokens."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from tanym.apps.oauth.extensions import said
from tanym.apps.oauth.models import Grant, Token
from tanym.apps.oauth.queries import digest_of

ACCESS_LASTS = timedelta(minutes=30)
FORGOTTEN_AFTER = timedelta(days=7)
"""How long tokens that have ended are remembered: a used refresh token that comes again must be known."""


def give_tokens(
    *,
    actor: None,
    at: datetime,
    grant: Grant,
    scope: str,
    refresh: bool = False,
    lasts: timedelta = ACCESS_LASTS,
    jkt: str = "",
) -> dict[str, Any]:
    """The members of the token endpoint's answer (RFC 6749, 5.1): told once, kept as digests.

    No token outlives its grant; a refresh token has the whole scope of the grant. `jkt` is the thumbprint of the key to
    which the access token is bound (RFC 9449, 5).
    """
    access, again = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    until = min(at + lasts, grant.until)
    with transaction.atomic():
        grant.tokens.filter(expires_at__lt=at - FORGOTTEN_AFTER).delete()
        _keep(grant, Token.Kind.ACCESS, access, scope, at, until, jkt)
        if refresh:
            _keep(grant, Token.Kind.REFRESH, again, grant.scope, at, grant.until)
    return {
        "access_token": access,
        "token_type": "DPoP" if jkt else "Bearer",
        "expires_in": int((until - at).total_seconds()),
        **({"refresh_token": again} if refresh else {}),
        **({"scope": scope} if scope else {}),
        **said(grant.details),
    }


def _keep(
    grant: Grant, kind: Token.Kind, secret: str, scope: str, at: datetime, until: datetime, jkt: str = ""
) -> None:
    Token.objects.create(
        digest=digest_of(secret),
        kind=kind,
        grant=grant,
        scope=scope,
        jkt=jkt,
        issued_at=at,
        expires_at=until,
    )
