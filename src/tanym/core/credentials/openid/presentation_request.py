"""Requests for a presentation (OpenID4VP 1.0, 5): who asks, for what, where the answer goes, signed or not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tanym.core.credentials.keys import KeyKind, Signer, base64url_text
from tanym.core.credentials.openid.dcql import Query
from tanym.core.credentials.openid.encryption import ENCRYPTIONS
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.certificates import written
from tanym.core.kernel.errors import InvalidValue, Refused

TYPE = "oauth-authz-req+jwt"
STATIC_DISCOVERY = "https://self-issued.me/v2"
SCHEME, HAIP_SCHEME = "openid4vp://", "haip-vp://"
VP_FORMATS: Mapping[str, Any] = {
    "dc+sd-jwt": {"sd-jwt_alg_values": ["ES256"], "kb-jwt_alg_values": ["ES256"]},
}


class Prefix(StrEnum):
    """How a wallet learns who asks (5.9.3)."""

    REDIRECT_URI = "redirect_uri"  # nobody vouches for the asker; the request is not signed
    DID = "decentralized_identifier"  # signed with a key of the asker's DID document
    X509_HASH = "x509_hash"  # signed with the key of a certificate


class Mode(StrEnum):
    """How the answer comes (8.2, 8.3.1)."""

    DIRECT_POST = "direct_post"
    DIRECT_POST_JWT = "direct_post.jwt"


@dataclass(frozen=True, slots=True)
class PresentationRequest:
    """A request before it is written down. `encryption` is the public JWK made for this request alone."""

    client_id: str
    response_uri: str
    nonce: str
    state: str
    query: Query
    mode: Mode = Mode.DIRECT_POST
    name: str = ""  # of the asker, for the person to read
    encryption: Mapping[str, str] = field(default_factory=dict)

    def parameters(self) -> dict[str, Any]:
        """The parameters of the authorisation request (5.1, 5.2)."""
        told: dict[str, Any] = {"vp_formats_supported": dict(VP_FORMATS)}
        if self.name:
            told["client_name"] = self.name
        if self.mode is Mode.DIRECT_POST_JWT:
            if not self.encryption:
                raise InvalidValue("openid.request-malformed")
            told["jwks"] = {"keys": [dict(self.encryption)]}
            told["encrypted_response_enc_values_supported"] = list(ENCRYPTIONS)
        return {
            "response_type": "vp_token",
            "response_mode": self.mode.value,
            "client_id": self.client_id,
            "response_uri": self.response_uri,
            "nonce": self.nonce,
            "state": self.state,
            "dcql_query": self.query.document(),
            "client_metadata": told,
        }


def client_id(prefix: Prefix, name: str) -> str:
    """The whole client identifier: the answer is bound to it, prefix included (14.8)."""
    return f"{prefix.value}:{name}"


def certificate_client_id(chain: Sequence[bytes]) -> str:
    """The client identifier of who signs with the key of the first certificate (DER) of a chain.

    Raises `Refused("openid.certificate-self-signed")`: nobody else vouches for it (HAIP 1.0, 5).
    """
    if not chain:
        raise Refused("openid.certificate-missing")
    certificate = x509.load_der_x509_certificate(chain[0])
    if certificate.issuer == certificate.subject:
        raise Refused("openid.certificate-self-signed")
    return client_id(Prefix.X509_HASH, base64url_text(hashlib.sha256(chain[0]).digest()))


def certificates(pem: bytes) -> tuple[bytes, ...]:
    """The certificates of a PEM file as DER, the signer's own first; the trust anchor has no place in it."""
    try:
        found = x509.load_pem_x509_certificates(pem)
    except ValueError:
        raise Refused("openid.certificate-missing") from None
    return tuple(one.public_bytes(Encoding.DER) for one in found)


def signed_request(
    request: PresentationRequest,
    *,
    signer: Signer,
    now: datetime,
    until: datetime,
    kid: str = "",
    chain: Sequence[bytes] = (),
    wallet_nonce: str = "",
) -> str:
    """The request object, signed (RFC 9101): by a key that `kid` names in a DID document, or with a certificate `chain`.

    Raises `Refused("openid.signer-unfit")` for a key that is not P-256.
    """
    if signer.kind is not KeyKind.P256:
        raise Refused("openid.signer-unfit")
    header: dict[str, Any] = {"typ": TYPE}
    if chain:
        header["x5c"] = written(chain)
    else:
        header["kid"] = kid
    payload = request.parameters() | {
        "aud": STATIC_DISCOVERY,
        "iat": int(now.timestamp()),
        "exp": int(until.timestamp()),
    }
    if wallet_nonce:
        payload["wallet_nonce"] = wallet_nonce
    return tokens.compact(header, payload, signer)


def link_by_reference(client: str, address: str, scheme: str = SCHEME) -> str:
    """The link that opens a wallet, which then fetches the signed request."""
    return f"{scheme}?{urlencode({'client_id': client, 'request_uri': address})}"


def link_by_value(request: PresentationRequest, scheme: str = SCHEME) -> str:
    """The link that holds an unsigned request as it is (only with the prefix `redirect_uri`)."""
    made = {
        name: value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
        for name, value in request.parameters().items()
    }
    return f"{scheme}?{urlencode(made)}"
