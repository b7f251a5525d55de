"""Addresses without a language that programs use: metadata, registration, authorisation, tokens."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.accounts import pace
from tanym.apps.oauth import authorising, server
from tanym.apps.oauth.actions.register_client import Registered, register_client
from tanym.apps.oauth.answers import NO_STORE, refused
from tanym.apps.oauth.metadata import metadata
from tanym.apps.oauth.proofs import nonce_header, proven
from tanym.apps.oauth.reachable import reachable
from tanym.apps.oauth.refusal import Refusal
from tanym.apps.oauth.registration import read
from tanym.core.credentials.parse import parse_object
from tanym.core.kernel.errors import TanymError

AN_HOUR, MOST_AN_HOUR = 3600, 30
"""Seconds, and registrations from one network address within them: whoever registers is unknown."""
LARGEST = 32 * 1024


@reachable("GET")
@require_safe
def describe(request: HttpRequest) -> HttpResponse:
    """What the authorisation server says of itself (RFC 8414)."""
    return JsonResponse(metadata(), headers={"Cache-Control": "public, max-age=300"})


@require_safe
def authorise(request: HttpRequest) -> HttpResponse:
    """The authorisation endpoint: the page that asks, in the reader's language."""
    page = redirect("oauth:allow")
    page["Location"] += f"?{request.GET.urlencode()}" if request.GET else ""
    return page


@csrf_exempt
@never_cache
@require_POST
def register(request: HttpRequest) -> HttpResponse:
    """Register a program (RFC 7591): 201 with its name and secret, or an error."""
    now = timezone.now()
    if pace.note("oauth-register", pace.network_address(request), AN_HOUR) > MOST_AN_HOUR:
        return refused(Refusal("temporarily_unavailable", "too many registrations within an hour", 429))
    try:
        found = read(_body(request), _development())
    except Refusal as refusal:
        return refused(refusal)
    made = register_client(actor=None, at=now, registration=found)
    return JsonResponse(_registered(made), status=201, headers=NO_STORE)


@reachable("POST")
@never_cache
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """The token endpoint (RFC 6749, 3.2)."""
    return server.token(request, timezone.now())


@reachable("POST")
@never_cache
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """The revocation endpoint (RFC 7009)."""
    return server.revoke(request, timezone.now())


@reachable("POST")
@never_cache
@require_POST
def push(request: HttpRequest) -> HttpResponse:
    """The endpoint for requests sent ahead (RFC 9126)."""
    now = timezone.now()
    try:
        proof = proven(request, now)
        client = server.authenticated(request, now, proof)
        given = {name: value for name, value in request.POST.dict().items() if name != "client_secret"}
        kept = authorising.push(client, given, now, proof)
        return JsonResponse(kept, status=201, headers=NO_STORE | nonce_header(now))
    except Refusal as refusal:
        return refused(refusal, now)


def _body(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > LARGEST:
        raise Refusal("invalid_client_metadata", "too large", 413)
    try:
        return parse_object(request.body)
    except TanymError:
        raise Refusal("invalid_client_metadata", "the body must be one JSON object") from None


def _development() -> list[str]:
    return settings.TANYM.loopback_hosts.split(",") if settings.TANYM.sample else []


def _registered(made: Registered) -> dict[str, Any]:
    client = made.client
    return {
        "client_id": client.client_id,
        "client_secret": made.secret,
        "client_id_issued_at": int(client.registered_at.timestamp()),
        "client_secret_expires_at": 0,
        "client_name": client.name,
        "client_uri": client.uri,
        "logo_uri": client.logo_uri,
        "tos_uri": client.terms_uri,
        "policy_uri": client.privacy_uri,
        "software_id": client.software_id,
        "software_version": client.software_version,
        "redirect_uris": client.redirect_uris,
        "token_endpoint_auth_method": client.auth_method,
        "grant_types": client.grant_types,
        "response_types": ["code"],
        "scope": client.scope,
        **({"contacts": client.contacts} if client.contacts else {}),
    }
