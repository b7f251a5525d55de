"""A signing key in this machine's memory."""

from __future__ import annotations

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tanym.adapters.signing.public_half import PublicHalf
from tanym.core.credentials.keys import KeyKind, ecdsa_hash, public_key, side_by_side
from tanym.core.kernel.errors import InvalidValue

PrivateKey = Ed25519PrivateKey | EllipticCurvePrivateKey


class SoftwareSigner(PublicHalf):
    """A private key at hand (implements the port `Signer`): Ed25519, P-256 or P-384."""

    def __init__(self, key: PrivateKey) -> None:
        """Raises `InvalidValue("credential.key-malformed")` for a curve that nothing here signs with."""
        self._key = key
        super().__init__(public_key(key.public_key()))

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


def generate(kind: KeyKind) -> PrivateKey:
    """A new private key; raises `InvalidValue("credential.key-malformed")` for a kind that is not made here."""
    if kind is KeyKind.ED25519:
        return Ed25519PrivateKey.generate()
    if kind is KeyKind.P256:
        return generate_private_key(SECP256R1())
    raise InvalidValue("credential.key-malformed", kind=kind)


def written(key: PrivateKey) -> bytes:
    """The key as PEM (PKCS #8), in the clear: to be sealed before it is kept."""
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def read(pem: bytes) -> SoftwareSigner:
    """The signer of a PEM (PKCS #8); raises `InvalidValue("credential.key-malformed")`."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise InvalidValue("credential.key-malformed") from error
    if not isinstance(key, Ed25519PrivateKey | EllipticCurvePrivateKey):
        raise InvalidValue("credential.key-malformed")
    return SoftwareSigner(key)
