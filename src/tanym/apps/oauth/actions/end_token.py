"""End a token that its program gives back, or that somebody has stolen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.audit.actions.record import record as journal
from tanym.apps.oauth.models import Grant, Token


def end_token(*, actor: None, at: datetime, token: Token, because: str = "revoked") -> None:
    """An access token ends alone; with a refresh token ends its whole grant (RFC 7009, 2.1; RFC 9700, 4.14.2)."""
    with transaction.atomic():
        if token.kind == Token.Kind.ACCESS:
            Token.objects.filter(pk=token.pk, ended_at__isnull=True).update(ended_at=at)
            return
        grant = Grant.objects.select_for_update(no_key=True).get(pk=token.grant_id)
        grant.tokens.filter(ended_at__isnull=True).update(ended_at=at)
        if grant.ended_at is None:
            grant.ended_at = at
            grant.save(update_fields=["ended_at"])
            journal(
                actor=actor, at=at, action="oauth.end", subject=grant.subject, details={"because": because}
            )
