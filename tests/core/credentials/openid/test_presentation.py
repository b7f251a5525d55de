"""A request for a presentation and its answer: who asks, how it is signed, how the answer is encrypted and bound."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwe, jws
from joserfc.jwk import ECKey

from tanym.core.credentials.openid.dcql import SD_JWT, CredentialQuery, Query
from tanym.core.credentials.openid.encryption import ENCRYPTIONS, encryption_key, public_half
from tanym.core.credentials.openid.presentation_request import (
    TYPE,
    Mode,
    Prefix,
    PresentationRequest,
    certificate_client_id,
    certificates,
    client_id,
    link_by_reference,
    link_by_value,
    signed_request,
)
from tanym.core.credentials.openid.presentation_response import read_answer
from tanym.core.credentials.openid.profile import DEMANDS, Profile, Side
from tanym.core.kernel.errors import InvalidValue, TanymError
from tests.core.credentials.cast import NOW, Key
from tests.core.credentials.openid.certified import SIGNER, certificate
from tests.places import ROOT

PRIVATE = encryption_key("k-1", b"\x07" * 32)
REQUEST = PresentationRequest(
    client_id(Prefix.DID, "did:web:a.example"), "https://a.example/r", "nonce-1", "state-1",
    Query((CredentialQuery("learned", SD_JWT, ("urn:x",)),)),
    Mode.DIRECT_POST_JWT, "Qaraghai", public_half(PRIVATE),
)  # fmt: skip


def test_a_wallet_reads_who_asks_for_what_and_where_the_answer_goes() -> None:
    text = signed_request(
        REQUEST, signer=SIGNER, now=NOW, until=NOW + timedelta(minutes=5), kid="did:web:a.example#k"
    )
    read = jws.deserialize_compact(text, ECKey.import_key(dict(SIGNER.jwk)), algorithms=["ES256"])
    assert read.headers() == {"alg": "ES256", "typ": TYPE, "kid": "did:web:a.example#k"}
    said = json.loads(read.payload)
    assert said["client_id"] == "decentralized_identifier:did:web:a.example"
    assert said["aud"] == "https://self-issued.me/v2"
    assert said["response_mode"] == "direct_post.jwt"
    assert said["client_metadata"]["encrypted_response_enc_values_supported"] == ["A128GCM", "A256GCM"]
    assert said["client_metadata"]["client_name"] == "Qaraghai"
    assert "d" not in said["client_metadata"]["jwks"]["keys"][0]
    assert said["dcql_query"]["credentials"][0]["meta"] == {"vct_values": ["urn:x"]}


def test_a_certificate_stands_in_the_header_and_its_hash_is_the_name() -> None:
    chain = certificates(certificate("authority"))
    text = signed_request(REQUEST, signer=SIGNER, now=NOW, until=NOW, chain=chain, wallet_nonce="w")
    header = json.loads(base64.urlsafe_b64decode(text.split(".")[0] + "=="))
    assert base64.b64decode(header["x5c"][0]) == chain[0]
    assert "kid" not in header
    assert certificate_client_id(chain).startswith("x509_hash:")
    assert len(certificate_client_id(chain)) == len("x509_hash:") + 43


@pytest.mark.parametrize("pem", [b"", b"no certificate", certificate("asker")])
def test_nobody_vouches_for_a_certificate_of_ones_own(pem: bytes) -> None:
    with pytest.raises(TanymError, match="certificate"):
        certificate_client_id(certificates(pem))


def test_only_a_p256_key_signs_requests() -> None:
    with pytest.raises(TanymError, match="signer-unfit"):
        signed_request(REQUEST, signer=Key(62), now=NOW, until=NOW, kid="x")


def test_an_encrypted_answer_needs_a_key_of_the_request() -> None:
    bare = PresentationRequest("c", "r", "n", "s", REQUEST.query, Mode.DIRECT_POST_JWT)
    with pytest.raises(InvalidValue, match="request-malformed"):
        bare.parameters()


def test_links_carry_the_address_of_a_request_or_the_whole_of_it() -> None:
    by_reference = parse_qs(urlsplit(link_by_reference(REQUEST.client_id, "https://a.example/q/1")).query)
    assert by_reference == {"client_id": [REQUEST.client_id], "request_uri": ["https://a.example/q/1"]}
    by_value = parse_qs(urlsplit(link_by_value(REQUEST)).query)
    assert json.loads(by_value["dcql_query"][0]) == REQUEST.query.document()


def encrypted(payload: dict[str, Any], kid: str = "k-1", **header: Any) -> dict[str, str]:
    made = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": kid, **header}
    key = ECKey.import_key({name: PRIVATE[name] for name in ("kty", "crv", "x", "y")})
    text = jwe.encrypt_compact(
        made, json.dumps(payload).encode(), key, algorithms=["ECDH-ES", "ECDH-ES+A128KW", made["enc"]]
    )
    return {"response": text}


def refusal(form: dict[str, str], mode: Mode = Mode.DIRECT_POST_JWT, state: str = "state-1") -> str:
    with pytest.raises(InvalidValue) as refused:
        read_answer(form, mode=mode, state=state, private=PRIVATE)
    return refused.value.code


@pytest.mark.parametrize("enc", ENCRYPTIONS)
def test_an_encrypted_answer_is_read_with_the_key_of_its_request(enc: str) -> None:
    form = encrypted({"vp_token": {"learned": ["x"]}, "state": "state-1"}, enc=enc)
    assert read_answer(form, mode=Mode.DIRECT_POST_JWT, state="state-1", private=PRIVATE).token == {
        "learned": ["x"]
    }


def test_a_plain_answer_is_read_where_none_was_to_be_encrypted() -> None:
    form = {"vp_token": '{"learned":["x"]}', "state": "state-1"}
    assert read_answer(form, mode=Mode.DIRECT_POST, state="state-1").token == {"learned": ["x"]}
    assert refusal(form) == "openid.answer-not-encrypted"


def test_a_wallet_may_say_unencrypted_that_it_shows_nothing() -> None:
    form = {"error": "access_denied", "state": "state-1"}
    assert (
        read_answer(form, mode=Mode.DIRECT_POST_JWT, state="state-1", private=PRIVATE).refused
        == "access_denied"
    )


def test_the_state_of_another_request_is_refused() -> None:
    token = {"vp_token": {"learned": ["x"]}}
    assert refusal(encrypted({**token, "state": "state-2"})) == "openid.state-mismatch"
    assert refusal(encrypted(token)) == "openid.state-mismatch"
    assert refusal({"vp_token": "{}", "state": "other"}, Mode.DIRECT_POST) == "openid.state-mismatch"


@pytest.mark.parametrize("header", [{"kid": "k-2"}, {"enc": "A128CBC-HS256"}, {"alg": "ECDH-ES+A128KW"}])
def test_an_answer_to_another_key_or_in_another_way_is_not_read(header: dict[str, str]) -> None:
    given = encrypted({"state": "state-1"}, **header)
    assert refusal(given) == "openid.answer-not-readable"


@pytest.mark.parametrize("text", ["", "a.b.c", "a.b.c.d.e", "eyJhbGciOiJub25lIn0....", "x" * 2_000_000])
def test_what_is_no_encrypted_answer_is_not_read(text: str) -> None:
    assert refusal({"response": text}) == "openid.answer-not-readable"


@pytest.mark.parametrize("token", ["", "7", "[]", '{"a":1,"a":2}'])
def test_an_answer_that_is_no_object_is_refused(token: str) -> None:
    assert refusal({"vp_token": token, "state": "state-1"}, Mode.DIRECT_POST) == "openid.answer-malformed"


def test_the_profile_leaves_no_choice_where_it_demands_one() -> None:
    haip, plain = Profile.HAIP, Profile.PLAIN
    assert (haip.mode, haip.prefix, haip.pre_authorised) == (Mode.DIRECT_POST_JWT, Prefix.X509_HASH, False)
    assert (haip.offer_scheme, haip.request_scheme) == ("haip-vci://", "haip-vp://")
    assert (plain.mode, plain.prefix, plain.pre_authorised) == (None, None, True)


def test_what_is_not_met_of_the_profile_is_named() -> None:
    assert len({demand.name for demand in DEMANDS}) == len(DEMANDS)
    unmet = {demand.name for demand in DEMANDS if not demand.met}
    assert unmet == {"digital-credentials-api"}
    assert {demand.side for demand in DEMANDS} == set(Side)
    said = (ROOT / "docs" / "formats" / "wallets.md").read_text(encoding="utf-8")
    for demand in DEMANDS:
        line = f"| `{demand.name}` | {demand.side} | {demand.place} | {'yes' if demand.met else '**no**'}"
        assert line in said, line
