"""A document goes into a wallet: what it gets, and attempts 1 to 5 on the protocol."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.actions.revoke import revoke
from tanym.apps.credentials.models import Credential, StatusPlace
from tanym.apps.credentials.verification import verify
from tanym.apps.letters.models import Letter
from tanym.apps.oauth.actions.give_tokens import give_tokens
from tanym.apps.oauth.actions.open_grant import open_grant
from tanym.apps.wallets.actions.offer import offer
from tanym.apps.wallets.codes import nonce_secret, transaction_code
from tanym.apps.wallets.models import Copy, Offer, SpentNonce
from tanym.core.credentials.checks import Name, Outcome
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.openid import nonces
from tests.apps.wallets.conftest import link
from tests.apps.wallets.wallet import Wallet
from tests.core.credentials.cast import Key

pytestmark = pytest.mark.django_db


def test_the_metadata_say_where_and_in_which_forms() -> None:
    said = Client().get("/.well-known/openid-credential-issuer").json()
    assert said["credential_endpoint"].endswith("/wallets/credential")
    forms = said["credential_configurations_supported"]
    assert forms["learning-credential"]["vct"] == "urn:eu.europa.ec.eudi:learning:credential:1"
    assert {one["locale"] for one in forms["open-badge"]["credential_metadata"]["display"]} == {
        "kk",
        "ru",
        "en",
    }
    server = Client().get("/.well-known/oauth-authorization-server").json()
    assert server["issuer"] == said["credential_issuer"]
    assert server["pre-authorized_grant_anonymous_access_supported"] is True
    assert "urn:ietf:params:oauth:grant-type:pre-authorized_code" in server["grant_types_supported"]


def test_the_wallet_gets_a_copy_bound_to_its_key_with_its_own_place(
    offered: Offer, issued: Credential, wallet: Wallet
) -> None:
    held = wallet.take(link(offered), transaction_code(offered))
    found = verify(held.encode(), timezone.localtime())  # its list was signed a moment later than `now`
    assert found.credential is not None
    assert found.credential["cnf"]["jwk"] == wallet.key.jwk
    assert found.credential["family_name"] == "Seiitova"
    for name in (Name.SCHEMA, Name.SIGNATURE, Name.STATUS):
        check = found.check(name)
        assert check is not None
        assert check.outcome is Outcome.CONFIRMED, check
    copy = Copy.objects.get()
    assert copy.place is not None
    assert found.credential["status"]["status_list"]["idx"] == copy.place.index
    assert StatusPlace.objects.filter(credential=issued).exclude(pk=copy.place.pk).exists()
    assert Letter.objects.filter(to=issued.holder).exists()


def test_a_batch_gives_each_key_its_own_copy_and_place(offered: Offer, wallet: Wallet) -> None:
    token = wallet.token(wallet.offer(link(offered)), transaction_code(offered)).json()["access_token"]
    nonce = wallet.nonce()
    got = wallet.credential(token, wallet.proof(nonce), wallet.proof(nonce, Key(72, KeyKind.P256)))
    assert len(got.json()["credentials"]) == 2
    assert len(set(Copy.objects.values_list("place__index", "place__status_list"))) == 2


def test_the_signed_document_itself_needs_no_key(issued: Credential, wallet: Wallet, now: datetime) -> None:
    made = offer(actor=issued.holder, at=now, credential=issued, configuration="open-badge", way="code")
    token = wallet.token(wallet.offer(link(made)), transaction_code(made)).json()["access_token"]
    got = wallet.credential(token, configuration="open-badge").json()["credentials"]
    assert got == [{"credential": json.loads(bytes(issued.document))}]
    assert Copy.objects.get().place is None


def test_a_revoked_document_is_revoked_in_every_wallet(
    held: str, issued: Credential, person: Any, now: datetime
) -> None:
    zhanar: Person = person("zhanar")
    revoke(actor=zhanar, at=now, credential=issued, revision=issued.revision, reason="Issued in error.")
    status = verify(held.encode(), now + timedelta(minutes=2)).check(Name.STATUS)
    assert status is not None
    assert status.code == "credential.revoked"


# Attempts 1 and 2 ---------------------------------------------------------------------------------------------------


def test_a_code_is_taken_once(offered: Offer, wallet: Wallet) -> None:
    code, digits = wallet.offer(link(offered)), transaction_code(offered)
    assert wallet.token(code, digits).status_code == 200
    again = wallet.token(code, digits)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_the_fifth_wrong_transaction_code_ends_the_offer(offered: Offer, wallet: Wallet) -> None:
    code, digits = wallet.offer(link(offered)), transaction_code(offered)
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    missing = wallet.token(code, "")
    assert (missing.status_code, missing.json()["error"]) == (400, "invalid_request")
    for _ in range(5):
        refused = wallet.token(code, wrong)
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")
    right = wallet.token(code, digits)
    assert (right.status_code, right.json()["error"]) == (400, "invalid_grant")
    offered.refresh_from_db()
    assert offered.tries == 5
    assert wallet.browser.get(f"/wallets/offer/{offered.reference}").status_code == 404


def test_nobody_invents_a_code(offered: Offer, wallet: Wallet) -> None:
    code, digits = wallet.offer(link(offered)), transaction_code(offered)
    for given in ("", "invented", "a.b", offered.reference, f"{offered.reference}.0000"):
        refused = wallet.token(code, digits, **{"pre-authorized_code": given})
        assert refused.status_code == 400
        assert refused.json()["error"] == ("invalid_grant" if given else "invalid_request"), given


def test_an_offer_ends_after_ten_minutes(offered: Offer, wallet: Wallet) -> None:
    code = wallet.offer(link(offered))
    Offer.objects.update(until=offered.made_at - timedelta(seconds=1))
    assert wallet.token(code, transaction_code(offered)).json()["error"] == "invalid_grant"
    assert wallet.browser.get(f"/wallets/offer/{offered.reference}").status_code == 404


# Attempts 3 and 5 ---------------------------------------------------------------------------------------------------


def test_a_proof_for_somebody_else_or_another_time_is_refused(
    offered: Offer, wallet: Wallet, now: datetime
) -> None:
    token = wallet.token(wallet.offer(link(offered)), transaction_code(offered)).json()["access_token"]
    old = nonces.mint("a", now - timedelta(minutes=6), nonce_secret())
    attempts: list[tuple[str, dict[str, Any]]] = [
        ("invalid_proof", {"aud": "https://other.example"}),
        ("invalid_proof", {"nonce": ""}),
        ("invalid_proof", {"iat": 1}),
        ("invalid_nonce", {"nonce": "invented"}),
        ("invalid_nonce", {"nonce": old}),
    ]
    for error, claims in attempts:
        refused = wallet.credential(token, wallet.proof(**{"nonce": wallet.nonce(), **claims}))
        assert (refused.status_code, refused.json()["error"]) == (400, error), claims
    assert not Copy.objects.exists()


def test_a_nonce_counts_once_and_one_key_twice_is_refused(offered: Offer, wallet: Wallet) -> None:
    token = wallet.token(wallet.offer(link(offered)), transaction_code(offered)).json()["access_token"]
    nonce = wallet.nonce()
    twice = wallet.credential(token, wallet.proof(nonce), wallet.proof(nonce))
    assert (twice.status_code, twice.json()["error"]) == (400, "invalid_proof")
    assert not SpentNonce.objects.exists()
    assert wallet.credential(token, wallet.proof(nonce)).status_code == 200
    again = wallet.credential(token, wallet.proof(nonce))
    assert (again.status_code, again.json()["error"]) == (400, "invalid_nonce")
    none = wallet.credential(token)
    assert (none.status_code, none.json()["error"]) == (400, "invalid_proof")


def test_one_offer_gives_no_more_than_five_copies(offered: Offer, wallet: Wallet) -> None:
    token = wallet.token(wallet.offer(link(offered)), transaction_code(offered)).json()["access_token"]
    nonce = wallet.nonce()
    five = [wallet.proof(nonce, Key(80 + number, KeyKind.P256)) for number in range(5)]
    assert wallet.credential(token, *five).status_code == 200
    more = wallet.credential(token, wallet.proof(wallet.nonce()))
    assert (more.status_code, more.json()["error"]) == (400, "credential_request_denied")


def test_a_token_is_for_one_form_only(offered: Offer, wallet: Wallet) -> None:
    token = wallet.token(wallet.offer(link(offered)), transaction_code(offered)).json()["access_token"]
    for configuration, error in (
        ("open-badge", "invalid_credential_request"),
        ("driving-licence", "unknown_credential_configuration"),
    ):
        refused = wallet.credential(token, wallet.proof(wallet.nonce()), configuration=configuration)
        assert (refused.status_code, refused.json()["error"]) == (400, error)


# Attempt 4 ----------------------------------------------------------------------------------------------------------


def test_without_a_token_of_ours_there_is_nothing(wallet: Wallet) -> None:
    for token in ("", "invented"):
        refused = wallet.credential(token, wallet.proof(wallet.nonce()))
        assert refused.status_code == 401
        assert refused["WWW-Authenticate"].startswith("Bearer")


def test_anothers_token_never_opens_the_document(
    offered: Offer, wallet: Wallet, person: Any, now: datetime
) -> None:
    for details in ({}, {"wallets.offer": str(offered.public_id)}, {"wallets.offer": "invented"}):
        grant = open_grant(
            actor=person("samal"), at=now, client=None, scope=["learning_credential"],
            until=now + timedelta(minutes=9), details=details,
        )  # fmt: skip
        token = give_tokens(actor=None, at=now, grant=grant, scope="learning_credential")["access_token"]
        refused = wallet.credential(token, wallet.proof(wallet.nonce()))
        assert (refused.status_code, refused.json()["error"]) == (403, "insufficient_scope")
    assert not Copy.objects.exists()


def test_what_was_suspended_or_withdrawn_meanwhile_is_not_handed_over(
    offered: Offer, wallet: Wallet, now: datetime
) -> None:
    token = wallet.token(wallet.offer(link(offered)), transaction_code(offered)).json()["access_token"]
    Credential.objects.update(suspended_at=now)
    refused = wallet.credential(token, wallet.proof(wallet.nonce()))
    assert (refused.status_code, refused.json()["error"]) == (400, "credential_request_denied")
