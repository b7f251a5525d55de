"""What an issuer of credentials says of itself to wallets: its metadata, and those of the server that gives access."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tanym.core.credentials.openid.holder_proof import ALGORITHMS, MOST
from tanym.core.credentials.openid.offers import AUTHORISATION_CODE, PRE_AUTHORISED

Text = Mapping[str, str]
ISSUER, SERVER = "openid-credential-issuer", "oauth-authorization-server"
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
    """The addresses of an issuer; `authorise` is empty where the authorisation code is not offered."""

    issuer: str
    credential: str
    nonce: str
    token: str
    authorise: str = ""
    register: str = ""


def well_known(issuer: str, name: str) -> str:
    """Where the metadata of an issuer lie: the name stands between its host and its path (OpenID4VCI 1.0, 12.2.2)."""
    parts = urlsplit(issuer)
    return f"{parts.scheme}://{parts.netloc}/.well-known/{name}{parts.path.rstrip('/')}"


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


def server_metadata(
    endpoints: Endpoints, configurations: Sequence[Configuration], *, pre_authorised: bool = True
) -> dict[str, Any]:
    """The metadata of the authorisation server (RFC 8414; OpenID4VCI 1.0, 12.3)."""
    grants = [PRE_AUTHORISED] if pre_authorised else []
    made: dict[str, Any] = {
        "issuer": endpoints.issuer,
        "token_endpoint": endpoints.token,
        "token_endpoint_auth_methods_supported": ["none"],
        "scopes_supported": sorted({one.scope for one in configurations}),
        "response_types_supported": [],
    }
    if pre_authorised:
        made["pre-authorized_grant_anonymous_access_supported"] = True
    if endpoints.authorise:
        grants.append(AUTHORISATION_CODE)
        made |= {
            "authorization_endpoint": endpoints.authorise,
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none", "client_secret_basic"],
        }
    if endpoints.register:
        made["registration_endpoint"] = endpoints.register
    return made | {"grant_types_supported": grants}
