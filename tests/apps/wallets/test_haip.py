"""The profile HAIP: a document into an attested wallet and out of it again, and every cheat on the way refused for its reason."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from joserfc import jwe
from joserfc.jwk import ECKey

from tanym.adapters.signing.certified import SampleAuthority
from tanym.apps.accounts.models import Person
from tanym.apps.credentials.models import Credential, StatusPlace
from tanym.apps.credentials.seals import authorities
from tanym.apps.oauth.models import Token
from tanym.apps.organisations.queries import organisation
from tanym.apps.wallets.actions.ask import ask
from tanym.apps.wallets.actions.know_wallet import know_wallet
from tanym.apps.wallets.actions.offer import offer
from tanym.apps.wallets.asking import link_of
from tanym.apps.wallets.certifying import sample_certificates
from tanym.apps.wallets.codes import digest_of
from tanym.apps.wallets.configurations import address
from tanym.apps.wallets.models import Copy, Question
from tanym.core.credentials.did import Method
from tanym.core.credentials.keys import KeyKind, PublicKey, base64url
from tanym.core.credentials.openid.offers import offer_link
from tanym.core.credentials.proofs import sd_jwt
from tanym.core.credentials.proofs.certificates import certified_key, vouched_key
from tanym.core.credentials.proofs.token import compact
from tanym.core.kernel.errors import Refused
from tests.apps.wallets.conftest import SECRET
from tests.apps.wallets.haip import BACK, CLIENT, HaipWallet, Maker, b64, encrypted_request
from tests.apps.wallets.wallet import sent_to
from tests.core.credentials.cast import Key

pytestmark = pytest.mark.django_db
OTHER = Key(99, KeyKind.P256)


@pytest.fixture
def maker(tmp_path: Path, now: datetime) -> Maker:
    """The maker of the wallet, and the authority that vouches for makers."""
    return Maker(SampleAuthority(tmp_path / "makers", now))


@pytest.fixture
def haip(issued: Credential, settings: Any, maker: Maker, tmp_path: Path, now: datetime) -> Iterator[None]:
    """This installation speaks with wallets by HAIP, and knows one make of wallets."""
    made = sample_certificates(now)
    roots = tmp_path / "makers.pem"
    roots.write_bytes(maker.authority.root)
    changes = {
        "wallet_profile": "haip",
        "wallet_certificate": made["TANYM_WALLET_CERTIFICATE"],
        "wallet_certificate_key": made["TANYM_WALLET_CERTIFICATE_KEY"],
        "wallet_providers": roots,
    }
    settings.TANYM = settings.TANYM.model_copy(update=changes)
    know_wallet(actor=None, at=now, client_id=CLIENT, name="Wallet of the tests", redirect_uris=[BACK])
    yield
    for folder in ("certificates", "sample-authority", "seals/roots"):
        shutil.rmtree(settings.TANYM.var / folder)


@pytest.fixture
def phone(haip: None, maker: Maker, now: datetime, as_: Callable[[str], Client]) -> HaipWallet:
    """Aigul's telephone."""
    return HaipWallet(now, maker=maker, signed_in=as_("aigul"))


@pytest.fixture
def link(haip: None, issued: Credential, now: datetime) -> str:
    """The link to Aigul's document, offered to a wallet in which she signs in."""
    made = offer(
        actor=issued.holder, at=now, credential=issued, configuration="learning-credential", way="sign-in"
    )
    return offer_link(address("wallets-offer", made.reference), "haip-vci://")


@pytest.fixture
def asks(haip: None, person: Callable[[str], Person], now: datetime) -> Callable[..., Question]:
    """Erlan asks, on the device where the wallet is."""

    def put(same_device: bool = True) -> Question:
        return ask(
            actor=person("erlan"), at=now, organisation=organisation("qaraghai"), claims=["name"],
            reason="We look for somebody who reads data.", session=digest_of(SECRET), once=uuid.uuid4(),
            micro_qualification=None, same_device=same_device,
        )  # fmt: skip

    return put


def signed_by(text: str, key: PublicKey) -> Any:
    """The claims of a token, if this key signed it (joserfc reads no header as long as one with a certificate)."""
    message, _, signature = text.rpartition(".")
    assert key.verifies(base64url(signature), message.encode())
    return json.loads(base64url(message.partition(".")[2]))


def said(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]


def why(answer: Any) -> str:
    return str(answer.json()["error_description"])


