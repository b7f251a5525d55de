"""The authorisation request: what a program asks a person, read strictly, and where the answer goes (RFC 6749, 4.1; PKCE; RFC 9126)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tanym.apps.accounts.models import Person
from tanym.apps.oauth.actions.allow import allow
from tanym.apps.oauth.extensions import details_of
from tanym.apps.oauth.models import Client, PushedRequest
from tanym.apps.oauth.proofs import Proven
from tanym.apps.oauth.queries import client_of, digest_of
from tanym.apps.oauth.refusal import Refusal
from tanym.apps.oauth.registration import ATTESTED, NONE, REFRESH
from tanym.apps.oauth.scopes import OFFLINE, known, split
from tanym.core.kernel.errors import InvalidValue

PUSHED = "urn:ietf:params:oauth:request_uri:"
PUSHED_LASTS = timedelta(minutes=10)
"""Long enough for a person to sign in and decide; the request is answered once."""
ONCE, LASTING = timedelta(hours=1), timedelta(days=90)
"""How long a permission lasts: for one visit, or where the program asks to come again by itself (`offline_access`)."""
LONGEST = 2000
_STATE = re.compile(r"[\x20-\x7e]{1,512}")
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a program asks a person: valid, and not yet answered. `pushed` is the row that it came from, if it came so."""

    client: Client
    scope: tuple[str, ...]
    redirect_uri: str
    state: str
    challenge: str
    details: Mapping[str, Any]
    lasts: timedelta
    pushed: PushedRequest | None = None

    @property
    def lasting(self) -> bool:
        """Whether the program may come again by itself."""
        return self.lasts == LASTING

    @property
    def leads_to(self) -> str:
        """Where the browser goes with the answer: the origin, or the scheme of a program on the same device."""
        return origin(self.redirect_uri)


@dataclass(frozen=True, slots=True)
class SentBack:
    """A request that is refused to the program itself, at an address that it has registered.

    `by_itself`: the browser may go there without a click, since an operator has made the program known. To the address of
    a program that registered itself it may not, or a link of ours would lead people anywhere (RFC 9700, 4.11.2).
    """

    client: Client
    redirect_uri: str
    state: str
    refusal: Refusal

    @property
    def by_itself(self) -> bool:
        """See above: nobody registers a program without a secret but an operator."""
        return self.client.auth_method in (NONE, ATTESTED)

    @property
    def address(self) -> str:
        """Where the program learns of it (RFC 6749, 4.1.2.1)."""
        return _address(self.redirect_uri, {**self.refusal.members(), "state": self.state})


def read(request: HttpRequest, person: Person | None, at: datetime) -> Asked | SentBack:
    """What the address of a request asks.

    Raises `InvalidValue` where the browser must not be sent anywhere: `oauth.unknown-program`, `oauth.unknown-address`
    (RFC 6749, 3.1.2.4), `oauth.request-over` (a pushed request that is used or too old), `oauth.said-twice`.
    """
    if any(len(values) > 1 for _name, values in request.GET.lists()):
        raise InvalidValue("oauth.said-twice")
    given: Mapping[str, str] = request.GET.dict()
    pushed = None
    if given.get("request_uri"):
        pushed = _pushed(given, at)
        given = {**pushed.parameters, "client_id": pushed.client.client_id}
    return examine(given, person, pushed)


def examine(
    given: Mapping[str, str],
    person: Person | None,
    pushed: PushedRequest | None = None,
    *,
    pushing: bool = False,
) -> Asked | SentBack:
    """What the parameters of a request ask; see `read`. `pushing`: the program itself has sent it here."""
    client = client_of(given.get("client_id", ""))
    if client is None:
        raise InvalidValue("oauth.unknown-program")
    redirect_uri = given.get("redirect_uri", "")
    if redirect_uri not in client.redirect_uris:
        raise InvalidValue("oauth.unknown-address", program=client.name)
    state = given.get("state", "")
    try:
        if client.auth_method == ATTESTED and pushed is None and not pushing:
            raise Refusal("invalid_request", "this program must push its request (RFC 9126)")
        return _examined(given, client, redirect_uri, state, person, pushed)
    except Refusal as refusal:
        return SentBack(client, redirect_uri, state if _STATE.fullmatch(state) else "", refusal)


