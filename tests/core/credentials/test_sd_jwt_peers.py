"""Selective disclosure with two implementations that share no code with ours: the reference package, and openvc."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwcrypto.jwk import JWK
from openvc import VerificationPolicy, verify_credential
from openvc.did.base import DidResolverRegistry
from openvc.errors import OpenvcError
from openvc.keys import P256SigningKey
from openvc.proof.sd_jwt import SdJwtVcProofSuite
from openvc.resolvers import default_status_list_token_resolver
from sd_jwt.common import SDObj
from sd_jwt.holder import SDJWTHolder
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.utils.yaml_specification import load_yaml_specification, remove_sdobj_wrappers
from sd_jwt.verifier import SDJWTVerifier

from tanym.core.credentials.compose.learning_claims import VCT
from tanym.core.credentials.proofs import sd_jwt
from tanym.core.credentials.proofs.disclosures import reveal
from tests.core.credentials.cast import NOW, Key, World, verified
from tests.core.credentials.presenting import AIGULS_KEY, AUDIENCE, NONCE, bind, choose, salts
from tests.core.credentials.selective import ASKED, KEY, KID, PLACE, SITE, credential, listed, network
from tests.places import SHARED, shared

FOLDER = SHARED / "vectors" / "sd-jwt"
PEM = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def secret(key: Key) -> Any:
    return JWK.from_pem(key.private.private_bytes(*PEM))


def specifications() -> list[Path]:
    return sorted(FOLDER.glob("*/*/specification.yml"))


def paths(claims: Any, here: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where the specification says that a claim may be held back."""
    items = (
        claims.items() if isinstance(claims, dict) else enumerate(claims) if isinstance(claims, list) else ()
    )
    for name, value in items:
        key, inner = (name.value if isinstance(name, SDObj) else name), value
        if isinstance(name, SDObj) or isinstance(value, SDObj):
            yield (*here, key)
            inner = value.value if isinstance(value, SDObj) else value
        yield from paths(inner, (*here, key))


@pytest.mark.parametrize("path", specifications() or [FOLDER], ids=lambda path: path.parent.name)
def test_a_published_description_is_issued_shown_and_read_alike(path: Path) -> None:
    shared("vectors/sd-jwt")
    described = load_yaml_specification(path)
    claims = {"iss": SITE, **remove_sdobj_wrappers(described["user_claims"])}
    ours = sd_jwt.issue(
        claims,
        disclosable=list(paths(described["user_claims"])),
        signer=KEY,
        salts=salts(),
        holder=AIGULS_KEY.jwk,
        typ="example+sd-jwt",
    )
    theirs = SDJWTIssuer({**described["user_claims"], "iss": SITE}, secret(KEY), secret(AIGULS_KEY))
    shown = []
    for issued in (ours, theirs.sd_jwt_issuance):
        holder = SDJWTHolder(issued)
        asked = described["holder_disclosed_claims"]
        holder.create_presentation(asked, NONCE, AUDIENCE, secret(AIGULS_KEY), "ES256")
        presented = holder.sd_jwt_presentation
        peer = SDJWTVerifier(presented, lambda *_: secret(KEY), AUDIENCE, NONCE).get_verified_payload()
        parts = sd_jwt.read(presented)
        found = reveal(parts.token.claims, parts.disclosures)
        assert found == peer
        shown.append(
            {name: value for name, value in found.items() if name not in ("iss", "cnf", "iat", "exp")}
        )
    assert shown[0] == shown[1]
    if "expect_verified_user_claims" in described:
        assert shown[0] == described["expect_verified_user_claims"]


def test_the_json_form_of_the_reference_package_is_read() -> None:
    issued = SDJWTIssuer(
        {"iss": SITE, "vct": VCT, SDObj("family_name"): "Seiitova"},
        secret(KEY),
        secret(AIGULS_KEY),
        serialization_format="json",
        extra_header_parameters={"typ": "dc+sd-jwt", "kid": KID},
    )
    holder = SDJWTHolder(issued.sd_jwt_issuance, serialization_format="json")
    holder.create_presentation({"family_name": True})
    document = json.loads(holder.sd_jwt_presentation)
    document["header"] = {"disclosures": document.pop("disclosures")}  # a draft had them beside the header
    found = verified(document, network())
    assert found.judged().accepted
    assert found.credential is not None
    assert found.credential["family_name"] == "Seiitova"


def openvc_verifies(text: str, world: World, nonce: str = NONCE) -> Any:
    def fetch(url: str) -> Any:
        found = world.fetch(url)
        return json.loads(found) if found.startswith(b"{") else found.decode()

    policy = VerificationPolicy(
        now=NOW, audience=AUDIENCE, nonce=nonce, require_key_binding=True, expected_vct=VCT
    )
    return verify_credential(
        text,
        policy=policy,
        jwt_vc_issuer_fetch=fetch,
        resolve_status_list_token=default_status_list_token_resolver(jwt_vc_issuer_fetch=fetch, fetch=fetch),
        resolver=DidResolverRegistry([]),
    )


def test_openvc_verifies_what_we_issue_and_asks_our_list() -> None:
    result = openvc_verifies(bind(choose(credential(), ["family_name"])), network())
    assert (result.issuer, result.key_bound, result.status.status) == (SITE, True, 0)
    assert result.credential["family_name"] == "Seiitova"
    assert "given_name" not in result.credential


@pytest.mark.parametrize("value", [1, 2])
def test_openvc_sees_that_ours_is_revoked_or_suspended(value: int) -> None:
    with pytest.raises(OpenvcError):
        openvc_verifies(bind(credential()), network(listed({PLACE: value})))


def test_openvc_sees_that_ours_was_shown_for_another_request() -> None:
    with pytest.raises(OpenvcError):
        openvc_verifies(bind(credential()), network(), nonce="another")


def test_we_verify_what_openvc_issues_and_shows() -> None:
    suite = SdJwtVcProofSuite()
    claims = {"iss": SITE, "family_name": "Seiitova", "given_name": "Aigul", "iat": int(NOW.timestamp()) - 60}
    issued = suite.issue(
        claims,
        signing_key=P256SigningKey(KEY.private, KID),
        disclosable=["family_name", "given_name"],
        holder_jwk=dict(AIGULS_KEY.jwk),
        vct=VCT,
        decoys=3,
    )
    found = verified(bind(choose(issued, ["family_name"])).encode(), network(), expected=ASKED)
    assert found.judged().accepted
    assert found.credential is not None
    assert found.credential["family_name"] == "Seiitova"
    assert "given_name" not in found.credential
    shown = suite.create_presentation(
        issued, holder_key=P256SigningKey(AIGULS_KEY.private, "x"), audience=AUDIENCE, nonce=NONCE
    )
    now = datetime.now(UTC)  # openvc signs with the clock of the machine
    assert verified(shown.encode(), network(listed(until=None)), expected=ASKED, now=now).judged().accepted