def test_a_document_goes_into_an_attested_wallet_and_out_of_it_again(
    phone: HaipWallet, link: str, now: datetime, asks: Callable[..., Question], erlan: Client
) -> None:
    credential = phone.take_haip(link)
    header = sd_jwt.read(credential).token.header
    issuer, method = certified_key(header["x5c"], authorities(), "", now)
    assert issuer.startswith("did:web:")
    assert isinstance(method, Method)
    claims = sd_jwt.read(credential).token.claims
    assert (claims["iss"], claims["cnf"]["jwk"]) == (issuer, dict(phone.key.jwk))
    place = StatusPlace.objects.select_related("status_list").get(
        index=claims["status"]["status_list"]["idx"], credential__isnull=False
    )
    listed = phone.browser.get(f"/token-status/{place.status_list.public_id}").content.decode()
    status_header = json.loads(base64.urlsafe_b64decode(listed.split(".")[0] + "=="))
    assert status_header["x5c"] == header["x5c"]

    question = asks()
    asked = phone.request(link_of(question))
    assert link_of(question).startswith("haip-vp://")
    assert asked["client_id"].startswith("x509_hash:")
    assert asked["response_mode"] == "direct_post.jwt"
    (wanted,) = asked["dcql_query"]["credentials"]
    assert wanted["trusted_authorities"][0]["type"] == "aki"
    shown = phone.presented(credential, asked, "family_name", "given_name", "achievement_title")
    answered = phone.answer(asked, {"learned": [shown]})
    assert answered.status_code == 200, answered.content
    question.refresh_from_db()
    back = answered.json()["redirect_uri"]
    page = f"/en/wallets/asked/{question.public_id}/"
    assert "SEIITOVA" not in erlan.get(page).content.decode().upper()  # not before the person is back
    assert erlan.get(back.removeprefix(phone_address()), follow=True).status_code == 200
    assert "SEIITOVA" in erlan.get(page).content.decode().upper()


def phone_address() -> str:
    from django.conf import settings

    return str(settings.TANYM.address)


def test_the_answer_in_another_browser_is_shown_to_nobody(
    phone: HaipWallet, link: str, asks: Callable[..., Question], as_: Callable[[str], Client]
) -> None:
    credential, question = phone.take_haip(link), asks()
    asked = phone.request(link_of(question))
    answered = phone.answer(asked, {"learned": [phone.presented(credential, asked, "family_name")]})
    back = answered.json()["redirect_uri"].removeprefix(phone_address())
    assert as_("erlan").get(back, follow=True).status_code == 403
    question.refresh_from_db()
    assert (question.answer, question.closed_at is None) == (None, False)


def test_a_document_whose_issuer_no_asked_authority_certified_is_refused(
    held: str, request: pytest.FixtureRequest
) -> None:
    phone: HaipWallet = request.getfixturevalue("phone")  # `held` was handed over before, in the plain way
    asked = phone.request(link_of(request.getfixturevalue("asks")()))
    answered = phone.answer(asked, {"learned": [phone.presented(held, asked, "family_name")]})
    assert (answered.status_code, why(answered)) == (400, "openid.authority-not-asked")


def test_the_metadata_is_signed_where_a_wallet_asks_so(phone: HaipWallet, now: datetime) -> None:
    page = "/.well-known/openid-credential-issuer"
    plain = phone.browser.get(page)
    assert plain["Content-Type"] == "application/json"
    assert phone.browser.get(page, headers={"Accept": "*/*"})["Content-Type"] == "application/json"
    signed = phone.browser.get(page, headers={"Accept": "application/jwt, application/json;q=0.5"})
    assert signed["Content-Type"] == "application/jwt"
    text = signed.content.decode()
    header = json.loads(base64.urlsafe_b64decode(text.split(".")[0] + "=="))
    assert header["typ"] == "openidvci-issuer-metadata+jwt"
    _, key = vouched_key(header["x5c"], authorities(), now)
    read = signed_by(text, key)
    assert read["sub"] == read["credential_issuer"] == plain.json()["credential_issuer"]
    assert {name: read[name] for name in plain.json()} == plain.json()
    server = phone.browser.get("/.well-known/oauth-authorization-server").json()
    assert "attest_jwt_client_auth" in server["token_endpoint_auth_methods_supported"]
    assert "ES256" in server["dpop_signing_alg_values_supported"]
    assert (
        "attestation"
        in read["credential_configurations_supported"]["learning-credential"]["proof_types_supported"]
    )


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


def test_a_wallet_that_its_maker_does_not_attest_gets_nothing(phone: HaipWallet, link: str) -> None:
    given = phone.offer(link)
    code = phone.code(given)
    for name, change in NO_ATTESTATION.items():
        for answer in (phone.pushes(given, **change(phone)), phone.exchanged(code, **change(phone))):
            assert said(answer) == (401, "invalid_client"), name
    assert not Token.objects.exists()


def test_an_attestation_that_is_over_is_asked_for_anew(phone: HaipWallet, link: str) -> None:
    old = phone.attestation(exp=phone.seconds(-1))
    answer = phone.pushes(phone.offer(link), OAuth_Client_Attestation=old)
    assert said(answer) == (401, "use_fresh_attestation")
    assert why(answer) == "exp is over"


