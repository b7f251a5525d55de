"""SD-JWT credentials made to deceive: each class of the published cases with its siblings, each with its reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tanym.core.credentials.expected import Expected
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.proofs import sd_jwt
from tests.core.credentials.cast import NOW, Key, World, verified
from tests.core.credentials.presenting import AIGULS_KEY, bind, choose
from tests.core.credentials.selective import (
    ASKED,
    KEY,
    SITE,
    STRANGER,
    credential,
    digests,
    disclosure,
    forged,
    network,
)
from tests.core.credentials.siblings.forging import GOOD

A, B = disclosure("s" * 22, "family_name", "Seiitova"), disclosure("t" * 22, "given_name", "Aigul")
HIDDEN = {"_sd": digests(A, B), "_sd_alg": "sha-256"}


def judged(text: str, world: World | None = None, expected: Expected | None = None) -> str:
    """`ok`, or the reason of the refusal."""
    found = verified(text.encode(), world or network(), expected=expected, register=None).judged()
    return found.reason.removeprefix("credential.") or "ok"


def test_a_whole_credential_and_a_presentation_are_accepted() -> None:
    assert judged(credential()) == "ok"
    shown = bind(choose(credential(), ["family_name"]))
    found = verified(shown.encode(), network(), expected=ASKED)
    assert found.judged().accepted
    assert found.credential is not None
    assert found.credential["family_name"] == "Seiitova"
    assert "given_name" not in found.credential


def test_what_is_not_asked_for_is_not_needed() -> None:
    assert judged(bind(credential())) == "ok"
    assert judged(credential(), expected=Expected()) == "ok"


NESTED = disclosure("n" * 22, "address", {"_sd": digests(A)})
ELEMENT = disclosure("e" * 22, "one")


@pytest.mark.parametrize(
    ("claims", "disclosures", "reason"),
    [
        (HIDDEN, [A, B], "ok"),
        (HIDDEN, [B, A], "ok"),
        (HIDDEN, [], "ok"),
        ({"_sd": digests(NESTED)}, [NESTED, A], "ok"),
        ({"_sd": digests(NESTED)}, [A], "disclosure-unreferenced"),
        ({"list": [{"...": digests(ELEMENT)[0]}]}, [ELEMENT], "ok"),
        (HIDDEN, [A, A], "disclosure-duplicate"),
        ({"_sd": digests(A, A)}, [A], "digest-duplicate"),
        ({"_sd": digests(A), "in": {"_sd": digests(A)}}, [A], "digest-duplicate"),
        ({"_sd": digests(A), "in": [{"...": digests(A)[0]}]}, [], "digest-duplicate"),
        ({"_sd": [7]}, [], "digest-malformed"),
        ({"_sd": [""]}, [], "digest-malformed"),
        ({"_sd": "x"}, [], "digest-malformed"),
        ({"_sd": {"x": 1}}, [], "digest-malformed"),
        ({"list": [{"...": 7}]}, [], "digest-malformed"),
        ({"list": [{"...": digests(ELEMENT)[0], "more": 1}]}, [ELEMENT], "digest-malformed"),
        ({"...": digests(A)[0]}, [A], "digest-malformed"),
        ({"in": {"...": digests(A)[0]}}, [A], "digest-malformed"),
        ({"in": {"_sd_alg": "sha-256"}}, [], "digest-malformed"),
        ({"list": [{"...": digests(A)[0]}]}, [A], "disclosure-malformed"),
        ({"_sd": digests(ELEMENT)}, [ELEMENT], "disclosure-malformed"),
        (HIDDEN, [disclosure("s", "x", 1)], "disclosure-unreferenced"),
        (HIDDEN, ["****"], "disclosure-malformed"),
        (HIDDEN, ["e30"], "disclosure-malformed"),
        (HIDDEN, [disclosure(7, "x", 1)], "disclosure-malformed"),
        (HIDDEN, [disclosure("s", 7, 1)], "disclosure-malformed"),
        (HIDDEN, [disclosure("s", "x", 1, 2)], "disclosure-malformed"),
        (HIDDEN, ["WyJzIiwieCIseyJhIjoxLCJhIjoyfV0"], "disclosure-malformed"),  # a member twice inside
        (HIDDEN, ["WyJzIiwieCIsTmFOXQ"], "disclosure-malformed"),  # NaN inside
        (HIDDEN, [A + "A"], "disclosure-malformed"),  # left-over bits
        (HIDDEN | {"_sd_alg": "sha-1"}, [A], "hash-not-allowed"),
        (HIDDEN | {"_sd_alg": 256}, [A], "hash-not-allowed"),
        (HIDDEN | {"_sd_alg": "SHA-256"}, [A], "hash-not-allowed"),
        (HIDDEN | {"_sd_alg": None}, [A], "hash-not-allowed"),
    ],
)  # fmt: skip
def test_a_disclosure_fits_its_digest_and_its_place(
    claims: dict[str, Any], disclosures: list[str], reason: str
) -> None:
    assert judged(forged(claims, disclosures)) == reason


@pytest.mark.parametrize("name", ["iss", "nbf", "exp", "cnf", "vct", "status", "vct#integrity"])
def test_what_a_verifier_relies_on_cannot_be_held_back(name: str) -> None:
    hidden = disclosure("s" * 22, name, 1)
    claims = {"_sd": digests(hidden)}
    reason = "disclosure-claim-conflict" if name in ("iss", "vct") else "claim-not-disclosable"
    assert judged(forged(claims, [hidden])) == reason


@pytest.mark.parametrize("name", ["_sd", "_sd_alg", "..."])
@pytest.mark.parametrize("nested", [False, True])
def test_the_words_of_the_format_are_no_names_of_claims(name: str, nested: bool) -> None:
    hidden = disclosure("s" * 22, name, ["x"])
    claims = {"in": {"_sd": digests(hidden)}} if nested else {"_sd": digests(hidden)}
    assert judged(forged(claims, [hidden])) == "disclosure-name-reserved"


def test_a_nested_disclosure_replaces_nothing() -> None:
    hidden = disclosure("s" * 22, "country", "XX")
    claims = {"address": {"country": "KZ", "_sd": digests(hidden)}}
    assert judged(forged(claims, [hidden])) == "disclosure-claim-conflict"


def test_disclosures_nested_without_end_are_refused() -> None:
    chain = [disclosure("0" * 22, "a", 1)]
    for depth in range(80):
        chain.append(disclosure(f"{depth:022}", "a", {"_sd": digests(chain[-1])}))
    assert judged(forged({"_sd": digests(chain[-1])}, chain)) == "input-too-deep"


PAST, FUTURE = int((NOW - timedelta(days=1)).timestamp()), int((NOW + timedelta(days=1)).timestamp())


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"vct": None}, "vct-missing"),
        ({"vct": ""}, "vct-missing"),
        ({"vct": 1}, "vct-missing"),
        ({"vct": ["urn:x"]}, "vct-missing"),
        ({"vct": "urn:another"}, "vct-mismatch"),
        ({"exp": PAST}, "expired"),
        ({"exp": str(FUTURE)}, "date-malformed"),
        ({"exp": True}, "date-malformed"),
        ({"exp": None}, "date-malformed"),
        ({"exp": 1e300}, "date-malformed"),
        ({"nbf": FUTURE}, "not-yet-valid"),
        ({"nbf": "tomorrow"}, "date-malformed"),
        ({"iat": FUTURE}, "not-yet-valid"),
        ({"date_of_expiry": "2026-01-01"}, "expired"),
        ({"iss": ["https://kokzhar.example"]}, "issuer-invalid"),
        ({"iss": None}, "issuer-invalid"),
        ({"iss": "http://kokzhar.example"}, "issuer-invalid"),
        ({"iss": "https://kokzhar.example?x=1"}, "issuer-invalid"),
        ({"iss": "https://elsewhere.example"}, "unavailable"),
        ({"iss": "https://127.0.0.1"}, "url-not-allowed"),
        ({"iss": "https://kokzhar.example:8443"}, "url-not-allowed"),
        ({"iss": "https://user@kokzhar.example"}, "url-not-allowed"),
        ({"iss": "did:web:localhost%3A8000"}, "url-not-allowed"),
        ({"iss": "did:example:1"}, "did-method-unsupported"),
        ({"status": 1}, "status-entry-malformed"),
        ({"status": {}}, "status-entry-malformed"),
        ({"status": {"other_list": {}}}, "status-type-unsupported"),
    ],
)  # fmt: skip
def test_each_claim_is_of_its_kind(claims: dict[str, Any], reason: str) -> None:
    world = network()
    assert judged(bind(forged({"cnf": {"jwk": AIGULS_KEY.jwk}} | claims)), world, ASKED) == reason


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"typ": "vc+sd-jwt"}, "ok"),
        ({"typ": None}, "type-header-mismatch"),
        ({"typ": ["dc+sd-jwt"]}, "type-header-mismatch"),
        ({"typ": "kb+jwt"}, "type-header-mismatch"),
        ({"typ": "DC+SD-JWT"}, "type-header-mismatch"),
        ({"alg": "none"}, "algorithm-not-allowed"),
        ({"alg": "HS256"}, "algorithm-not-allowed"),
        ({"alg": ["ES256"]}, "algorithm-not-allowed"),
        ({"alg": "ES384"}, "key-type-mismatch"),
        ({"alg": "EdDSA"}, "key-type-mismatch"),
        ({"crit": ["b64"], "b64": False}, "critical-header-unknown"),
        ({"crit": []}, "critical-header-unknown"),
        ({"b64": False}, "header-not-allowed"),
        ({"jku": "https://evil.example/keys"}, "header-not-allowed"),
        ({"x5u": "https://evil.example/cert"}, "header-not-allowed"),
        ({"jwk": dict(STRANGER.jwk)}, "header-not-allowed"),
        ({"x5c": ["AAAA"]}, "ok"),  # no authority is trusted here, so a certificate says nothing
        ({"kid": "key-2"}, "verification-method-invalid"),
        ({"kid": 7}, "verification-method-invalid"),
        ({"kid": f"{SITE}#key-1"}, "verification-method-invalid"),
        ({"kid": None}, "ok"),  # the issuer publishes one key only
    ],
)  # fmt: skip
def test_the_header_says_little_and_nothing_more(header: dict[str, Any], reason: str) -> None:
    assert judged(forged({}, **header)) == reason


@pytest.mark.parametrize(
    ("metadata", "reason"),
    [
        ({"issuer": "https://other.example"}, "issuer-metadata-invalid"),
        ({"issuer": SITE + "/"}, "issuer-metadata-invalid"),
        ({"jwks_uri": f"{SITE}/keys"}, "issuer-metadata-invalid"),
        ({"jwks": []}, "issuer-metadata-invalid"),
        ({"jwks": {"keys": {}}}, "issuer-metadata-invalid"),
        ({"jwks": {"keys": ["x"]}}, "issuer-metadata-invalid"),
        ({"jwks": {"keys": []}}, "verification-method-invalid"),
        ({"jwks": {"keys": [{**KEY.jwk, "kid": "key-1"}] * 2}}, "verification-method-invalid"),
        ({"jwks": {"keys": [{**STRANGER.jwk, "kid": "key-1"}]}}, "signature-invalid"),
        ({"jwks": {"keys": [{**KEY.jwk, "kid": "key-1", "use": "enc"}]}}, "verification-method-not-authorised"),
        ({"jwks": {"keys": [{**KEY.jwk, "kid": "key-1", "key_ops": ["sign"]}]}}, "verification-method-not-authorised"),
        ({"jwks": {"keys": [{**KEY.jwk, "kid": "key-1", "alg": "ES384"}]}}, "key-type-mismatch"),
        ({"jwks": {"keys": [{**KEY.jwk, "kid": "key-1", "d": "AAAA"}]}}, "header-not-allowed"),
        ({"jwks": {"keys": [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "kid": "key-1"}]}}, "key-malformed"),
    ],
)  # fmt: skip
def test_the_issuers_own_document_decides(metadata: dict[str, Any], reason: str) -> None:
    assert judged(forged({}), network(**metadata)) == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, "ok"),
        ({"signer": STRANGER}, "key-binding-invalid"),
        ({"nonce": "another"}, "nonce-mismatch"),
        ({"nonce": None}, "nonce-mismatch"),
        ({"nonce": ["n-0S6_WzA2Mj"]}, "nonce-mismatch"),
        ({"aud": "x509_san_dns:other.example"}, "audience-mismatch"),
        ({"aud": None}, "audience-mismatch"),
        ({"aud": ["x509_san_dns:qaraghai.example"]}, "audience-mismatch"),
        ({"sd_hash": "AAAA"}, "sd-hash-mismatch"),
        ({"sd_hash": None}, "sd-hash-mismatch"),
        ({"iat": None}, "key-binding-stale"),
        ({"iat": str(int(NOW.timestamp()))}, "key-binding-stale"),
        ({"at": NOW - timedelta(minutes=6)}, "key-binding-stale"),
        ({"at": NOW + timedelta(minutes=2)}, "key-binding-stale"),
        ({"at": NOW + timedelta(seconds=30)}, "ok"),
        ({"exp": PAST}, "key-binding-stale"),
        ({"nbf": FUTURE}, "key-binding-stale"),
        ({"typ": "JWT"}, "type-header-mismatch"),
        ({"typ": None}, "type-header-mismatch"),
        ({"header": {"alg": "none"}}, "algorithm-not-allowed"),
        ({"header": {"alg": "EdDSA"}}, "key-type-mismatch"),
        ({"header": {"crit": ["x"]}}, "critical-header-unknown"),
        ({"header": {"jwk": dict(STRANGER.jwk)}}, "header-not-allowed"),
        ({"signer": Key(9)}, "key-type-mismatch"),
    ],
)  # fmt: skip
def test_the_holder_answers_this_request_and_now(changes: dict[str, Any], reason: str) -> None:
    assert judged(bind(credential(), **changes), expected=ASKED) == reason


def test_a_disclosure_added_or_taken_away_breaks_the_binding() -> None:
    shown = bind(choose(credential(), ["family_name"]))
    parts = shown.split("~")
    assert judged("~".join([parts[0], parts[-1]]), expected=ASKED) == "sd-hash-mismatch"
    given = sd_jwt.read(credential()).disclosures[-1]
    assert judged("~".join([*parts[:-1], given, parts[-1]]), expected=ASKED) == "sd-hash-mismatch"


@pytest.mark.parametrize(
    "bound",
    [
        None,
        {},
        "key",
        {"kid": "did:key:z6Mk"},
        {"jwk": "x"},
        {"jwk": {**AIGULS_KEY.jwk, "d": "AA"}},
        {"jku": "https://x"},
    ],
)
def test_a_binding_to_anything_but_a_public_key_binds_nobody(bound: Any) -> None:
    claims = {} if bound is None else {"cnf": bound}
    assert judged(bind(forged(claims)), expected=ASKED) == "key-binding-invalid"


def test_holding_is_proved_where_it_is_asked_for() -> None:
    assert judged(credential(), expected=ASKED) == "key-binding-missing"
    broken = bind(credential())[:-4] + "AAAA"
    assert judged(broken, expected=ASKED) == "key-binding-invalid"
    assert judged(broken) == "key-binding-invalid"


def test_a_stranger_signs_nothing_for_kokzhar() -> None:
    text = sd_jwt.issue({"iss": SITE, "vct": "urn:x"}, disclosable=(), signer=STRANGER, kid="key-1", salts=())
    assert judged(text) == "signature-invalid"


def test_an_sd_jwt_ends_with_a_tilde_or_a_binding() -> None:
    whole = credential()
    first = whole.split("~")[0]
    assert [judged(text) for text in (first, whole[:-1], f"{first}~~", f"{whole}~")] == [
        "token-malformed",
        "token-malformed",
        "disclosure-malformed",
        "disclosure-malformed",
    ]
    assert judged(f"{first}~") == "ok"


def test_another_kind_of_credential_is_no_answer_to_a_question_for_this_one() -> None:
    found = verified(GOOD, expected=Expected(vct="urn:x"), register=None).judged()
    assert found.reason == "credential.vct-missing"


@pytest.mark.parametrize("text", ["a.b.c~", "a.b~", "~", "~~", "a~b~c", "eyJ.eyJ.x~"])
def test_what_is_no_sd_jwt_is_refused_without_noise(text: str) -> None:
    assert judged(text) in {"token-malformed", "json-invalid", "token-without-payload"}


def test_the_json_form_is_read_too() -> None:
    found = sd_jwt.read(bind(choose(credential(), ["family_name"])))
    head, payload, signature = found.token.text.split(".")
    assert found.binding is not None
    more = {"disclosures": list(found.disclosures), "kb_jwt": found.binding.text}
    flat = {"payload": payload, "protected": head, "signature": signature, "header": more}
    general = {
        "payload": payload,
        "signatures": [{"protected": head, "signature": signature, "header": more}],
    }
    for document in (flat, general):
        assert verified(document, network(), expected=ASKED).judged().accepted
    two = {"payload": payload, "signatures": general["signatures"] * 2}
    assert verified(two, network()).judged().reason == "credential.token-malformed"


@pytest.mark.parametrize("kind", [KeyKind.ED25519, KeyKind.P256, KeyKind.P384])
def test_a_did_names_the_key(kind: KeyKind) -> None:
    key = Key(5, kind)
    did = f"did:key:{key.multibase}"
    how: dict[str, Any] = {"disclosable": (), "signer": key, "salts": ()}
    for kid in (f"{did}#{key.multibase}", f"#{key.multibase}", ""):
        assert judged(sd_jwt.issue({"iss": did, "vct": "urn:x"}, kid=kid, **how), World({})) == "ok"
    stranger = f"did:key:{STRANGER.multibase}"
    text = sd_jwt.issue({"iss": did, "vct": "urn:x"}, kid=f"{stranger}#{STRANGER.multibase}", **how)
    assert judged(text, World({})) == "issuer-key-mismatch"
