"""Credentials as tokens made to deceive: headers, repeated claims and broken forms, each with its reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tanym.core.credentials.keys import base64url_text
from tanym.core.credentials.moments import moment
from tanym.core.credentials.proofs.token import compact
from tests.core.credentials.cast import ISSUER, KOKZHAR, METHOD, NOW, STRANGER
from tests.core.credentials.siblings.forging import ABSENT, GOOD, reason

BADGE = {name: value for name, value in GOOD.items() if name != "proof"}
BEGINS, AT = int(moment(BADGE["validFrom"]).timestamp()), int(NOW.timestamp())


def token(claims: dict[str, Any] | None = None, header: dict[str, Any] | None = None) -> str:
    said = {**BADGE, "iss": ISSUER, "jti": BADGE["id"], "nbf": BEGINS} | (claims or {})
    head = {"typ": "JWT", "kid": METHOD} | (header or {})
    kept = ({name: value for name, value in part.items() if value is not ABSENT} for part in (head, said))
    return compact(*kept, KOKZHAR)


HEADERS = [
    ("typ", [ABSENT, "JWT", "vc+jwt", "vc+ld+jwt", "application/vc+jwt"], "ok"),
    ("cty", ["vc", "application/vc", ABSENT], "ok"),
    ("cty", ["JWT", "jwt", "text/html", "", None, 7, ["vc"], "dc+sd-jwt"], "type-header-mismatch"),
    ("typ", ["jwt", "at+jwt", "", None, ["JWT"], 7, "dc+sd-jwt", "kb+jwt", "statuslist+jwt", "vp+jwt", "logout+jwt"], "type-header-mismatch"),
    ("alg", ["none", "None", "nOnE", "HS256", "eddsa", "ES256K", None, 7, ["EdDSA"], ""], "algorithm-not-allowed"),
    ("alg", ["ES256", "RS256", "PS256", "ES384"], "key-type-mismatch"),
    ("alg", ["Ed25519"], "ok"),
    ("kid", [ABSENT, None, "", 7, "#x", KOKZHAR.multibase, ISSUER, "../../etc/passwd", f"{METHOD}?x", [METHOD]], "verification-method-invalid"),
    ("kid", ["https://evil.example/k", "http://127.0.0.1/k", "file:///etc/passwd"], "key-source-unsupported"),
    ("kid", [f"did:web:evil.example#{KOKZHAR.multibase}", f"did:key:{STRANGER.multibase}#{STRANGER.multibase}"], "issuer-key-mismatch"),
    ("kid", [f"#{KOKZHAR.multibase}"], "ok"),
    ("jwk", [dict(STRANGER.jwk)], "issuer-key-mismatch"),
    ("jwk", [{**KOKZHAR.jwk, "d": "AA"}, {"kty": "oct", "k": "AA"}], "header-not-allowed"),
    ("jwk", [None, "x", {}, []], "key-malformed"),
    ("jwk", [dict(KOKZHAR.jwk)], "ok"),
    ("crit", [["b64"], ["exp"], [], None, "x"], "critical-header-unknown"),
    ("iss", ["did:web:evil.example", None, 7], "issuer-mismatch"),
    *((name, [value], "header-not-allowed") for name, value in (("jku", "https://evil.example"), ("x5u", "https://evil.example"), ("x5c", ["AAAA"]), ("x5t", "x"), ("b64", False), ("zip", "DEF"), ("exp", 1), ("epk", {}))),
]  # fmt: skip
CLAIMS = [
    ("iss", [None, "", "did:web:evil.example", [ISSUER], {"id": ISSUER}, 7], "issuer-mismatch"),
    ("sub", ["x", 7], "subject-mismatch"),
    ("proof", [{**GOOD["proof"], "proofValue": "z" + "2" * 88}], "signature-invalid"),
    ("proof", [[], None], "proof-missing"),
    ("jti", ["x", None, ""], "id-mismatch"),
    ("nbf", [None, "x", str(BEGINS), True, -1, 1e20, [1]], "date-malformed"),
    ("nbf", [BEGINS + 1], "date-mismatch"),
    ("nbf", [AT + 60], "not-yet-valid"),
    ("exp", [None, "x", str(AT + 60), True, 1e20, -1, []], "date-malformed"),
    ("exp", [AT, AT - 1], "expired"),
    ("exp", [AT + 1], "ok"),
    ("iat", ["x", None, True], "date-malformed"),
    ("iat", [AT + 1, "2027-01-01T00:00:00Z"], "not-yet-valid"),
    ("vc", [{}, None, "x", [], BADGE, {"credentialSubject": {"id": "urn:evil"}}], "ambiguous-member"),
    ("vp", [{}, BADGE], "ambiguous-member"),
    ("issuer", [{**GOOD["issuer"], "id": "did:web:evil.example"}], "issuer-key-mismatch"),
    ("credentialSubject", [{}, [], None], "subject-invalid"),
    ("@context", [None, []], "context-invalid"),
    ("id", [ABSENT, "x"], "id-not-url"),
    ("iss", [ABSENT], "ok"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "wanted"), HEADERS)
def test_a_header_says_little_and_nothing_more(name: str, values: list[Any], wanted: str) -> None:
    assert [reason(token(header={name: value}).encode()) for value in values] == [wanted] * len(values)


@pytest.mark.parametrize(("name", "values", "wanted"), CLAIMS)
def test_a_claim_repeats_what_the_credential_says(name: str, values: list[Any], wanted: str) -> None:
    assert [reason(token({name: value}).encode()) for value in values] == [wanted] * len(values)


AIGUL = "did:example:aigul"
SUBJECT = {**BADGE["credentialSubject"], "id": AIGUL}


@pytest.mark.parametrize("subject", [SUBJECT, [SUBJECT]], ids=["alone", "in a list"])
def test_a_token_names_the_subject_of_its_credential(subject: Any) -> None:
    assert reason(token({"sub": AIGUL, "credentialSubject": subject}).encode()) == "ok"
    assert (
        reason(token({"sub": "did:example:samal", "credentialSubject": subject}).encode())
        == "subject-mismatch"
    )


@pytest.mark.parametrize(
    "kid", [f"did:web:evil.example#{KOKZHAR.multibase}", f"{ISSUER}#other", "https://evil.example/k"]
)
def test_two_names_of_a_key_name_one_key(kid: str) -> None:
    assert reason(token(header={"jwk": dict(KOKZHAR.jwk), "kid": kid}).encode()) == "issuer-key-mismatch"


def former(vc: Any = BADGE, typ: str = "JWT", **claims: Any) -> bytes:
    """The form before VCDM 2.0: the credential in a claim of its own."""
    said = {"iss": ISSUER, "jti": BADGE["id"], "nbf": BEGINS, "vc": vc} | claims
    return compact({"typ": typ, "kid": METHOD}, said, KOKZHAR).encode()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (former(), "ok"),
        (former(typ="vc+jwt"), "ambiguous-member"),
        (
            former({**BADGE, "issuer": {**BADGE["issuer"], "id": "did:web:evil.example"}}),
            "issuer-key-mismatch",
        ),
        (former({**BADGE, "id": "urn:x:1"}), "id-mismatch"),
        (former(exp=AT - 1), "expired"),
        (former(type=["VerifiableCredential"]), "ambiguous-member"),
        (former(None), "ambiguous-member"),
    ],
)
def test_a_credential_stands_in_one_place_of_the_token(text: bytes, wanted: str) -> None:
    assert reason(text) == wanted


HEAD, BODY, SIGNATURE = token().split(".")
FORMS = {
    f"{HEAD}.{BODY}.": "signature-invalid",
    f"{HEAD}.{BODY}": "token-malformed",
    f"{HEAD}.{BODY}.{SIGNATURE}.x": "token-malformed",
    f"{HEAD}.{BODY}.{SIGNATURE}.{BODY}.{SIGNATURE}": "token-malformed",  # encrypted (JWE)
    f"{HEAD}.{BODY}.{SIGNATURE}.": "token-malformed",
    f"{HEAD}.{BODY}.{SIGNATURE}\n{HEAD}.{BODY}.{SIGNATURE}": "token-malformed",
    f"{HEAD}.{BODY}.{SIGNATURE}=": "token-malformed",
    f"{HEAD}=.{BODY}.{SIGNATURE}": "token-malformed",
    f"{HEAD}.{BODY}.{SIGNATURE[:-2]}+/": "token-malformed",
    f"{HEAD}.\n{BODY}.{SIGNATURE}": "token-malformed",
    f"{HEAD}..{SIGNATURE}": "token-without-payload",
    f"{HEAD}.{BODY}.{base64url_text(bytes(64))}": "signature-invalid",
    f"{HEAD}.{BODY}.{SIGNATURE}AAAA": "signature-invalid",
    f"{HEAD}.{BODY}.{SIGNATURE[:-6]}": "signature-invalid",
    f"{HEAD}.{token({'name': 'Medicine'}).split('.')[1]}.{SIGNATURE}": "signature-invalid",
    f"{base64url_text(b'[]')}.{BODY}.{SIGNATURE}": "json-invalid",
    f"{HEAD}.{base64url_text(b'[]')}.{SIGNATURE}": "json-invalid",
    f"{base64url_text(json.dumps({'alg': 'EdDSA'}).encode('utf-16'))}.{BODY}.{SIGNATURE}": "json-invalid",
    base64url_text(b'{"alg":"EdDSA","alg":"none"}') + f".{BODY}.{SIGNATURE}": "json-duplicate-member",
    HEAD + "." + base64url_text(b'{"a":1,"a":2}') + f".{SIGNATURE}": "json-duplicate-member",
    f"Bearer {HEAD}.{BODY}.{SIGNATURE}": "json-invalid",
    f" {HEAD}.{BODY}.{SIGNATURE} \n": "ok",
}


PART: dict[str, Any] = {"protected": HEAD, "signature": SIGNATURE}
SERIALISED = [
    {"payload": BODY, **PART},
    {"payload": BODY, "signatures": [PART]},
    {"payload": BODY, "signatures": [PART, PART]},
    {"payload": BODY, "signatures": []},
    {"payload": BODY, "signatures": None},
    {"payload": None, "signatures": [PART]},
    {"protected": HEAD, "encrypted_key": "AA", "iv": "AA", "ciphertext": "AA", "tag": "AA"},
    {"protected": HEAD, "recipients": [{}], "iv": "AA", "ciphertext": "AA", "tag": "AA"},
]


@pytest.mark.parametrize("document", SERIALISED, ids=range(len(SERIALISED)))
def test_a_credential_does_not_travel_as_a_token_in_json(document: dict[str, Any]) -> None:
    assert reason(document) == "format-unsupported"


@pytest.mark.parametrize(("text", "wanted"), FORMS.items(), ids=range(len(FORMS)))
def test_a_token_is_three_parts_and_no_more(text: str, wanted: str) -> None:
    assert reason(text.encode()) == wanted