def _examined(
    given: Mapping[str, str],
    client: Client,
    redirect_uri: str,
    state: str,
    person: Person | None,
    pushed: PushedRequest | None,
) -> Asked:
    if any(len(value) > LONGEST for value in given.values()):
        raise Refusal("invalid_request", "a parameter is too long")
    if given.get("response_type") != "code":
        raise Refusal("unsupported_response_type", "response_type must be code")
    if "request" in given:
        raise Refusal("request_not_supported")
    of_wallet = client.auth_method in (NONE, ATTESTED)  # PKCE alone protects it
    if not _STATE.fullmatch(state) and (state or not of_wallet):
        raise Refusal("invalid_request", "state is required, in at most 512 printable ASCII characters")
    challenge = given.get("code_challenge", "")
    if given.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(challenge):
        raise Refusal("invalid_request", "code_challenge is required, with the method S256")
    details = details_of(given, client, person)
    scope = split(given.get("scope"))
    strange = [one for one in scope if one not in known() or one not in split(client.scope)]
    if strange or not (scope or details):
        raise Refusal("invalid_scope", "scope must name what the program has registered for")
    lasting = OFFLINE in scope and REFRESH in client.grant_types
    return Asked(client, scope, redirect_uri, state, challenge, details, LASTING if lasting else ONCE, pushed)


def answered(asked: Asked, person: Person | None, at: datetime) -> HttpResponse:
    """The way back to the program: with a code where the person allows it, with `access_denied` where not (None)."""
    if asked.pushed is not None:
        PushedRequest.objects.filter(pk=asked.pushed.pk).update(used_at=at)
    if person is None:
        return away(SentBack(asked.client, asked.redirect_uri, asked.state, Refusal("access_denied")).address)
    code = allow(
        actor=person,
        at=at,
        client=asked.client,
        scope=asked.scope,
        until=at + asked.lasts,
        redirect_uri=asked.redirect_uri,
        challenge=asked.challenge,
        details=asked.details,
        jkt=asked.pushed.jkt if asked.pushed else "",
        instance=asked.pushed.instance if asked.pushed else "",
    )
    members = {"code": code, "scope": " ".join(asked.scope), "state": asked.state}
    return away(_address(asked.redirect_uri, members))


def origin(address: str) -> str:
    """Where an address leads, as a person reads it: the origin, or the scheme of a program on the same device."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else f"{parts.scheme}:"


def away(address: str) -> HttpResponse:
    """The browser goes to the program at once; its address may have a scheme of its own."""
    return HttpResponse(status=302, headers={"Location": address, "Cache-Control": "no-store"})


def push(client: Client, given: Mapping[str, str], at: datetime, proof: Proven) -> dict[str, Any]:
    """Keep a request that a program sends ahead; the answer's members (RFC 9126, 2.2). Raises `Refusal`.

    The code that comes of it is bound to the keys that `proof` shows, or to that of `dpop_jkt` (RFC 9449, 10).
    """
    if "request_uri" in given:
        raise Refusal("invalid_request", "request_uri cannot be pushed")
    try:
        found = examine({**given, "client_id": client.client_id}, None, pushing=True)
    except InvalidValue:
        raise Refusal("invalid_request", "redirect_uri is not registered") from None
    if isinstance(found, SentBack):
        raise found.refusal
    jkt = given.get("dpop_jkt", proof.jkt)
    if not _CHALLENGE.fullmatch(jkt or "A" * 43) or (proof.jkt and jkt != proof.jkt):
        raise Refusal("invalid_request", "dpop_jkt is not the key of the proof")
    name = secrets.token_urlsafe(32)
    PushedRequest.objects.filter(expires_at__lt=at).delete()
    PushedRequest.objects.create(
        digest=digest_of(name),
        client=client,
        parameters=dict(given),
        jkt=jkt,
        instance=proof.instance,
        expires_at=at + PUSHED_LASTS,
    )
    return {"request_uri": f"{PUSHED}{name}", "expires_in": int(PUSHED_LASTS.total_seconds())}


def _pushed(given: Mapping[str, str], at: datetime) -> PushedRequest:
    name = given["request_uri"].removeprefix(PUSHED)
    found = PushedRequest.objects.select_related("client").filter(digest=digest_of(name)).first()
    if (
        found is None
        or found.used_at is not None
        or at >= found.expires_at
        or found.client.client_id != given.get("client_id")
    ):
        raise InvalidValue("oauth.request-over")
    return found


def _address(redirect_uri: str, members: Mapping[str, str]) -> str:
    """`iss` tells a program which server answers (RFC 9207)."""
    said = {name: value for name, value in {**members, "iss": settings.TANYM.address}.items() if value}
    return f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}{urlencode(said)}"