def test_a_proof_of_an_attestation_counts_once(phone: HaipWallet, link: str) -> None:
    shown = phone.possession()
    assert phone.pushes(phone.offer(link), OAuth_Client_Attestation_PoP=shown).status_code == 201
    again = phone.pushes(phone.offer(link), OAuth_Client_Attestation_PoP=shown)
    assert (said(again), why(again)) == ((401, "invalid_client"), "jti was used before")


def test_a_maker_whose_authority_is_not_trusted_here_is_nobody(
    phone: HaipWallet, link: str, tmp_path: Path, now: datetime
) -> None:
    phone.maker = Maker(SampleAuthority(tmp_path / "elsewhere", now))
    answer = phone.pushes(phone.offer(link))
    assert said(answer) == (401, "invalid_client")
    assert why(answer) == "x5c leads to no provider of wallets that is trusted here"


def test_a_request_that_was_not_pushed_is_refused(phone: HaipWallet, link: str) -> None:
    given = {
        "response_type": "code", "client_id": CLIENT, "redirect_uri": BACK, "scope": "learning_credential",
        "code_challenge": "a" * 43, "code_challenge_method": "S256",
        "issuer_state": phone.offer(link)["grants"]["authorization_code"]["issuer_state"],
    }  # fmt: skip
    page = phone.signed_in.get("/oauth/authorize", given)["Location"]
    assert "error=invalid_request" in phone.signed_in.get(page)["Location"]


def test_a_program_with_a_secret_or_none_takes_no_document(
    phone: HaipWallet, link: str, settings: Any, now: datetime
) -> None:
    settings.TANYM = settings.TANYM.model_copy(update={"wallet_profile": "plain"})
    know_wallet(actor=None, at=now, client_id="w.example", name="Older wallet", redirect_uris=[BACK])
    settings.TANYM = settings.TANYM.model_copy(update={"wallet_profile": "haip"})
    given = {
        "response_type": "code", "client_id": "w.example", "redirect_uri": BACK, "scope": "learning_credential",
        "code_challenge": "a" * 43, "code_challenge_method": "S256",
        "issuer_state": phone.offer(link)["grants"]["authorization_code"]["issuer_state"],
    }  # fmt: skip
    page = phone.signed_in.get("/oauth/authorize", given)["Location"]
    assert "error=unauthorized_client" in phone.signed_in.get(page)["Location"]


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


def test_a_false_proof_of_the_key_opens_nothing(phone: HaipWallet, link: str) -> None:
    code = phone.code(phone.offer(link))
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


def test_a_proof_of_the_key_counts_once(phone: HaipWallet, link: str) -> None:
    token, nonce = phone.access(link), phone.nonce()
    shown = phone.dpop("/wallets/credential", token)
    assert phone.fetched(token, {"jwt": [phone.proof(nonce)]}, DPoP=shown).status_code == 200
    again = phone.fetched(token, {"jwt": [phone.proof(phone.nonce())]}, DPoP=shown)
    assert said(again) == (401, "invalid_dpop_proof")


def test_a_stolen_token_is_worth_nothing(phone: HaipWallet, link: str) -> None:
    token, nonce = phone.access(link), phone.nonce()
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


def test_a_code_belongs_to_the_keys_for_which_it_was_asked(phone: HaipWallet, link: str) -> None:
    code = phone.code(phone.offer(link))
    other_sender = phone.exchanged(code, DPoP=phone.dpop("/oauth/token", key=OTHER))
    assert (said(other_sender), why(other_sender)) == (
        (400, "invalid_grant"),
        "the code belongs to another key",
    )
    assert said(phone.exchanged(code, DPoP=None)) == (400, "invalid_grant")
    phone.instance = OTHER  # another telephone with the same make of wallet
    assert said(phone.exchanged(code)) == (400, "invalid_grant")
    assert not Token.objects.exists()


def test_a_wallet_that_shows_no_key_gets_no_token(phone: HaipWallet, link: str) -> None:
    pushed = phone.pushes(phone.offer(link), DPoP=None)
    asked = {"client_id": CLIENT, "request_uri": pushed.json()["request_uri"]}
    page = phone.signed_in.get("/oauth/authorize", asked)["Location"]
    back = phone.signed_in.post(page, {"do": "allow"})["Location"]
    code = back.partition("code=")[2].partition("&")[0]
    refused = phone.exchanged(code, DPoP=None)
    assert (said(refused), why(refused)) == ((400, "invalid_dpop_proof"), "a DPoP proof is required")


def test_the_key_of_the_proof_may_be_named_beforehand_and_must_be_the_one(
    phone: HaipWallet, link: str
) -> None:
    form = {"dpop_jkt": "A" * 43, "client_id": CLIENT}
    assert said(phone.send("/oauth/push", form))[0] == 400


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


