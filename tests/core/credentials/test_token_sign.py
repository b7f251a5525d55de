"""Credentials as signed tokens: what we sign, we read, and so does a library of another house."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OKPKey

from tanym.core.credentials.checks import Name
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.ports import Offline
from tanym.core.credentials.proofs import token
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import NOW, Key, code, issued, verified

KINDS = (KeyKind.ED25519, KeyKind.P256, KeyKind.P384, KeyKind.P521)


def signed_by(kind: KeyKind, typ: str, **change: Any) -> tuple[str, Key]:
    """Aigul's badge as a token, signed by a key that speaks for itself."""
    key = Key(9, kind)
    own = f"did:key:{key.multibase}"
    badge = {**issued(), "issuer": {**issued()["issuer"], "id": own}, **change}
    badge.pop("credentialStatus", None)
    return token.sign(badge, signer=key, kid=f"{own}#{key.multibase}", typ=typ), key


@pytest.mark.parametrize("typ", ["vc+jwt", "JWT"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_token_is_read_by_us_and_by_another_library(kind: KeyKind, typ: str) -> None:
    text, key = signed_by(kind, typ)
    verification = verified(text.encode())
    assert code(verification, Name.SIGNATURE) == "signed"
    assert code(verification, Name.SCHEMA) == "structure-as-expected"
    importer = OKPKey if kind is KeyKind.ED25519 else ECKey
    theirs = jws.deserialize_compact(
        text, importer.import_key(dict(key.jwk)), algorithms=[token.ALGORITHM_OF[kind]]
    )
    assert json.loads(theirs.payload)["name"] == issued()["name"]
    assert "proof" not in json.loads(theirs.payload)


def test_vc_jwt_holds_the_credential_alone_and_open_badges_repeats_its_claims() -> None:
    vc, badge = (token.read(signed_by(KeyKind.P256, typ)[0]) for typ in ("vc+jwt", "JWT"))
    assert (vc.header["typ"], vc.header["cty"], badge.header["typ"]) == ("vc+jwt", "vc", "JWT")
    assert set(badge.header) == {"alg", "typ", "kid"}  # Open Badges 3.0, 8.2: no other headers
    assert vc.claims == vc.credential == badge.credential
    credential = badge.credential
    assert badge.claims["iss"] == credential["issuer"]["id"]
    assert badge.claims["jti"] == credential["id"]
    assert badge.claims["nbf"] == int(badge.claims["nbf"])
    assert ("sub" in badge.claims) == ("id" in credential["credentialSubject"])


def test_the_end_of_a_credential_is_the_end_of_its_token() -> None:
    ends = (NOW + timedelta(days=1)).isoformat()
    text, _ = signed_by(KeyKind.ED25519, "JWT", validUntil=ends)
    assert token.read(text).claims["exp"] == int((NOW + timedelta(days=1)).timestamp())
    with pytest.raises(InvalidValue) as refused:
        signed_by(KeyKind.ED25519, "JWT", validUntil="tomorrow")
    assert refused.value.code == "credential.date-malformed"


def test_another_type_is_not_signed() -> None:
    with pytest.raises(InvalidValue) as refused:
        signed_by(KeyKind.ED25519, "dpop+jwt")
    assert refused.value.code == "credential.type-header-mismatch"


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_token_does_not_verify(kind: KeyKind) -> None:
    head, payload, signature = signed_by(kind, "vc+jwt")[0].split(".")
    other = signed_by(kind, "vc+jwt", name="Another name")[0].split(".")[1]
    assert other != payload
    issuer = f"did:key:{Key(9, kind).multibase}"
    for text in (f"{head}.{other}.{signature}", f"{head}.{payload}.{signature[::-1]}"):
        with pytest.raises(InvalidValue) as refused:
            token.verify(token.read(text), issuer=issuer, now=NOW, fetcher=Offline())
        assert refused.value.code in ("credential.signature-invalid", "credential.token-malformed")
