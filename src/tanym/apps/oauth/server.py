"""The authorisation server: authlib checks what the standards ask, our tables keep what came of it.

Nothing else in the house but `as_asked` knows authlib. Rooms above add scopes (`scopes`), grant types (`grants`), parameters of the
authorisation request (`extensions`) and members of the metadata (`metadata`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from authlib.oauth2 import AuthorizationServer
from authlib.oauth2.base import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidGrantError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from tanym.apps.oauth import grants
from tanym.apps.oauth.actions.end_token import end_token
from tanym.apps.oauth.actions.give_tokens import give_tokens
from tanym.apps.oauth.answers import NO_STORE, refused
from tanym.apps.oauth.as_asked import AskedHere, Held, Known, attested
from tanym.apps.oauth.models import Client, Code, Token
from tanym.apps.oauth.proofs import Proven, nonce_header, proven
from tanym.apps.oauth.queries import client_of, digest_of
from tanym.apps.oauth.refusal import Refusal
from tanym.apps.oauth.registration import ATTESTED, BASIC, NONE, REFRESH
from tanym.apps.oauth.scopes import OFFLINE, split

REVOCATION = "revocation"
METHODS = (BASIC, NONE, ATTESTED)
"""How a program shows which it is; each may do so in the one way that it registered."""


def token(request: HttpRequest, at: datetime) -> HttpResponse:
    """The answer of the token endpoint (RFC 6749, 3.2): for a code, a refresh token, or what a room has registered."""
    own = grants.known().get(request.POST.get("grant_type", ""))
    try:
        _once_each(request)
        proof = proven(request, at)
        if own is not None:
            made = dict(own(request, at, proof))
            return JsonResponse(made, headers=NO_STORE | nonce_header(at))
    except Refusal as refusal:
        return refused(refusal, at)
    with transaction.atomic():  # what an error has ended stays ended: errors are answers here, not exceptions
        return _server().create_token_response(AskedHere(request, at, proof))


def revoke(request: HttpRequest, at: datetime) -> HttpResponse:
    """The answer of the revocation endpoint (RFC 7009); an unknown token is no error."""
    try:
        proof = proven(request, at)
    except Refusal as refusal:
        return refused(refusal, at)
    with transaction.atomic():
        return _server().create_endpoint_response(REVOCATION, AskedHere(request, at, proof))


def authenticated(request: HttpRequest, at: datetime, proof: Proven) -> Client:
    """The program that sends a form to one of our endpoints: by its attestation, its secret or, where it has none, its name.

    Raises `Refusal("invalid_client")`.
    """
    try:
        known: Known = _server().authenticate_client(AskedHere(request, at, proof), METHODS)
    except Exception as error:  # authlib's own, told in our words
        raise Refusal("invalid_client", status=getattr(error, "status_code", 401)) from None
    return known.row


def _once_each(request: HttpRequest) -> None:
    if any(len(values) > 1 for _name, values in request.POST.lists()):
        raise Refusal("invalid_request", "a parameter stands twice")


class _CodeGrant(AuthorizationCodeGrant):
    """A code for tokens, once."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS

    def query_authorization_code(self, code: str, client: Known) -> Held | None:
        at = self.request.at
        rows = Code.objects.select_for_update(of=("self",), no_key=True).select_related("grant__person")
        found = rows.filter(digest=digest_of(code), grant__client=client.row).first()
        if found is None:
            return None
        if found.used_at is not None:
            _stolen(found.grant.tokens.filter(kind=Token.Kind.REFRESH).first(), at)
            found.grant.tokens.filter(ended_at__isnull=True).update(ended_at=at)
            return None
        return Held(found) if at < found.expires_at and found.grant.holds(at) else None

    def authenticate_user(self, code: Held) -> Any:
        person = code.row.grant.person
        return person if person.is_active else None

    def generate_token(self, user: Any, scope: str, **_more: Any) -> dict[str, Any]:
        grant = self.request.authorization_code.row.grant
        lasting = OFFLINE in split(grant.scope) and REFRESH in grant.client.grant_types
        _check_bound(self.request.authorization_code.row, self.request.proof)
        return give_tokens(
            actor=None,
            at=self.request.at,
            grant=grant,
            scope=grant.scope,
            refresh=lasting,
            jkt=self.request.proof.jkt,
        )

    def delete_authorization_code(self, code: Held) -> None:
        Code.objects.filter(pk=code.row.pk).update(used_at=self.request.at)


