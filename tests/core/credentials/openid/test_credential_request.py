"""Requests for a credential, and what an issuer says of itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tanym.core.credentials.openid.credential_request import credential_response, read_credential_request
from tanym.core.credentials.openid.metadata import (
    Configuration,
    Endpoints,
    issuer_metadata,
)
from tanym.core.kernel.errors import InvalidValue

KNOWN, ALLOWED = ("a", "b"), ("a",)
ENDPOINTS = Endpoints("https://a.example/w", "https://a.example/c", "https://a.example/n")
ONE = Configuration("a", "dc+sd-jwt", "s", {"en": "A"}, {"vct": "urn:x"}, ("ES256",))
AS_IT_IS = Configuration("b", "ldp_vc", "s", {"en": "B"}, {}, ("eddsa-rdfc-2022",), bound=False)


def test_the_configuration_of_the_offer_is_given() -> None:
    body = json.dumps({"credential_configuration_id": "a", "proofs": {"jwt": ["x"]}}).encode()
    asked = read_credential_request(body, known=KNOWN, allowed=ALLOWED)
    assert (asked.configuration, asked.proofs) == ("a", {"jwt": ["x"]})


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid-credential-request"),
        ({"credential_configuration_id": "c"}, "unknown-credential-configuration"),
        ({"credential_configuration_id": "b"}, "invalid-credential-request"),
        ({"credential_configuration_id": 7}, "invalid-credential-request"),
        ({"credential_identifier": "a"}, "invalid-credential-request"),
        ({"credential_identifier": "a", "credential_configuration_id": "a"}, "invalid-credential-request"),
        ({"credential_configuration_id": "a", "credential_response_encryption": {}}, "invalid-encryption-parameters"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_the_error_of_the_standard(body: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_credential_request(json.dumps(body).encode(), known=KNOWN, allowed=ALLOWED)
    assert refused.value.code == f"openid.{code}"


@pytest.mark.parametrize("body", [b"", b"[]", b'{"a": 1, "a": 2}', b"\xff"])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_credential_request(body, known=KNOWN, allowed=ALLOWED)
    assert refused.value.code == "openid.invalid-credential-request"


def test_an_identifier_takes_the_place_of_the_configuration_where_one_was_given() -> None:
    def asked(**body: str) -> str:
        found = json.dumps(body).encode()
        return read_credential_request(found, known=KNOWN, allowed=ALLOWED, identified=("i",)).configuration

    assert asked(credential_identifier="i") == "i"
    with pytest.raises(InvalidValue, match="unknown-credential-identifier"):
        asked(credential_identifier="j")
    with pytest.raises(InvalidValue, match="invalid-credential-request"):
        asked(credential_configuration_id="a")


def test_one_copy_is_given_for_each_key() -> None:
    assert credential_response(["x", {"y": 1}]) == {
        "credentials": [{"credential": "x"}, {"credential": {"y": 1}}]
    }


def test_a_bound_credential_asks_for_a_proof_and_one_as_it_was_signed_does_not() -> None:
    made = issuer_metadata(ENDPOINTS, (ONE, AS_IT_IS), names={"en": "Us"})[
        "credential_configurations_supported"
    ]
    assert made["a"]["proof_types_supported"]["jwt"]["proof_signing_alg_values_supported"][0] == "ES256"
    assert made["a"]["cryptographic_binding_methods_supported"] == ["jwk", "did:key", "did:jwk"]
    assert "proof_types_supported" not in made["b"]
