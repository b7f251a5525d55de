"""The test profile: issuers with keys of their own, and the words and documents that the suites bring with them."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from tanym.adapters.contexts import bundled_contexts
from tanym.adapters.signing.software import SoftwareSigner
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.did import key_did
from tanym.core.credentials.keys import KeyKind
from tanym.core.kernel.errors import InvalidValue, NotFound

ROOM = "/conformance"
TOKEN = ""
"""In place of a cryptosuite: the credential is a signed token (VC-JOSE-COSE)."""

SUITES: Mapping[str, tuple[KeyKind, str]] = {
    "eddsa-rdfc-2022": (KeyKind.ED25519, "eddsa-rdfc-2022"),
    "eddsa-jcs-2022": (KeyKind.ED25519, "eddsa-jcs-2022"),
    "ecdsa-rdfc-2019-p256": (KeyKind.P256, "ecdsa-rdfc-2019"),
    "ecdsa-rdfc-2019-p384": (KeyKind.P384, "ecdsa-rdfc-2019"),
    "ecdsa-jcs-2019-p256": (KeyKind.P256, "ecdsa-jcs-2019"),
    "ecdsa-jcs-2019-p384": (KeyKind.P384, "ecdsa-jcs-2019"),
    "vc-jwt": (KeyKind.P256, TOKEN),
    "status": (KeyKind.ED25519, "eddsa-rdfc-2022"),
}
"""The issuers by name; `status` gives every credential a place in a status list."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """One issuer of the profile: a did:key, so that nobody takes it for an organisation."""

    name: str
    cryptosuite: str
    signer: SoftwareSigner
    did: str
    method: str


def is_on() -> bool:
    """Whether the profile is asked for, on an installation that is no production."""
    return bool(settings.TANYM.conformance and settings.TANYM.sample)


@cache
def issuer(name: str) -> Issuer:
    """The issuer of this name; raises `NotFound("conformance.unknown-issuer")`.

    Its key is made of the secret of the installation, so that it stays the same and is written nowhere.
    """
    if name not in SUITES:
        raise NotFound("conformance.unknown-issuer", name=name[:60])
    kind, cryptosuite = SUITES[name]
    signer = SoftwareSigner(_key(kind, name))
    return Issuer(name, cryptosuite, signer, *key_did(signer.multibase))


def _key(kind: KeyKind, name: str) -> Ed25519PrivateKey | ec.EllipticCurvePrivateKey:
    secret = settings.SECRET_KEY.encode("utf-8")
    made = hmac.digest(secret, f"conformance:{name}".encode(), hashlib.sha256)
    if kind is KeyKind.ED25519:
        return Ed25519PrivateKey.from_private_bytes(made)
    curve = ec.SECP384R1() if kind is KeyKind.P384 else ec.SECP256R1()
    return ec.derive_private_key(int.from_bytes(made, "big") >> 1, curve)


@dataclass(frozen=True, slots=True)
class Supplied:
    """What an operator lays beside the profile: contexts, and the bytes at their addresses."""

    contexts: Contexts
    at_hand: Mapping[str, bytes]


@cache
def supplied(folder: Path | None) -> Supplied:
    """The bundled contexts, and those of a folder with an `index.json`: address → file, sha256 and perhaps `resource`.

    `resource` is a file that lies at the address instead, for a suite that knows an older state of it. Raises
    `InvalidValue("conformance.context-changed")` where a file is not what the index says.
    """
    found = dict(bundled_contexts())
    at_hand = {}
    if folder is not None:
        index = json.loads((folder / "index.json").read_bytes())
        for url, row in index.items():
            content = (folder / row["file"]).read_bytes()
            if hashlib.sha256(content).hexdigest() != row["sha256"]:
                raise InvalidValue("conformance.context-changed", context=url)
            found[url] = json.loads(content)
            at_hand[url] = (folder / row["resource"]).read_bytes() if "resource" in row else content
    return Supplied(Contexts(found), at_hand)
