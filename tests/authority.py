"""An invented authority of certificates and the seals that it gives out, made anew for every run of the tests."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
PASSPHRASE = "a passphrase of the tests"


class Authority:
    """A root, an authority below it, and seals that the authority signs."""

    def __init__(self, name: str = "Invented Trust Centre") -> None:
        self.root_key, self.key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        self.root = _certificate(f"{name} Root", self.root_key, None, None, authority=True)
        self.certificate = _certificate(name, self.key, self.root, self.root_key, authority=True)

    @property
    def roots(self) -> tuple[bytes, ...]:
        """What an installation that trusts this authority keeps (DER)."""
        return (self.root.public_bytes(Encoding.DER),)

    def seal(
        self, identifier: str = "NTRKZ-170940000123", *, rsa_key: bool = True, **period: datetime
    ) -> bytes:
        """Kokzhar's seal as a PKCS #12 file; see `PASSPHRASE`."""
        key: Any = (
            rsa.generate_private_key(public_exponent=65537, key_size=2048)
            if rsa_key
            else ec.generate_private_key(ec.SECP256R1())
        )
        own = _certificate(
            "Kokzhar University of Applied Sciences", key, self.certificate, self.key, identifier, **period
        )
        return pkcs12.serialize_key_and_certificates(
            b"seal", key, own, [self.root, self.certificate], BestAvailableEncryption(PASSPHRASE.encode())
        )


@cache
def authority() -> Authority:
    """The authority that this installation trusts."""
    return Authority()


@cache
def kokzhar_seal(rsa_key: bool = True) -> bytes:
    """Kokzhar's seal as a file."""
    return authority().seal(rsa_key=rsa_key)


def _certificate(
    name: str,
    key: Any,
    above: x509.Certificate | None,
    above_key: Any,
    identifier: str = "",
    authority: bool = False,
    since: datetime = SINCE,
    until: datetime = UNTIL,
) -> x509.Certificate:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
        x509.NameAttribute(NameOID.COMMON_NAME, name[:60]),
    ]
    if identifier:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, identifier))
    subject = x509.Name(parts)
    signing = above_key or key
    usage = x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above.subject if above else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), critical=False
        )
        .sign(signing, hashes.SHA256())
    )
