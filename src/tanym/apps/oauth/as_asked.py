"""A request, a program, a code and a token as authlib asks about them; only `server` and this file know authlib."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import OAuth2Payload
from django.http import HttpRequest

from tanym.apps.oauth.models import Client, Code, Token
from tanym.apps.oauth.proofs import Proven
from tanym.apps.oauth.queries import digest_of


class _Payload(OAuth2Payload):
    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    @property
    def data(self) -> Mapping[str, str]:
        return self._given

    @property
    def datalist(self) -> dict[str, list[str]]:
        return {name: [value] for name, value in self._given.items()}


class AskedHere(OAuth2Request):
    """What authlib reads of a request: the form, never the address. TLS is the front's business, so it is told https."""

    def __init__(self, request: HttpRequest, at: datetime, proof: Proven) -> None:
        super().__init__(
            request.method, f"https://{request.get_host()}{request.path}", headers=request.headers
        )
        self.payload = _Payload(request.POST.dict())
        self.at = at
        self.proof = proof
        self._fields = request.POST

    @property
    def args(self) -> Mapping[str, str]:
        return {}

    @property
    def form(self) -> Mapping[str, str]:
        return self._fields


class Known:
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


def attested(query_client: Callable[[str], Known | None], request: AskedHere) -> Known | None:
    """The wallet that its maker attests, under the name that the form, if it names any, says too."""
    name = request.proof.client_id
    if not name or (request.payload.client_id or name) != name:
        return None
    return query_client(name)


class Held:
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

    def check_client(self, client: Known) -> bool:
        return bool(self.row.grant.client_id == client.row.pk)
