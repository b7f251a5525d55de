"""How wallets get access to an offered document: with its code (a grant type of ours), or by the person's signing in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from tanym.apps.accounts import pace
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.oauth.models import Client, Token
from tanym.apps.oauth.proofs import Proven
from tanym.apps.oauth.refusal import Refusal
from tanym.apps.oauth.registration import ATTESTED
from tanym.apps.oauth.scopes import split
from tanym.apps.wallets.actions.take import DETAIL, take
from tanym.apps.wallets.configurations import SCOPES, profile
from tanym.apps.wallets.models import Offer
from tanym.apps.wallets.queries import offer, offer_by_reference
from tanym.core.credentials.openid.faults import error_document
from tanym.core.credentials.openid.token_request import read_token_request
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted

A_MINUTE, MOST_A_MINUTE = 60, 30
"""Seconds, and codes that are tried from one network address within them."""


def by_code(request: HttpRequest, at: datetime, proof: Proven) -> Mapping[str, Any]:
    """The answer of the token endpoint to a pre-authorised code (OpenID4VCI 1.0, 6). Raises `Refusal`."""
    if not profile().pre_authorised:
        raise Refusal("unsupported_grant_type")
    if pace.note("wallet-code", pace.network_address(request), A_MINUTE) > MOST_A_MINUTE:
        raise Refusal("slow_down", "many codes were tried from this address", 429)
    try:
        return take(actor=None, at=at, asked=read_token_request(request.POST.dict()), jkt=proof.jkt)
    except InvalidValue as error:
        said = error_document(error)
        raise Refusal(said["error"], said.get("error_description", "")) from None


class ByState:
    """The parameter `issuer_state` of an authorisation request: which offer a person who signs in takes."""

    def read(self, parameters: Mapping[str, str], client: Client, person: Person | None) -> dict[str, Any]:
        """The offer that the request is about. Raises `Refusal` where a document is asked for without an offer of it."""
        asked = [scope for scope in split(parameters.get("scope")) if scope in SCOPES.values()]
        state = parameters.get("issuer_state", "")
        if not asked and not state:
            return {}
        if profile().attested and client.auth_method != ATTESTED:
            raise Refusal("unauthorized_client", "only a wallet that its maker attests may take a document")
        try:
            found = offer_by_reference(state, timezone.now())
        except NotFound:
            raise Refusal("invalid_request", "issuer_state is no offer that waits") from None
        if found.way != Offer.Way.SIGN_IN or asked != [SCOPES[found.configuration]]:
            raise Refusal("invalid_scope", "scope must be that of the offered document")
        if person is not None and found.credential.holder_id != person.pk:
            raise Refusal("access_denied", "the document is somebody else's")
        return {DETAIL: str(found.public_id)}

    def asks(self, details: Mapping[str, Any]) -> list[str]:
        """What the person reads: which document goes into the wallet."""
        if DETAIL not in details:
            return []
        return [say("wallet.allow-document", number=offer(UUID(details[DETAIL])).credential.number)]

    def answer(self, details: Mapping[str, Any]) -> dict[str, Any]:
        """Nothing more than the token itself."""
        return {}


def offer_of(token: Token) -> Offer:
    """The offer that an access token is for, if it is its person's own document and, where the profile asks so, bound to a key.

    Raises `NotPermitted("openid.insufficient-scope")`.
    """
    try:
        found = offer(UUID(token.grant.details[DETAIL]))
    except (KeyError, ValueError, NotFound):
        raise NotPermitted("openid.insufficient-scope") from None
    if found.credential.holder_id != token.grant.person_id or (profile().attested and not token.jkt):
        raise NotPermitted("openid.insufficient-scope")
    return found
