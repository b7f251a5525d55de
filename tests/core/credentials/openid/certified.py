"""A signer of requests, and a certificate for it."""

from __future__ import annotations

from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from tanym.core.credentials.keys import KeyKind
from tests.core.credentials.cast import NOW, Key

SIGNER = Key(61, KeyKind.P256)


def certificate(issuer: str) -> bytes:
    """A certificate for the signer, from `issuer`."""

    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    made = (
        x509.CertificateBuilder().subject_name(name("asker")).issuer_name(name(issuer))
        .public_key(SIGNER.private.public_key()).serial_number(7)
        .not_valid_before(NOW).not_valid_after(NOW + timedelta(days=1))
        .sign(ec.derive_private_key(9, ec.SECP256R1()), hashes.SHA256())
    )  # fmt: skip
    return made.public_bytes(Encoding.PEM)
