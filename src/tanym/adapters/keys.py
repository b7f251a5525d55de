"""Signing keys in files of their own: one Ed25519 key for each issuer, readable by the owner alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tanym.core.credentials.keys import KeyKind, ecdsa_hash, public_key, side_by_side
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused


class FileSigner:
    """A signing key read from a file (implements the port `Signer`): Ed25519, P-256 or P-384."""

    def __init__(self, key: Ed25519PrivateKey | EllipticCurvePrivateKey) -> None:
        """Raises `InvalidValue("credential.key-malformed")` for a curve that nothing here signs with."""
        self._key = key
        self._public = public_key(key.public_key())

    @property
    def kind(self) -> KeyKind:
        """What it signs with."""
        return self._public.kind

    @property
    def multibase(self) -> str:
        """The public half as Multikey text."""
        return self._public.multibase

    @property
    def jwk(self) -> Mapping[str, str]:
        """The public half as a JWK."""
        return self._public.jwk

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public half of an Ed25519 key; the compressed point of another."""
        key = self._key.public_key()
        if isinstance(key, Ed25519PublicKey):
            return key.public_bytes_raw()
        return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)

    def sign(self, message: bytes) -> bytes:
        """The signature in the form that the port names; ECDSA without chance (RFC 6979)."""
        if isinstance(self._key, Ed25519PrivateKey):
            return self._key.sign(message)
        algorithm = ECDSA(ecdsa_hash(self.kind), deterministic_signing=True)
        return side_by_side(self._key.sign(message, algorithm), self.kind)


class KeyStore:
    """A folder of keys (PKCS #8, PEM), one file for each issuer's DID."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def signer(self, did: str) -> FileSigner:
        """The issuer's key.

        Raises `NotFound("credential.key-missing")`, `Refused("credential.key-exposed")` when others may read the
        file, or `InvalidValue("credential.key-malformed")`.
        """
        path = self._path(did)
        if not path.is_file():
            raise NotFound("credential.key-missing", did=did)
        if path.stat().st_mode & 0o077:
            raise Refused("credential.key-exposed", did=did)
        try:
            key = serialization.load_pem_private_key(path.read_bytes(), password=None)
        except (ValueError, TypeError) as error:
            raise InvalidValue("credential.key-malformed", did=did) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise InvalidValue("credential.key-malformed", did=did)
        return FileSigner(key)

    def ensure(self, did: str) -> FileSigner:
        """The issuer's key, made now if there is none; two who ask at once get the same one."""
        path = self._path(did)
        if not path.exists():
            self._create(path)
        return self.signer(did)

    def _create(self, path: Path) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        pem = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        draft = path.with_name(f".{secrets.token_hex(8)}.draft")
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(pem)
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(draft, path)  # unlike a rename, never takes the place of a key that came first
            except FileExistsError:
                return
        finally:
            draft.unlink(missing_ok=True)

    def _path(self, did: str) -> Path:
        name = quote(did, safe="")
        if not did.startswith("did:") or len(name) > 200:
            raise InvalidValue("credential.did-malformed", did=did[:200])
        return self._folder / f"{name}.pem"
