"""The authorisation server: authlib checks what the standards ask, our tables keep what came of it.

Nothing else in the house knows authlib. Rooms above add scopes (`scopes`), grant types (`grants`), parameters of the
authorisation request (`extensions`) and members of the metadata (`metadata`).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from authlib.oauth2 import AuthorizationServer, OAuth2Request
from authlib.oauth2.rfc6749 import InvalidGrantError, OAuth2Payload
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from tanym.apps.oauth import grants
from tanym.apps.oauth.actions.end_token import end_token
from tanym.apps.oauth.actions.give_tokens import give_tokens
from tanym.apps.oauth.answers import NO_STORE, refused
from tanym.apps.oauth.models import Client, Code, Token
from tanym.apps.oauth.queries import client_of, digest_of
from tanym.apps.oauth.refusal import Refusal
from tanym.apps.oauth.registration import BASIC, NONE, REFRESH
from tanym.apps.oauth.scopes import OFFLINE, split

REVOCATION = "revocation"


def token(request: HttpRequest, at: datetime) -> HttpResponse:
    """The answer of the token endpoint (RFC 6749, 3.2): for a code, a refresh token, or what a room has registered."""
    own = grants.known().get(request.POST.get("grant_type", ""))
    try:
        _once_each(request)
        if own is not None:
            return JsonResponse(dict(own(request, at)), headers=NO_STORE)
    except Refusal as refusal:
        return refused(refusal)
    with transaction.atomic():  # what an error has ended stays ended: errors are answers here, not exceptions
        return _server().create_token_response(_Request(request, at))


def revoke(request: HttpRequest, at: datetime) -> HttpResponse:
    """The answer of the revocation endpoint (RFC 7009); an unknown token is no error."""
    with transaction.atomic():
        return _server().create_endpoint_response(REVOCATION, _Request(request, at))


def authenticated(request: HttpRequest, at: datetime) -> Client:
    """The program that sends a form to one of our endpoints, by its secret or, where it has none, by its name.

    Raises `Refusal("invalid_client")`.
    """
    try:
        known: _Known = _server().authenticate_client(_Request(request, at), [BASIC, NONE])
    except Exception as error:  # authlib's own, told in our words
        raise Refusal("invalid_client", status=getattr(error, "status_code", 401)) from None
    return known.row


def _once_each(request: HttpRequest) -> None:
    if any(len(values) > 1 for _name, values in request.POST.lists()):
        raise Refusal("invalid_request", "a parameter stands twice")


class _Payload(OAuth2Payload):
    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    @property
    def data(self) -> Mapping[str, str]:
        return self._given

    @property
    def datalist(self) -> dict[str, list[str]]:
        return {name: [value] for name, value in self._given.items()}


class _Request(OAuth2Request):
    """What authlib reads of a request: the form, never the address. TLS is the front's business, so it is told https."""

    def __init__(self, request: HttpRequest, at: datetime) -> None:
        super().__init__(
            request.method, f"https://{request.get_host()}{request.path}", headers=request.headers
        )
        self.payload = _Payload(request.POST.dict())
        self.at = at
        self._fields = request.POST

    @property
    def args(self) -> Mapping[str, str]:
        return {}

    @property
    def form(self) -> Mapping[str, str]:
        return self._fields


class _Known:
    """A program as authlib asks about it."""

    def __init__(self, row: Client) -> None:
        self.row = row

    def check_client_secret(self, secret: str) -> bool:
        kept = self.row.secret_digest
        return bool(kept) and secrets.compare_digest(kept, digest_of(secret))

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return bool(self.row.auth_method == method)

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in self.row.grant_types


class _Held:
    """A code or a token as authlib asks about it."""

    def __init__(self, row: Code | Token) -> None:
        self.row = row

    @property
    def code_challenge(self) -> str:
        return str(self.row.challenge)  # type: ignore[union-attr]

    @property
    def code_challenge_method(self) -> str:
        return "S256"

    def get_redirect_uri(self) -> str:
        return str(self.row.redirect_uri)  # type: ignore[union-attr]

    def get_scope(self) -> str:
        return str(self.row.grant.scope)

    def check_client(self, client: _Known) -> bool:
        return bool(self.row.grant.client_id == client.row.pk)


