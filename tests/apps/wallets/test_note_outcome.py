"""News from a wallet: copies that it does not keep count no longer; whoever has no token of theirs tells nothing."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from tanym.apps.wallets.actions.note_outcome import note_outcome
from tanym.apps.wallets.codes import transaction_code
from tanym.apps.wallets.models import Copy, Offer
from tanym.core.credentials.keys import base64url
from tanym.core.credentials.openid.notification import Event
from tests.apps.wallets.conftest import link
from tests.apps.wallets.wallet import Wallet

pytestmark = pytest.mark.django_db


def taken(offered: Offer, wallet: Wallet) -> tuple[str, str]:
    """The access token, and the name under which the wallet tells how it went."""
    token = wallet.token(wallet.offer(link(offered)), transaction_code(offered)).json()["access_token"]
    got = wallet.credential(token, wallet.proof(wallet.nonce()))
    return token, got.json()["notification_id"]


def tell(wallet: Wallet, token: str, body: Any) -> Any:
    headers = {"authorization": f"Bearer {token}"}
    text = body if isinstance(body, str) else json.dumps(body)
    return wallet.browser.post(
        "/wallets/notification", text, content_type="application/json", headers=headers
    )


def test_a_copy_that_the_wallet_did_not_keep_counts_no_longer(offered: Offer, wallet: Wallet) -> None:
    token, name = taken(offered, wallet)
    assert tell(wallet, token, {"notification_id": name, "event": "credential_accepted"}).status_code == 204
    assert Copy.objects.get().taken_back_at is None
    for _ in range(2):  # told twice, it is one
        news = {"notification_id": name, "event": "credential_deleted", "event_description": "No."}
        assert tell(wallet, token, news).status_code == 204
    copy = Copy.objects.select_related("place").get()
    assert copy.taken_back_at is not None
    assert copy.place is not None
    assert copy.place.ended_at is not None


def test_news_without_a_token_or_of_something_else_are_no_news(offered: Offer, wallet: Wallet) -> None:
    token, name = taken(offered, wallet)
    failed = {"notification_id": name, "event": "credential_failure"}
    assert tell(wallet, "x", failed).status_code == 401
    wrong = [
        ({**failed, "notification_id": "another"}, "invalid_notification_id"),
        ({**failed, "notification_id": 7}, "invalid_notification_request"),
        ({**failed, "event": "eaten"}, "invalid_notification_request"),
        ("[]", "invalid_notification_request"),
    ]
    for body, error in wrong:
        answer = tell(wallet, token, body)
        assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert Copy.objects.get().taken_back_at is None


def test_the_document_itself_cannot_be_taken_out_of_a_wallet(offered: Offer, now: datetime) -> None:
    Copy.objects.create(
        credential=offered.credential, offer=offered, configuration="open-badge", given_at=now
    )
    note_outcome(actor=None, at=now, offer=offered, event=Event.FAILURE)
    assert Copy.objects.get().taken_back_at is None


def test_a_wallet_in_a_browser_asks_before_it_sends(wallet: Wallet, db: None) -> None:
    for path in (
        "/wallets/credential",
        "/wallets/nonce",
        "/oauth/token",
        "/oauth/push",
        "/wallets/notification",
    ):
        asked = wallet.browser.options(path, headers={"Origin": "https://wallet.example"})
        assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
        assert "DPoP" in asked["Access-Control-Allow-Headers"]
        refused = wallet.browser.post(path, "{}", content_type="application/json")
        assert refused["Access-Control-Allow-Origin"] == "*"
        assert "DPoP-Nonce" in refused["Access-Control-Expose-Headers"]


def test_the_document_is_handed_over_as_a_token_too(offered: Offer, wallet: Wallet, now: datetime) -> None:
    Offer.objects.update(configuration="open-badge-token")
    token = wallet.token(wallet.offer(link(offered)), transaction_code(offered)).json()["access_token"]
    got = wallet.credential(token, configuration="open-badge-token")
    text = got.json()["credentials"][0]["credential"]
    header, claims = (json.loads(base64url(part)) for part in text.split(".")[:2])
    assert (header["typ"], header["alg"]) == ("JWT", "ES256")
    assert claims["iss"] == claims["issuer"]["id"]
    assert "proof" not in claims