def test_a_key_is_kept_as_well_as_is_asked_for(phone: HaipWallet, link: str, settings: Any) -> None:
    settings.TANYM = settings.TANYM.model_copy(update={"wallet_key_storage": "iso_18045_high"})
    token = phone.access(link)
    for name, (change, reason) in KEY_CHEATS.items():
        refused = phone.fetched(token, change(phone, phone.nonce()))
        assert (said(refused), why(refused)) == ((400, "invalid_proof"), reason), name
    nonce = phone.nonce()
    good = phone.fetched(token, {"attestation": [phone.key_attestation(nonce, phone.key, OTHER)]})
    assert good.status_code == 200, good.content
    bound = [sd_jwt.read(one["credential"]).token.claims["cnf"]["jwk"] for one in good.json()["credentials"]]
    assert bound == [dict(phone.key.jwk), dict(OTHER.jwk)]


def test_an_answer_is_encrypted_where_the_wallet_asks_so(phone: HaipWallet, link: str) -> None:
    told = phone.browser.get("/.well-known/openid-credential-issuer").json()
    (jwk,) = told["credential_request_encryption"]["jwks"]["keys"]
    assert "d" not in jwk
    token, nonce, own = phone.access(link), phone.nonce(), Key(97, KeyKind.P256)
    body: dict[str, Any] = {
        "credential_configuration_id": "learning-credential",
        "proofs": {"jwt": [phone.proof(nonce)]},
        "credential_response_encryption": {
            "jwk": {**own.jwk, "alg": "ECDH-ES", "kid": "k"},
            "enc": "A256GCM",
        },
    }
    open_one = phone.send("/wallets/credential", json.dumps(body), token=token)
    assert said(open_one) == (400, "invalid_encryption_parameters")
    for wrong in ({"enc": "A128CBC-HS256"}, {"jwk": {**OTHER.jwk}}, {"zip": "DEF"}):
        spoilt = {
            **body,
            "credential_response_encryption": {**body["credential_response_encryption"], **wrong},
        }
        assert said(sealed(phone, token, encrypted_request(spoilt, jwk))) == (
            400,
            "invalid_encryption_parameters",
        )
    assert said(sealed(phone, token, "a.b.c.d.e")) == (400, "invalid_credential_request")
    got = sealed(phone, token, encrypted_request(body, jwk))
    assert (got.status_code, got["Content-Type"]) == (200, "application/jwt")
    read = jwe.decrypt_compact(
        got.content.decode(), ECKey.import_key(private(own)), algorithms=["ECDH-ES", "A256GCM"]
    )
    assert json.loads(read.plaintext or b"")["credentials"][0]["credential"].count("~") > 5


def sealed(phone: HaipWallet, token: str, text: str) -> Any:
    headers = {"Authorization": f"DPoP {token}", "DPoP": phone.dpop("/wallets/credential", token)}
    return phone.browser.post("/wallets/credential", text, content_type="application/jwt", headers=headers)


def private(key: Key) -> dict[str, str]:
    number = key.private.private_numbers().private_value
    secret = base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()
    return {**key.jwk, "d": secret}


def test_a_document_of_a_body_without_a_certificate_is_not_offered(
    haip: None, issued: Credential, now: datetime, settings: Any, person: Callable[[str], Person]
) -> None:
    body = issued.award.awarding_body
    path = settings.TANYM.var / "certificates" / f"{body.code}.pem"
    before = path.read_bytes()

    def offered() -> None:
        offer(
            actor=issued.holder, at=now, credential=issued, configuration="learning-credential", way="sign-in"
        )

    try:
        path.write_bytes((settings.TANYM.var / "certificates" / "installation.pem").read_bytes())
        with pytest.raises(Refused, match="certificate-of-other-key"):
            offered()
        path.unlink()
        with pytest.raises(Refused, match="certificate-missing"):
            offered()
    finally:
        path.write_bytes(before)


def test_the_request_is_signed_with_the_certificate_that_names_who_asks(
    phone: HaipWallet, asks: Callable[..., Question], now: datetime
) -> None:
    address_of_it = sent_to(link_of(asks(same_device=False)), "request_uri")
    text = phone.browser.get(address_of_it).content.decode()
    header = json.loads(base64.urlsafe_b64decode(text.split(".")[0] + "=="))
    _, key = vouched_key(header["x5c"], authorities(), now)
    told = signed_by(text, key)
    digest = hashlib.sha256(base64.b64decode(header["x5c"][0])).digest()
    assert told["client_id"] == f"x509_hash:{b64(digest)}"
    assert told["client_metadata"]["encrypted_response_enc_values_supported"] == ["A128GCM", "A256GCM"]
    assert phone.browser.get(address_of_it).status_code == 400  # once
