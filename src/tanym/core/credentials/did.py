"""Who stands behind a key: the documents of did:web, did:key and did:jwk, and which of their keys may assert."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from tanym.core.credentials import keys
from tanym.core.credentials.moments import moment, stamp
from tanym.core.credentials.parse import parse_object
from tanym.core.credentials.ports import Fetcher
from tanym.core.kernel.errors import InvalidValue, TanymError

_WEB_HOST = re.compile(r"^[a-zA-Z0-9.-]+(?:%3[aA][0-9]{1,5})?\Z")
_WEB_STEP = re.compile(r"^(?!\.+\Z)[a-zA-Z0-9._-]+\Z")
_MATERIAL = frozenset({"publicKeyMultibase", "publicKeyJwk"})  # one of them (Controlled Identifiers 1.0, 2.2)
_KINDS = {
    "Multikey": "publicKeyMultibase",
    "JsonWebKey": "publicKeyJwk",
    "JsonWebKey2020": "publicKeyJwk",
    "Ed25519VerificationKey2020": "publicKeyMultibase",
    "EcdsaSecp256r1VerificationKey2019": "publicKeyMultibase",
}
"""Kinds of keys that sign, and how each is written (Controlled Identifiers 1.0, 2.2.2 and 2.2.3; the former names)."""

MAX_METHODS = 500
"""Keys in one document: an issuer keeps the old ones, and a stranger may write thousands that cost time to read."""

_SECRET = frozenset({"secretKeyMultibase", "secretKeyJwk", "privateKeyJwk"})  # whoever reads it could sign
ASSERTION, AUTHENTICATION = "assertionMethod", "authentication"


@dataclass(frozen=True, slots=True)
class Method:
    """One key of a controller; after `revoked` or `expires` only a trusted time can save a signature.

    `kid` is the name that its JWK bears, empty where it has none.
    """

    id: str
    key: keys.PublicKey
    revoked: datetime | None = None
    expires: datetime | None = None
    kid: str = ""


@dataclass(frozen=True, slots=True)
class ControllerDocument:
    """The controller's own word: its keys by address, and which of them may do what."""

    id: str
    methods: Mapping[str, Method]
    purposes: Mapping[str, frozenset[str]]

    def method(self, address: str, purpose: str = ASSERTION) -> Method:
        """The key at `address` if it may be used for `purpose`.

        Raises `InvalidValue` with `credential.verification-method-invalid` (not in the document) or
        `credential.verification-method-not-authorised`.
        """
        if address not in self.methods:
            raise InvalidValue("credential.verification-method-invalid", method=address[:200])
        if address not in self.purposes.get(purpose, frozenset()):
            raise InvalidValue("credential.verification-method-not-authorised", method=address[:200])
        return self.methods[address]


@dataclass(frozen=True, slots=True)
class PublishedKey:
    """A key as an issuer publishes it: Multikey text, and when it ended (kept in the document, never removed)."""

    multibase: str
    revoked: datetime | None = None
    expires: datetime | None = None


def web_address(did: str) -> str:
    """Where the document of a did:web lies (did:web method, 3.2); `InvalidValue("credential.did-malformed")`."""
    host, *path = did.removeprefix("did:web:").split(":")
    if not _WEB_HOST.match(host) or not all(_WEB_STEP.match(step) for step in path):
        raise InvalidValue("credential.did-malformed", did=did[:200])
    host = host.replace("%3A", ":").replace("%3a", ":").lower()
    return f"https://{host}/{'/'.join(path) if path else '.well-known'}/did.json"


def web_did(host: str, *path: str) -> str:
    """The did:web of a host (`localhost:8000` too) and path."""
    return ":".join(["did:web", quote(host, safe="."), *path])


def key_did(multibase: str) -> tuple[str, str]:
    """The did:key of a Multikey text and the address of its one key."""
    return f"did:key:{multibase}", f"did:key:{multibase}#{multibase}"


