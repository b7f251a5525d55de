"""Issuers made to deceive: identifiers that lead astray, and documents that are not the issuer's word."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.core.credentials import did
from tests.core.credentials.cast import ISSUER, KOKZHAR, METHOD, STRANGER, World
from tests.core.credentials.siblings.forging import ABSENT, GOOD, changed, reason, resigned

PLACE = did.web_address(ISSUER)
KEY = {"id": METHOD, "type": "Multikey", "controller": ISSUER, "publicKeyMultibase": KOKZHAR.multibase}
JWK = {"id": METHOD, "type": "JsonWebKey", "controller": ISSUER}


def signed_by(issuer: str) -> dict[str, Any]:
    """A badge in the name of this issuer, signed with Kokzhar's key."""
    bare = {name: value for name, value in GOOD.items() if name != "credentialStatus"}
    return resigned(changed("issuer/id", issuer, bare), method=f"{issuer}#{KOKZHAR.multibase}")


@pytest.mark.parametrize(
    ("issuer", "wanted"),
    [
        (ISSUER, "ok"),
        (f"did:key:{KOKZHAR.multibase}", "ok"),
        *((f"did:web:kokzhar.example{rest}", "did-malformed") for rest in (":", ":..", ":..:x", ":.:x", "%2Fx", ":%2e%2e:x", ":a%2Fb", "?x=1", "/x")),
        *((f"did:web:{host}", "did-malformed") for host in ("", "user@kokzhar.example", "user%40kokzhar.example", "[::1]", "%5B%3A%3A1%5D", "пример.example")),
        *((f"did:web:{host}", "url-not-allowed") for host in ("127.0.0.1", "localhost", "10.0.0.1", "0x7f000001", "2130706433", "127.1", "kokzhar", "kokzhar.local", "a..b", "-a.example", "kokzhar.example.", "kokzhar.example%3A8443")),
        *((f"did:key:{text}", "key-malformed") for text in ("z", "z6Mkxx", "u" + "A" * 46)),
        ("did:jwk:x", "did-malformed"),
        ("did:jwk:e30", "key-malformed"),
        *((one, "did-method-unsupported") for one in ("did:example:1", "did:ion:1", "did:WEB:kokzhar.example", "urn:x:1", "http://kokzhar.example/i", "file:///x", "data:,x")),
        ("https://127.0.0.1/i", "url-not-allowed"),
        ("https://elsewhere.example/i", "unavailable"),
    ],
)  # fmt: skip
def test_an_identifier_leads_to_the_issuer_or_nowhere(issuer: str, wanted: str) -> None:
    network = World({PLACE: did.did_document(ISSUER, [did.PublishedKey(KOKZHAR.multibase)])})
    assert reason(signed_by(issuer), network) == wanted
    if wanted not in ("ok", "unavailable"):
        assert network.asked == []


DOCUMENTS = [
    ("id", [ABSENT, None, "did:web:other.example", [ISSUER]], "did-document-invalid"),
    ("verificationMethod", [KEY, "x", 7, [KEY, KEY], [KEY, {**KEY, "publicKeyMultibase": STRANGER.multibase}]], "did-document-invalid"),
    ("verificationMethod", [ABSENT, None, [], ["x", None, 7]], "verification-method-invalid"),
    ("verificationMethod", [[{**KEY, "controller": one}] for one in ("did:web:other.example", [ISSUER], None)], "verification-method-invalid"),
    ("verificationMethod", [[{**KEY, "id": f"did:web:other.example#{KOKZHAR.multibase}"}], [{**KEY, "id": 7}]], "verification-method-invalid"),
    ("verificationMethod", [[{**KEY, "publicKeyMultibase": one}] for one in ("", "z", 7, None)], "verification-method-invalid"),
    ("verificationMethod", [[{**JWK, "publicKeyJwk": one}] for one in ({**KOKZHAR.jwk, "d": "AA"}, {"kty": "oct", "k": "AA"}, "x")], "verification-method-invalid"),
    ("verificationMethod", [[{**KEY, "publicKeyJwk": dict(STRANGER.jwk)}], [{**KEY, "secretKeyMultibase": "z3u2"}]], "verification-method-invalid"),
    ("verificationMethod", [[{**KEY, "type": one}] for one in ("X25519KeyAgreementKey2020", "JsonWebKey", "multikey", "", None, 7, ["Multikey"])], "verification-method-invalid"),
    ("verificationMethod", [[{**KEY, "type": "Ed25519VerificationKey2020"}]], "ok"),
    ("verificationMethod", [[{**KEY, "id": f"{ISSUER}#{number}"} for number in range(501)]], "did-document-invalid"),
    ("verificationMethod", [[{**KEY, "revoked": "x"}], [{**KEY, "expires": 7}]], "verification-method-invalid"),
    ("verificationMethod", [[{**KEY, "publicKeyMultibase": STRANGER.multibase}]], "signature-invalid"),
    ("verificationMethod", [[{**JWK, "publicKeyJwk": dict(KOKZHAR.jwk)}], [{**KEY, "id": f"#{KOKZHAR.multibase}"}]], "ok"),
    ("verificationMethod", [[{**KEY, "revoked": "2026-11-01T00:00:00Z"}], [{**KEY, "expires": "2026-11-01T00:00:00Z"}]], "key-ended"),
    ("verificationMethod", [[{**KEY, "revoked": "2026-11-21T00:00:00Z"}]], "key-withdrawn"),
    ("verificationMethod", [[{**KEY, "revoked": "2027-01-01T00:00:00Z"}]], "ok"),
    ("assertionMethod", [ABSENT, None, [], [f"{ISSUER}#x"], [7]], "verification-method-not-authorised"),
    ("assertionMethod", [METHOD, {"id": METHOD}], "did-document-invalid"),
    ("assertionMethod", [[f"#{KOKZHAR.multibase}"]], "ok"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "values", "wanted"), DOCUMENTS)
def test_the_issuers_document_decides_which_key_may_assert(path: str, values: list[Any], wanted: str) -> None:
    published = did.did_document(ISSUER, [did.PublishedKey(KOKZHAR.multibase)])
    badge = signed_by(ISSUER)
    found = [reason(badge, World({PLACE: changed(path, value, published)})) for value in values]
    assert found == [wanted] * len(values)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"null", b"\xff", b"{", b"<html>", b'{"id":1,"id":1}', b"[" * 100], ids=repr
)
def test_what_is_no_document_names_no_key(data: bytes) -> None:
    assert reason(signed_by(ISSUER), World({PLACE: data})) == "did-document-invalid"
