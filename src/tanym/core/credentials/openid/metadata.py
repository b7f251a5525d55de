"""What an issuer of credentials says of itself to wallets (OpenID4VCI 1.0, 12.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tanym.core.credentials.keys import KeyKind, Signer
from tanym.core.credentials.openid.encryption import AGREEMENT, ENCRYPTIONS
from tanym.core.credentials.openid.holder_proof import ALGORITHMS, MOST, UNASKED, Demand
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.proofs.certificates import written
from tanym.core.kernel.errors import Refused

SIGNED_TYPE = "openidvci-issuer-metadata+jwt"
Text = Mapping[str, str]
BINDINGS = ("jwk", "did:key", "did:jwk")


@dataclass(frozen=True, slots=True)
class Configuration:
    """One kind of credential in one format, as wallets are told of it.

    `members` are what the format adds (`vct`, or `credential_definition`). A credential that is handed over as it was
    signed is bound to no key of the wallet: then `bound` is false and no proof is asked for.
    """

    id: str
    format: str
    scope: str
    names: Text
    members: Mapping[str, Any]
    algorithms: Sequence[str]
    bound: bool = True
    claims: Sequence[Mapping[str, Any]] = ()
    descriptions: Text = field(default_factory=dict)

    def document(self, demand: Demand = UNASKED) -> dict[str, Any]:
        """The entry of `credential_configurations_supported` (OpenID4VCI 1.0, 12.2.4).

        `demand` says whose attestations of keys are believed, and whether one is asked for.
        """
        made: dict[str, Any] = {"format": self.format, "scope": self.scope, **self.members}
        made["credential_signing_alg_values_supported"] = list(self.algorithms)
        if self.bound:
            made["cryptographic_binding_methods_supported"] = list(BINDINGS)
            proof: dict[str, Any] = {"proof_signing_alg_values_supported": list(ALGORITHMS)}
            if demand.required:
                proof["key_attestations_required"] = {"key_storage": list(demand.storage)}
            kinds = ("jwt", "attestation") if demand.providers else ("jwt",)
            made["proof_types_supported"] = dict.fromkeys(kinds, proof)
        display = [
            {"name": name, "locale": language}
            | ({"description": self.descriptions[language]} if language in self.descriptions else {})
            for language, name in self.names.items()
        ]
        told: dict[str, Any] = {"display": display}
        if self.claims:
            told["claims"] = [dict(claim) for claim in self.claims]
        made["credential_metadata"] = told
        return made


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of an issuer, which is its own authorisation server."""

    issuer: str
    credential: str
    nonce: str
    notification: str = ""


def issuer_metadata(
    endpoints: Endpoints,
    configurations: Sequence[Configuration],
    *,
    names: Text,
    demand: Demand = UNASKED,
    encryption: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The metadata of the credential issuer (OpenID4VCI 1.0, 12.2.4). `encryption` is the public JWK for requests."""
    made: dict[str, Any] = {
        "credential_issuer": endpoints.issuer,
        "credential_endpoint": endpoints.credential,
        "nonce_endpoint": endpoints.nonce,
        "batch_credential_issuance": {"batch_size": MOST},
        "display": [{"name": name, "locale": language} for language, name in names.items()],
        "credential_configurations_supported": {one.id: one.document(demand) for one in configurations},
    }
    if endpoints.notification:
        made["notification_endpoint"] = endpoints.notification
    if encryption:
        asked = {"enc_values_supported": list(ENCRYPTIONS), "encryption_required": False}
        made["credential_request_encryption"] = {"jwks": {"keys": [dict(encryption)]}, **asked}
        made["credential_response_encryption"] = {"alg_values_supported": [AGREEMENT], **asked}
    return made


def signed_metadata(
    metadata: Mapping[str, Any], *, signer: Signer, chain: Sequence[bytes], now: datetime, until: datetime
) -> str:
    """The metadata as a signed token (OpenID4VCI 1.0, 12.2.3), with the certificates of the key in its header (HAIP 1.0, 4.1).

    Raises `Refused("openid.signer-unfit")` for a key that is not P-256.
    """
    if signer.kind is not KeyKind.P256:
        raise Refused("openid.signer-unfit")
    said = {
        "sub": metadata["credential_issuer"],
        "iat": int(now.timestamp()),
        "exp": int(until.timestamp()),
    }
    return tokens.compact({"typ": SIGNED_TYPE, "x5c": written(chain)}, {**metadata, **said}, signer)
