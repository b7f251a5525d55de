"""The profile HAIP: a document into an attested wallet and out of it again, with signed metadata and encrypted answers."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from joserfc import jwe
from joserfc.jwk import ECKey

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.models import Credential, StatusPlace
from tanym.apps.credentials.seals import authorities
from tanym.apps.wallets.actions.offer import offer
from tanym.apps.wallets.asking import link_of
from tanym.apps.wallets.models import Question
from tanym.core.credentials.did import Method
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.proofs import sd_jwt
from tanym.core.credentials.proofs.certificates import certified_key, vouched_key
from tanym.core.kernel.errors import Refused
from tests.apps.wallets.haip import (
    HaipWallet,
    b64,
    encrypted_request,
    said,
    signed_by,
    why,
)
from tests.apps.wallets.wallet import sent_to
from tests.core.credentials.cast import Key

pytestmark = pytest.mark.django_db
OTHER = Key(99, KeyKind.P256)


def test_a_document_goes_into_an_attested_wallet_and_out_of_it_again(
    phone: HaipWallet, haip_link: str, now: datetime, asks: Callable[..., Question], erlan: Client
) -> None:
    credential = phone.take_haip(haip_link)
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
    phone: HaipWallet, haip_link: str, asks: Callable[..., Question], as_: Callable[[str], Client]
) -> None:
    credential, question = phone.take_haip(haip_link), asks()
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


def test_an_answer_is_encrypted_where_the_wallet_asks_so(phone: HaipWallet, haip_link: str) -> None:
    told = phone.browser.get("/.well-known/openid-credential-issuer").json()
    (jwk,) = told["credential_request_encryption"]["jwks"]["keys"]
    assert "d" not in jwk
    token, nonce, own = phone.access(haip_link), phone.nonce(), Key(97, KeyKind.P256)
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
