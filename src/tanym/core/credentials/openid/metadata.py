"""What an issuer of credentials says of itself to wallets (OpenID4VCI 1.0, 12.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tanym.core.credentials.openid.holder_proof import ALGORITHMS, MOST

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

    def document(self) -> dict[str, Any]:
        """The entry of `credential_configurations_supported` (OpenID4VCI 1.0, 12.2.4)."""
        made: dict[str, Any] = {"format": self.format, "scope": self.scope, **self.members}
        made["credential_signing_alg_values_supported"] = list(self.algorithms)
        if self.bound:
            made["cryptographic_binding_methods_supported"] = list(BINDINGS)
            made["proof_types_supported"] = {"jwt": {"proof_signing_alg_values_supported": list(ALGORITHMS)}}
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


def issuer_metadata(
    endpoints: Endpoints, configurations: Sequence[Configuration], *, names: Text
) -> dict[str, Any]:
    """The metadata of the credential issuer (OpenID4VCI 1.0, 12.2.4)."""
    return {
        "credential_issuer": endpoints.issuer,
        "credential_endpoint": endpoints.credential,
        "nonce_endpoint": endpoints.nonce,
        "batch_credential_issuance": {"batch_size": MOST},
        "display": [{"name": name, "locale": language} for language, name in names.items()],
        "credential_configurations_supported": {one.id: one.document() for one in configurations},
    }
