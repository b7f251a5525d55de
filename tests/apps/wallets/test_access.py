"""A wallet in which the person signs in: the authorisation code with PKCE, for one offered document."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from tanym.apps.credentials.models import Credential
from tanym.apps.wallets.actions.know_wallet import know_wallet
from tanym.apps.wallets.actions.offer import offer
from tanym.apps.wallets.models import Copy, Offer
from tests.apps.wallets.conftest import link
from tests.apps.wallets.wallet import Wallet

pytestmark = pytest.mark.django_db

VERIFIER = "v" * 64
BACK = "wallet.example:/back"


@pytest.fixture
def sign_in(issued: Credential, now: datetime) -> Offer:
    """An offer that is taken by signing in, and a wallet that is known."""
    know_wallet(actor=None, at=now, client_id="w", name="A wallet", redirect_uris=[BACK])
    return offer(
        actor=issued.holder, at=now, credential=issued, configuration="learning-credential", way="sign-in"
    )


def asked(state: str, **change: str) -> str:
    """The query of an authorisation request."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    form = {
        "response_type": "code", "client_id": "w", "redirect_uri": BACK, "scope": "learning_credential",
        "issuer_state": state, "code_challenge": challenge, "code_challenge_method": "S256", "state": "s-1",
    }  # fmt: skip
    return urlencode({name: value for name, value in (form | change).items() if value})


def test_the_person_allows_one_document_and_the_wallet_fetches_it(
    sign_in: Offer, wallet: Wallet, as_: Callable[[str], Client]
) -> None:
    state = wallet.offer(link(sign_in))["grants"]["authorization_code"]["issuer_state"]
    aigul, page = as_("aigul"), f"/en/programs/allow/?{asked(state)}"
    assert f"document {sign_in.credential.number}" in aigul.get(page).content.decode()
    back = parse_qs(urlsplit(aigul.post(page, {"do": "allow"})["Location"]).query)
    assert back["state"] == ["s-1"]
    form = {
        "grant_type": "authorization_code", "code": back["code"][0], "client_id": "w",
        "redirect_uri": BACK, "code_verifier": VERIFIER,
    }  # fmt: skip
    wrong = wallet.browser.post("/oauth/token", form | {"code_verifier": "w" * 64})
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_grant")
    token = wallet.browser.post("/oauth/token", form).json()
    assert wallet.credential(token["access_token"], wallet.proof(wallet.nonce())).status_code == 200
    assert Copy.objects.get().program == "A wallet"


def test_a_request_without_an_offer_of_just_this_document_of_ones_own_is_refused(
    sign_in: Offer, as_: Callable[[str], Client]
) -> None:
    attempts: list[tuple[str, str, dict[str, str]]] = [
        ("aigul", "invalid_request", {"issuer_state": ""}),
        ("aigul", "invalid_request", {"issuer_state": "invented"}),
        ("aigul", "invalid_scope", {"scope": "open_badge"}),
        ("aigul", "invalid_request", {"code_challenge": ""}),
        ("samal", "access_denied", {}),
    ]
    for who, error, change in attempts:
        answer: Any = as_(who).get(f"/en/programs/allow/?{asked(sign_in.reference, **change)}")
        assert answer.status_code == 302
        assert parse_qs(urlsplit(answer["Location"]).query)["error"] == [error], change
