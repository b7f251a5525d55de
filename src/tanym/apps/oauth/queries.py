"""Reads of programs: who a token speaks for, and what a person has allowed."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.oauth.models import Client, Grant, Token
from tanym.apps.oauth.proofs import sender
from tanym.apps.oauth.scopes import split
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted

NOTED_EVERY = timedelta(minutes=1)
"""The last use of a permission is noted this coarsely: a page of credentials is no reason to write each time."""


def digest_of(secret: str) -> str:
    """What is kept of a code, a token or a secret: all of them are random, so that a plain hash suffices."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def client_of(client_id: str) -> Client | None:
    """The program with this identifier, unless it is blocked."""
    return Client.objects.filter(client_id=client_id[:200], blocked_at__isnull=True).first()


def token_of(request: HttpRequest, scope: str = "", at: datetime | None = None) -> Token:
    """The access token of a request (RFC 6750, 2.1: in the header only); its person is `token.grant.person`.

    One that is bound to a key comes with a proof of that key (RFC 9449, 7.1), and is refused as a bearer's.
    Raises `NotPermitted` with `oauth.token-missing`, `oauth.token-invalid` (unknown, ended, taken back, without the proof
    of its key: 401), `oauth.proof-invalid`, `oauth.proof-nonce` (401) or `oauth.scope-missing` (403);
    `answers.unauthorised` makes the answer of it.
    """
    at = at or timezone.now()
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    kind, secret = scheme.lower(), given.strip()
    if kind not in ("bearer", "dpop") or not secret:
        raise NotPermitted("oauth.token-missing")
    found = (
        Token.objects.select_related("grant__person", "grant__client")
        .filter(digest=digest_of(secret), kind=Token.Kind.ACCESS)
        .first()
    )
    if found is None or not found.holds(at) or not found.grant.person.is_active:
        raise NotPermitted("oauth.token-invalid")
    if bool(found.jkt) is not (kind == "dpop"):
        raise NotPermitted("oauth.token-invalid", bound=bool(found.jkt))
    if found.jkt:
        _check_sender(request, found, secret, at)
    if scope and scope not in split(found.scope):
        raise NotPermitted("oauth.scope-missing", scope=scope)
    used = found.grant.last_used_at
    if used is None or at - used > NOTED_EVERY:
        Grant.objects.filter(pk=found.grant_id).update(last_used_at=at)
    return found


def _check_sender(request: HttpRequest, token: Token, secret: str, at: datetime) -> None:
    """Whether the key to which a token is bound has sent this request."""
    try:
        same = sender(request, at, secret) == token.jkt
    except InvalidValue as error:
        code = "oauth.proof-nonce" if error.code == "openid.use-dpop-nonce" else "oauth.proof-invalid"
        raise NotPermitted(code, why=error.details.get("why", "")) from None
    if not same:
        raise NotPermitted("oauth.token-invalid", bound=True)


def grants_of(person: Person, at: datetime) -> QuerySet[Grant]:
    """The programs that may act for a person, the newest permission first."""
    held = Grant.objects.filter(person=person, ended_at__isnull=True, until__gt=at)
    return held.filter(client__isnull=False, client__blocked_at__isnull=True).select_related("client")


def grant(public_id: UUID, person: Person) -> Grant:
    """A permission that this person gave. Raises `NotFound("page.unknown")`."""
    found = Grant.objects.filter(public_id=public_id, person=person).select_related("client").first()
    if found is None:
        raise NotFound("page.unknown")
    return found