class _CodeGrant(AuthorizationCodeGrant):
    """A code for tokens, once."""

    TOKEN_ENDPOINT_AUTH_METHODS = (BASIC, NONE)

    def query_authorization_code(self, code: str, client: _Known) -> _Held | None:
        at = self.request.at
        rows = Code.objects.select_for_update(of=("self",)).select_related("grant__person")
        found = rows.filter(digest=digest_of(code), grant__client=client.row).first()
        if found is None:
            return None
        if found.used_at is not None:
            _stolen(found.grant.tokens.filter(kind=Token.Kind.REFRESH).first(), at)
            found.grant.tokens.filter(ended_at__isnull=True).update(ended_at=at)
            return None
        return _Held(found) if at < found.expires_at and found.grant.holds(at) else None

    def authenticate_user(self, code: _Held) -> Any:
        person = code.row.grant.person
        return person if person.is_active else None

    def generate_token(self, user: Any, scope: str, **_more: Any) -> dict[str, Any]:
        grant = self.request.authorization_code.row.grant
        lasting = OFFLINE in split(grant.scope) and REFRESH in grant.client.grant_types
        return give_tokens(actor=None, at=self.request.at, grant=grant, scope=grant.scope, refresh=lasting)

    def delete_authorization_code(self, code: _Held) -> None:
        Code.objects.filter(pk=code.row.pk).update(used_at=self.request.at)


class _RefreshGrant(RefreshTokenGrant):
    """A refresh token for new tokens, once."""

    TOKEN_ENDPOINT_AUTH_METHODS = (BASIC, NONE)
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> _Held | None:
        at = self.request.at
        rows = Token.objects.select_for_update(of=("self",)).select_related("grant__person")
        found = rows.filter(digest=digest_of(refresh_token), kind=Token.Kind.REFRESH).first()
        if found is None:
            return None
        if found.ended_at is not None:
            _stolen(found, at)
            return None
        return _Held(found) if found.holds(at) else None

    def authenticate_user(self, refresh_token: _Held) -> Any:
        person = refresh_token.row.grant.person
        if not person.is_active:
            raise InvalidGrantError
        return person

    def issue_token(self, user: Any, refresh_token: _Held) -> dict[str, Any]:
        grant = refresh_token.row.grant
        scope = self.request.payload.scope or grant.scope
        return give_tokens(actor=None, at=self.request.at, grant=grant, scope=scope, refresh=True)

    def revoke_old_credential(self, refresh_token: _Held) -> None:
        Token.objects.filter(pk=refresh_token.row.pk).update(ended_at=self.request.at)


class _Revocation(RevocationEndpoint):
    ENDPOINT_NAME = REVOCATION
    CLIENT_AUTH_METHODS = (BASIC, NONE)

    def query_token(self, token_string: str, token_type_hint: str | None) -> _Held | None:
        found = Token.objects.select_related("grant").filter(digest=digest_of(token_string)).first()
        return _Held(found) if found else None

    def revoke_token(self, token: _Held, request: _Request) -> None:
        end_token(actor=None, at=request.at, token=token.row)  # type: ignore[arg-type]


class _Server(AuthorizationServer):
    def query_client(self, client_id: str) -> _Known | None:
        row = client_of(client_id)
        return _Known(row) if row else None

    def save_token(self, token: dict[str, Any], request: _Request) -> None:
        """Kept already, as digests, by `give_tokens`."""

    def create_oauth2_request(self, request: _Request) -> _Request:
        return request

    def handle_response(
        self, status: int, body: Mapping[str, Any], headers: list[tuple[str, str]]
    ) -> HttpResponse:
        kept = {name: value for name, value in headers if name == "WWW-Authenticate"}
        return JsonResponse(dict(body), status=status, headers={**kept, **NO_STORE})

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""


@cache
def _server() -> _Server:
    server = _Server()
    server.register_grant(_CodeGrant, [CodeChallenge(required=True)])
    server.register_grant(_RefreshGrant)
    server.register_endpoint(_Revocation)
    return server


def _stolen(used_again: Token | None, at: datetime) -> None:
    """A code or refresh token that comes a second time: somebody has a copy, so all that came of it ends."""
    if used_again is not None:
        end_token(actor=None, at=at, token=used_again, because="used-twice")