class _RefreshGrant(RefreshTokenGrant):
    """A refresh token for new tokens, once."""

    TOKEN_ENDPOINT_AUTH_METHODS = METHODS
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> Held | None:
        at = self.request.at
        rows = Token.objects.select_for_update(of=("self",), no_key=True).select_related("grant__person")
        found = rows.filter(digest=digest_of(refresh_token), kind=Token.Kind.REFRESH).first()
        if found is None:
            return None
        if found.ended_at is not None:
            _stolen(found, at)
            return None
        return Held(found) if found.holds(at) else None

    def authenticate_user(self, refresh_token: Held) -> Any:
        person = refresh_token.row.grant.person
        if not person.is_active:
            raise InvalidGrantError
        return person

    def issue_token(self, user: Any, refresh_token: Held) -> dict[str, Any]:
        grant = refresh_token.row.grant
        scope = self.request.payload.scope or grant.scope
        if grant.client.auth_method == ATTESTED and not self.request.proof.jkt:
            raise _NotProven
        return give_tokens(
            actor=None, at=self.request.at, grant=grant, scope=scope, refresh=True, jkt=self.request.proof.jkt
        )

    def revoke_old_credential(self, refresh_token: Held) -> None:
        Token.objects.filter(pk=refresh_token.row.pk).update(ended_at=self.request.at)


class _Revocation(RevocationEndpoint):
    ENDPOINT_NAME = REVOCATION
    CLIENT_AUTH_METHODS = METHODS

    def query_token(self, token_string: str, token_type_hint: str | None) -> Held | None:
        found = Token.objects.select_related("grant").filter(digest=digest_of(token_string)).first()
        return Held(found) if found else None

    def revoke_token(self, token: Held, request: AskedHere) -> None:
        end_token(actor=None, at=request.at, token=token.row)  # type: ignore[arg-type]


class _Server(AuthorizationServer):
    def query_client(self, client_id: str) -> Known | None:
        row = client_of(client_id)
        return Known(row) if row else None

    def save_token(self, token: dict[str, Any], request: AskedHere) -> None:
        """Kept already, as digests, by `give_tokens`."""

    def create_oauth2_request(self, request: AskedHere) -> AskedHere:
        return request

    def handle_response(
        self, status: int, body: Mapping[str, Any], headers: list[tuple[str, str]]
    ) -> HttpResponse:
        kept = {name: value for name, value in headers if name == "WWW-Authenticate"}
        return JsonResponse(
            dict(body), status=status, headers={**kept, **NO_STORE, **nonce_header(timezone.now())}
        )

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""


@cache
def _server() -> _Server:
    server = _Server()
    server.register_client_auth_method(ATTESTED, attested)
    server.register_grant(_CodeGrant, [CodeChallenge(required=True)])
    server.register_grant(_RefreshGrant)
    server.register_endpoint(_Revocation)
    return server


class _NotProven(OAuth2Error):
    """A wallet that is attested gets no token that somebody else could use (FAPI 2.0; HAIP 1.0, 4)."""

    error = "invalid_dpop_proof"
    description = "a DPoP proof is required"


def _check_bound(code: Code, proof: Proven) -> None:
    """A code is worth nothing to another key than the one for which it was asked."""
    if (code.jkt and code.jkt != proof.jkt) or (code.instance and code.instance != proof.instance):
        raise InvalidGrantError("the code belongs to another key")
    client = code.grant.client
    if client is not None and client.auth_method == ATTESTED and not proof.jkt:
        raise _NotProven


def _stolen(used_again: Token | None, at: datetime) -> None:
    """A code or refresh token that comes a second time: somebody has a copy, so all that came of it ends."""
    if used_again is not None:
        end_token(actor=None, at=at, token=used_again, because="used-twice")
