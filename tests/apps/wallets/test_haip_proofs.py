"""Under HAIP a token belongs to a key: every false proof of it, and every stolen code or token, is refused for its reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tanym.apps.oauth.models import Token
from tanym.apps.wallets.models import Copy
from tanym.core.credentials.keys import KeyKind
from tests.apps.wallets.haip import (
    CLIENT,
    HaipWallet,
    said,
    why,
)
from tests.core.credentials.cast import Key

pytestmark = pytest.mark.django_db
OTHER = Key(99, KeyKind.P256)


DPOP_CHEATS: dict[str, tuple[Callable[[HaipWallet, str, str], str | None], str, str]] = {
    "another address": (lambda w, path, t: w.dpop("/oauth/other", t), "invalid_dpop_proof", "htu is another address"),
    "another host": (lambda w, path, t: w.dpop(path, t, htu=f"https://evil.example{path}"), "invalid_dpop_proof", "htu is another address"),
    "another method": (lambda w, path, t: w.dpop(path, t, htm="GET"), "invalid_dpop_proof", "htm is another method"),
    "no nonce": (lambda w, path, t: w.dpop(path, t, nonce=None), "use_dpop_nonce", "take the nonce of this answer"),
    "an invented nonce": (lambda w, path, t: w.dpop(path, t, nonce="abc"), "use_dpop_nonce", "take the nonce of this answer"),
    "too old": (lambda w, path, t: w.dpop(path, t, iat=w.seconds(-400)), "invalid_dpop_proof", "iat is too old or in the future"),
    "in the future": (lambda w, path, t: w.dpop(path, t, iat=w.seconds(400)), "invalid_dpop_proof", "iat is too old or in the future"),
    "without a name": (lambda w, path, t: w.dpop(path, t, jti=None), "invalid_dpop_proof", "jti is missing"),
    "two of them": (lambda w, path, t: f"{w.dpop(path, t)}, {w.dpop(path, t)}", "invalid_dpop_proof", "credential.token-malformed"),
    "signed by another": (lambda w, path, t: w.dpop(path, t)[:-8] + "AAAAAAAA", "invalid_dpop_proof", "signature"),
}  # fmt: skip


def test_a_false_proof_of_the_key_opens_nothing(phone: HaipWallet, haip_link: str) -> None:
    code = phone.code(phone.offer(haip_link))
    for name, (change, error, reason) in DPOP_CHEATS.items():
        refused = phone.exchanged(code, DPoP=change(phone, "/oauth/token", ""))
        assert (said(refused), why(refused)) == ((400, error), reason), name
        assert refused.headers["DPoP-Nonce"]
    got = phone.exchanged(code)  # the code was not lost by it
    assert got.status_code == 200, got.content
    token, nonce = got.json()["access_token"], phone.nonce()
    proofs = {"jwt": [phone.proof(nonce)]}
    for name, (change, error, _reason) in DPOP_CHEATS.items():
        refused = phone.fetched(token, proofs, DPoP=change(phone, "/wallets/credential", token))
        assert said(refused) == (401, error), name
        assert f'DPoP realm="Tanym", error="{error}"' in refused.headers["WWW-Authenticate"]
        assert refused.headers["DPoP-Nonce"]
    assert phone.fetched(token, proofs).status_code == 200


def test_a_proof_of_the_key_counts_once(phone: HaipWallet, haip_link: str) -> None:
    token, nonce = phone.access(haip_link), phone.nonce()
    shown = phone.dpop("/wallets/credential", token)
    assert phone.fetched(token, {"jwt": [phone.proof(nonce)]}, DPoP=shown).status_code == 200
    again = phone.fetched(token, {"jwt": [phone.proof(phone.nonce())]}, DPoP=shown)
    assert said(again) == (401, "invalid_dpop_proof")


def test_a_stolen_token_is_worth_nothing(phone: HaipWallet, haip_link: str) -> None:
    token, nonce = phone.access(haip_link), phone.nonce()
    proofs = {"jwt": [phone.proof(nonce)]}
    assert Token.objects.get().jkt == phone.thumbprint
    as_bearer = phone.fetched(token, proofs, DPoP=None, Authorization=f"Bearer {token}")
    assert said(as_bearer) == (401, "invalid_token")
    assert as_bearer.headers["WWW-Authenticate"].startswith("DPoP ")
    by_another = phone.fetched(token, proofs, DPoP=phone.dpop("/wallets/credential", token, OTHER))
    assert said(by_another) == (401, "invalid_token")
    for_another = phone.fetched(token, proofs, DPoP=phone.dpop("/wallets/credential", "another token"))
    assert said(for_another) == (401, "invalid_dpop_proof")
    assert said(phone.fetched(token, proofs, DPoP=None)) == (401, "invalid_dpop_proof")
    assert not Copy.objects.exists()


def test_a_code_belongs_to_the_keys_for_which_it_was_asked(phone: HaipWallet, haip_link: str) -> None:
    code = phone.code(phone.offer(haip_link))
    other_sender = phone.exchanged(code, DPoP=phone.dpop("/oauth/token", key=OTHER))
    assert (said(other_sender), why(other_sender)) == (
        (400, "invalid_grant"),
        "the code belongs to another key",
    )
    assert said(phone.exchanged(code, DPoP=None)) == (400, "invalid_grant")
    phone.instance = OTHER  # another telephone with the same make of wallet
    assert said(phone.exchanged(code)) == (400, "invalid_grant")
    assert not Token.objects.exists()


def test_a_wallet_that_shows_no_key_gets_no_token(phone: HaipWallet, haip_link: str) -> None:
    pushed = phone.pushes(phone.offer(haip_link), DPoP=None)
    asked = {"client_id": CLIENT, "request_uri": pushed.json()["request_uri"]}
    page = phone.signed_in.get("/oauth/authorize", asked)["Location"]
    back = phone.signed_in.post(page, {"do": "allow"})["Location"]
    code = back.partition("code=")[2].partition("&")[0]
    refused = phone.exchanged(code, DPoP=None)
    assert (said(refused), why(refused)) == ((400, "invalid_dpop_proof"), "a DPoP proof is required")


def test_the_key_of_the_proof_may_be_named_beforehand_and_must_be_the_one(
    phone: HaipWallet, haip_link: str
) -> None:
    form = {"dpop_jkt": "A" * 43, "client_id": CLIENT}
    assert said(phone.send("/oauth/push", form))[0] == 400
