"""Certificates of signing keys: asked for, kept beside the keys, and in the sample country given out by an authority of its own."""

from __future__ import annotations

import ipaddress
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import NameOID

from tanym.adapters.seals.file import read_certificates
from tanym.adapters.signing.software import generate, written
from tanym.core.credentials import keys
from tanym.core.credentials.keys import KeyKind, Signer
from tanym.core.kernel.errors import Refused

LASTS = timedelta(days=730)
AUTHORITY = "Invented Trust Centre of the sample country"


class ChainStore:
    """A folder with the certificates of issuing keys: `CODE.pem`, the key's own first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def chain(self, code: str, signer: Signer) -> tuple[bytes, ...]:
        """The certificates (DER) of the key with which an organisation signs, without any that signed itself.

        Raises `Refused`: `credential.certificate-missing`, `credential.certificate-of-other-key`.
        """
        path = self._folder / f"{code}.pem"
        found = read_certificates(path) if path.is_file() else ()
        chain = tuple(one for one in found if not _signed_itself(one))
        if not chain:
            raise Refused("credential.certificate-missing", organisation=code)
        if _jwk(chain[0]) != dict(signer.jwk):
            raise Refused("credential.certificate-of-other-key", organisation=code)
        return chain

    def keep(self, code: str, pem: bytes) -> Path:
        """Keep the certificates of an organisation; older ones go."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{code}.pem"
        path.write_bytes(pem)
        return path


def signing_request(signer: Signer, *, name: str, address: str) -> bytes:
    """What an authority is asked to certify (PKCS #10, RFC 2986), as PEM: a P-256 key wherever it is, of this
    organisation, under this address (its DID) as an alternative name.

    Raises `Refused("openid.signer-unfit")` for a key of another kind.
    """
    if signer.kind is not KeyKind.P256:
        raise Refused("openid.signer-unfit")
    request = (
        x509.CertificateSigningRequestBuilder()
        .subject_name(_name(name))
        .add_extension(x509.SubjectAlternativeName([x509.UniformResourceIdentifier(address)]), critical=False)
        .sign(_Elsewhere(signer), hashes.SHA256())
    )
    return request.public_bytes(Encoding.PEM)


class SampleAuthority:
    """An authority of the sample country: its key and its certificate lie in a folder of the installation, and nobody
    outside believes it. Made when it is first asked for.
    """

    def __init__(self, folder: Path, at: datetime) -> None:
        self._key_file, self._root_file = folder / "authority.key", folder / "authority.pem"
        self._at = at
        if not self._key_file.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            made = generate(KeyKind.P256)
            assert isinstance(made, ec.EllipticCurvePrivateKey)
            keep_secret(self._key_file, written(made))
            self._root_file.write_bytes(
                self._signed(made.public_key(), made, AUTHORITY).public_bytes(Encoding.PEM)
            )

    @property
    def root(self) -> bytes:
        """Its own certificate, as PEM."""
        return self._root_file.read_bytes()

    def certify(self, jwk: Any, *, name: str, address: str) -> bytes:
        """A certificate for this public key, as PEM. `address` is a DID or the host of an installation."""
        key = keys.from_jwk(dict(jwk)).key
        authority = load_pem_private_key(self._key_file.read_bytes(), password=None)
        return self._signed(key, authority, name, address).public_bytes(Encoding.PEM)

    def _signed(self, key: Any, authority: Any, name: str, address: str = "") -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=bool(address), content_commitment=bool(address), key_encipherment=False,
            data_encipherment=False, key_agreement=False, key_cert_sign=not address, crl_sign=not address,
            encipher_only=False, decipher_only=False,
        )  # fmt: skip
        made = (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(_name(AUTHORITY))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._at - timedelta(days=1))
            .not_valid_after(self._at + LASTS)
            .add_extension(x509.BasicConstraints(ca=not address, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), critical=False
            )
        )
        if address:
            made = made.add_extension(x509.SubjectAlternativeName([_alternative(address)]), critical=False)
        return made.sign(authority, hashes.SHA256())


def keep_secret(path: Path, data: bytes) -> None:
    """Write a file that only the server's account reads."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)


class _Elsewhere(ec.EllipticCurvePrivateKey):
    """A key that stays where it is, in the shape in which the builder of requests asks a key to sign."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def public_key(self) -> ec.EllipticCurvePublicKey:
        key = keys.from_jwk(dict(self._signer.jwk)).key
        assert isinstance(key, ec.EllipticCurvePublicKey)
        return key

    @property
    def curve(self) -> ec.EllipticCurve:
        return ec.SECP256R1()

    @property
    def key_size(self) -> int:
        return 256

    def sign(self, data: Any, signature_algorithm: ec.EllipticCurveSignatureAlgorithm) -> bytes:
        made = self._signer.sign(bytes(data))
        r, s = (int.from_bytes(half, "big") for half in (made[:32], made[32:]))
        return utils.encode_dss_signature(r, s)

    def exchange(self, algorithm: Any, peer_public_key: Any) -> bytes:
        raise NotImplementedError

    def private_numbers(self) -> ec.EllipticCurvePrivateNumbers:
        raise NotImplementedError

    def private_bytes(self, encoding: Any, format: Any, encryption_algorithm: Any) -> bytes:
        raise NotImplementedError

    def __copy__(self) -> _Elsewhere:
        return self

    def __deepcopy__(self, memo: Any) -> _Elsewhere:
        return self


def _name(text: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, text[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, text[:64]),
        ]
    )


def _alternative(address: str) -> x509.GeneralName:
    if ":" in address:
        return x509.UniformResourceIdentifier(address)
    try:
        return x509.IPAddress(ipaddress.ip_address(address))
    except ValueError:
        return x509.DNSName(address)


def _signed_itself(certificate: bytes) -> bool:
    read = x509.load_der_x509_certificate(certificate)
    return read.issuer == read.subject


def _jwk(certificate: bytes) -> dict[str, str]:
    return keys.public_key(x509.load_der_x509_certificate(certificate).public_key()).jwk
