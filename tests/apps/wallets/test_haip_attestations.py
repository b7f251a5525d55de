"""Under HAIP a wallet is attested by its maker, its request is pushed, and its keys are kept as well as is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tanym.adapters.signing.certified import SampleAuthority
from tanym.apps.oauth.models import Token
from tanym.apps.wallets.actions.know_wallet import know_wallet
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.proofs import sd_jwt
from tanym.core.credentials.proofs.token import compact
from tests.apps.wallets.haip import (
    BACK,
    CLIENT,
    HaipWallet,
    Maker,
    said,
    why,
)
from tests.core.credentials.cast import Key

pytestmark = pytest.mark.django_db
OTHER = Key(99, KeyKind.P256)


def forged(phone: HaipWallet) -> str:
    """An attestation with the maker's certificate and somebody else's signature."""
    jwk = dict(phone.instance.jwk)
    said = {"sub": CLIENT, "exp": phone.seconds(600), "cnf": {"jwk": jwk}}
    return compact({"typ": "oauth-client-attestation+jwt", "x5c": phone.maker.x5c}, said, OTHER)


NO_ATTESTATION: dict[str, Callable[[HaipWallet], dict[str, str | None]]] = {
    "none": lambda _: {"OAuth_Client_Attestation": None, "OAuth_Client_Attestation_PoP": None},
    "no proof of it": lambda _: {"OAuth_Client_Attestation_PoP": None},
    "of another program": lambda one: {"OAuth_Client_Attestation": one.attestation(sub="https://other.example")},
    "a proof by another key": lambda one: {"OAuth_Client_Attestation_PoP": one.possession(OTHER)},
    "a proof for another server": lambda one: {"OAuth_Client_Attestation_PoP": one.possession(aud="https://x.example")},
    "an old proof": lambda one: {"OAuth_Client_Attestation_PoP": one.possession(iat=one.seconds(-900))},
    "a proof without a name": lambda one: {"OAuth_Client_Attestation_PoP": one.possession(jti="")},
    "signed by another": lambda one: {"OAuth_Client_Attestation": forged(one)},
    "not yet": lambda one: {"OAuth_Client_Attestation": one.attestation(nbf=one.seconds(900))},
    "without a key": lambda one: {"OAuth_Client_Attestation": one.attestation(cnf={})},
    "with a private key": lambda one: {"OAuth_Client_Attestation": one.attestation(cnf={"jwk": {**one.instance.jwk, "d": "AA"}})},
    "no token at all": lambda _: {"OAuth_Client_Attestation": "a.b"},
}  # fmt: skip


def test_a_wallet_that_its_maker_does_not_attest_gets_nothing(phone: HaipWallet, haip_link: str) -> None:
    given = phone.offer(haip_link)
    code = phone.code(given)
    for name, change in NO_ATTESTATION.items():
        for answer in (phone.pushes(given, **change(phone)), phone.exchanged(code, **change(phone))):
            assert said(answer) == (401, "invalid_client"), name
    assert not Token.objects.exists()


def test_an_attestation_that_is_over_is_asked_for_anew(phone: HaipWallet, haip_link: str) -> None:
    old = phone.attestation(exp=phone.seconds(-1))
    answer = phone.pushes(phone.offer(haip_link), OAuth_Client_Attestation=old)
    assert said(answer) == (401, "use_fresh_attestation")
    assert why(answer) == "exp is over"


def test_a_proof_of_an_attestation_counts_once(phone: HaipWallet, haip_link: str) -> None:
    shown = phone.possession()
    assert phone.pushes(phone.offer(haip_link), OAuth_Client_Attestation_PoP=shown).status_code == 201
    again = phone.pushes(phone.offer(haip_link), OAuth_Client_Attestation_PoP=shown)
    assert (said(again), why(again)) == ((401, "invalid_client"), "jti was used before")


def test_a_maker_whose_authority_is_not_trusted_here_is_nobody(
    phone: HaipWallet, haip_link: str, tmp_path: Path, now: datetime
) -> None:
    phone.maker = Maker(SampleAuthority(tmp_path / "elsewhere", now))
    answer = phone.pushes(phone.offer(haip_link))
    assert said(answer) == (401, "invalid_client")
    assert why(answer) == "x5c leads to no provider of wallets that is trusted here"


def test_a_request_that_was_not_pushed_is_refused(phone: HaipWallet, haip_link: str) -> None:
    given = {
        "response_type": "code", "client_id": CLIENT, "redirect_uri": BACK, "scope": "learning_credential",
        "code_challenge": "a" * 43, "code_challenge_method": "S256",
        "issuer_state": phone.offer(haip_link)["grants"]["authorization_code"]["issuer_state"],
    }  # fmt: skip
    page = phone.signed_in.get("/oauth/authorize", given)["Location"]
    assert "error=invalid_request" in phone.signed_in.get(page)["Location"]


def test_a_program_with_a_secret_or_none_takes_no_document(
    phone: HaipWallet, haip_link: str, settings: Any, now: datetime
) -> None:
    settings.TANYM = settings.TANYM.model_copy(update={"wallet_profile": "plain"})
    know_wallet(actor=None, at=now, client_id="w.example", name="Older wallet", redirect_uris=[BACK])
    settings.TANYM = settings.TANYM.model_copy(update={"wallet_profile": "haip"})
    given = {
        "response_type": "code", "client_id": "w.example", "redirect_uri": BACK, "scope": "learning_credential",
        "code_challenge": "a" * 43, "code_challenge_method": "S256",
        "issuer_state": phone.offer(haip_link)["grants"]["authorization_code"]["issuer_state"],
    }  # fmt: skip
    page = phone.signed_in.get("/oauth/authorize", given)["Location"]
    assert "error=unauthorized_client" in phone.signed_in.get(page)["Location"]


KEY_CHEATS: dict[str, tuple[Callable[[HaipWallet, str], dict[str, Any]], str]] = {
    "none": (lambda w, n: {"jwt": [w.proof(n)]}, "a key attestation is required"),
    "of another key": (lambda w, n: {"jwt": [w.attested_proof(n, w.key_attestation(n, OTHER))]}, "the key is not one of those attested"),
    "for another nonce": (lambda w, n: {"jwt": [w.attested_proof(n, w.key_attestation("other"))]}, "the nonce of the key attestation is another"),
    "over": (lambda w, n: {"jwt": [w.attested_proof(n, w.key_attestation(n, exp=w.seconds(-1)))]}, "key attestation: the key attestation is over"),
    "kept badly": (lambda w, n: {"attestation": [w.key_attestation(n, key_storage=["iso_18045_basic"])]}, "key attestation: key_storage is not good enough"),
    "without keys": (lambda w, n: {"attestation": [w.key_attestation(n, attested_keys=[])]}, "key attestation: attested_keys is missing"),
    "without a nonce": (lambda w, n: {"attestation": [w.key_attestation("")]}, "nonce is missing"),
    "made by itself": (lambda w, n: {"attestation": [w.proof(n)]}, "key attestation: typ must be key-attestation+jwt"),
    "two of them": (lambda w, n: {"attestation": [w.key_attestation(n)] * 2}, "proofs.attestation must be a list of proofs"),
}  # fmt: skip


def test_a_key_is_kept_as_well_as_is_asked_for(phone: HaipWallet, haip_link: str, settings: Any) -> None:
    settings.TANYM = settings.TANYM.model_copy(update={"wallet_key_storage": "iso_18045_high"})
    token = phone.access(haip_link)
    for name, (change, reason) in KEY_CHEATS.items():
        refused = phone.fetched(token, change(phone, phone.nonce()))
        assert (said(refused), why(refused)) == ((400, "invalid_proof"), reason), name
    nonce = phone.nonce()
    good = phone.fetched(token, {"attestation": [phone.key_attestation(nonce, phone.key, OTHER)]})
    assert good.status_code == 200, good.content
    bound = [sd_jwt.read(one["credential"]).token.claims["cnf"]["jwk"] for one in good.json()["credentials"]]
    assert bound == [dict(phone.key.jwk), dict(OTHER.jwk)]