def resolve(did: str, fetcher: Fetcher) -> ControllerDocument:
    """The document of a controller. did:key and did:jwk need nobody; did:web and https addresses are fetched.

    Raises `InvalidValue` with `credential.did-method-unsupported`, `credential.did-malformed` or
    `credential.did-document-invalid`, and what the fetcher raises.
    """
    if did.startswith("did:key:"):
        text = did.removeprefix("did:key:")
        address = f"{did}#{text}"
        return _single(did, address, keys.from_multibase(text))
    if did.startswith("did:jwk:"):
        try:
            jwk = parse_object(keys.base64url(did.removeprefix("did:jwk:")))
        except ValueError:
            raise InvalidValue("credential.did-malformed", did=did[:200]) from None
        return _single(did, f"{did}#0", keys.from_jwk(jwk))
    if did.startswith("did:web:"):
        return _read(did, fetcher.fetch(web_address(did)))
    if did.startswith("https://"):
        return _read(did, fetcher.fetch(did))
    raise InvalidValue("credential.did-method-unsupported", did=did[:200])


def did_document(did: str, published: Sequence[PublishedKey]) -> dict[str, Any]:
    """The document that an issuer publishes: every key it ever had, each under `assertionMethod`.

    The fragment of a key is its own Multikey text, so that verifiers who read the key there find the same one. A P-256
    key stands there a second time as a JWK, for wallets that read no Multikey; the fragment is its thumbprint (RFC 7638).
    """
    methods = [method for key in published for method in _methods(did, key)]
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "verificationMethod": methods,
        ASSERTION: [method["id"] for method in methods],
    }


def _methods(did: str, published: PublishedKey) -> list[dict[str, Any]]:
    ends = {
        name: stamp(at)
        for name, at in (("expires", published.expires), ("revoked", published.revoked))
        if at is not None
    }
    key = keys.from_multibase(published.multibase)
    made: list[dict[str, Any]] = [
        {
            "id": f"{did}#{published.multibase}",
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": published.multibase,
            **ends,
        }
    ]
    if key.kind is keys.KeyKind.P256:
        made.append(
            {
                "id": f"{did}#{keys.thumbprint(key.jwk)}",
                "type": "JsonWebKey",
                "controller": did,
                "publicKeyJwk": dict(key.jwk),
                **ends,
            }
        )
    return made


def _single(did: str, address: str, key: keys.PublicKey) -> ControllerDocument:
    every = frozenset({address})
    return ControllerDocument(did, {address: Method(address, key)}, {ASSERTION: every, AUTHENTICATION: every})


def _read(did: str, data: bytes) -> ControllerDocument:
    invalid = InvalidValue("credential.did-document-invalid", did=did[:200])
    try:
        document = parse_object(data)
    except TanymError:
        raise invalid from None
    if document.get("id") != did:
        raise invalid
    methods: dict[str, Method] = {}
    purposes: dict[str, set[str]] = {ASSERTION: set(), AUTHENTICATION: set()}
    for entry in _entries(document.get("verificationMethod"), invalid):
        _add(methods, entry, did)
    for purpose, named in purposes.items():
        for entry in _entries(document.get(purpose), invalid):
            if isinstance(entry, str):
                named.add(_absolute(entry, did))
            elif (address := _add(methods, entry, did)) is not None:
                named.add(address)
    return ControllerDocument(
        did, methods, {purpose: frozenset(named) for purpose, named in purposes.items()}
    )


def _entries(value: object, invalid: InvalidValue) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MAX_METHODS:
        raise invalid
    return value


def _add(methods: dict[str, Method], entry: object, did: str) -> str | None:
    """Reads one key; a kind that is not understood is left out, for others may be good."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or entry.get("controller") != did:
        return None
    address = _absolute(entry["id"], did)
    if not address.startswith(f"{did}#") or _SECRET & entry.keys():
        return None
    kind = entry.get("type")
    if not isinstance(kind, str) or _MATERIAL & entry.keys() != {_KINDS.get(kind)}:
        return None
    try:
        if "publicKeyMultibase" in entry:
            key = keys.from_multibase(entry["publicKeyMultibase"])
        else:
            key = keys.from_jwk(entry.get("publicKeyJwk"))
        revoked, expires = (
            moment(entry[name], "credential.key-malformed") if name in entry else None
            for name in ("revoked", "expires")
        )
    except TanymError:
        return None
    if address in methods:
        raise InvalidValue("credential.did-document-invalid", did=did[:200])
    jwk = entry.get("publicKeyJwk")
    kid = jwk.get("kid", "") if isinstance(jwk, dict) else ""
    methods[address] = Method(address, key, revoked, expires, kid if isinstance(kid, str) else "")
    return address


def _absolute(address: str, did: str) -> str:
    return f"{did}{address}" if address.startswith("#") else address
