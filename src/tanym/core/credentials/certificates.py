"""Certificates of organisations' seals (X.509): whom one names, and whether it leads to an authority that is trusted here."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509 import verification
from cryptography.x509.oid import NameOID

from tanym.core.credentials.keys import MIN_RSA_BITS
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

MAX_CHAIN = 8


class Sealer(Protocol):
    """An organisation's seal that stays where it is: a file, a token of an authority, a service.

    `chain` are the certificates in DER, the seal's own first; `algorithm` is RS256 or ES256 (RFC 7518).
    """

    @property
    def chain(self) -> tuple[bytes, ...]:
        """The certificates in DER, the seal's own first."""
        ...

    @property
    def algorithm(self) -> str:
        """RS256 or ES256."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The signature as RFC 7518 writes it: RSASSA-PKCS1-v1_5, or r and s side by side."""
        ...


@dataclass(frozen=True, slots=True)
class SealHolder:
    """Whom a certificate names: the organisation, its registered identifier (`VATES-…`, `NTRKZ-…`), its country.

    `since` and `until` bound the days on which the certificate itself is good.
    """

    organisation: str
    identifier: str
    country: str
    authority: str
    since: datetime
    until: datetime


def holder_of(certificate: bytes) -> SealHolder:
    """Whom a certificate in DER names. Raises `InvalidValue("credential.seal-malformed")`."""
    read = _read(certificate)
    return SealHolder(
        organisation=_said(read.subject, NameOID.ORGANIZATION_NAME)
        or _said(read.subject, NameOID.COMMON_NAME),
        identifier=_said(read.subject, NameOID.ORGANIZATION_IDENTIFIER),
        country=_said(read.subject, NameOID.COUNTRY_NAME),
        authority=_said(read.issuer, NameOID.ORGANIZATION_NAME) or _said(read.issuer, NameOID.COMMON_NAME),
        since=read.not_valid_before_utc,
        until=read.not_valid_after_utc,
    )


def sealing_identity(certificate: bytes) -> SealHolder:
    """Whom a certificate names, if it is fit to seal a European Digital Credential.

    The profile asks for the registered identifier and its country (ETSI EN 319 412-1, 5.1.4: `VATES-…`, `NTRKZ-…`).
    Raises `Refused("credential.seal-without-identifier")`.
    """
    found = holder_of(certificate)
    country = found.country or found.identifier[3:5]
    if not found.identifier or len(country) != 2:
        raise Refused("credential.seal-without-identifier", organisation=found.organisation)
    return SealHolder(
        found.organisation, found.identifier, country, found.authority, found.since, found.until
    )


def public_key(certificate: bytes) -> rsa.RSAPublicKey | ec.EllipticCurvePublicKey:
    """The key of a certificate that may sign. Raises `InvalidValue`: `credential.seal-malformed`,
    `credential.key-malformed` (a kind or length that we do not accept), `credential.seal-certificate-unfit`."""
    read = _read(certificate)
    try:
        usage = read.extensions.get_extension_for_class(x509.KeyUsage).value
        if not (usage.digital_signature or usage.content_commitment):
            raise InvalidValue("credential.seal-certificate-unfit")
    except x509.ExtensionNotFound:
        pass  # without the extension a key may be used for anything (RFC 5280, 4.2.1.3)
    except ValueError:
        raise InvalidValue("credential.seal-malformed") from None
    key = read.public_key()
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= MIN_RSA_BITS:
        return key
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key
    raise InvalidValue("credential.key-malformed")


def trusted_authority(chain: Sequence[bytes], roots: Sequence[bytes], at: datetime) -> str:
    """The name of the authority among `roots` (DER) to which the chain leads at that moment (RFC 5280, 6).

    Whether a certificate was withdrawn is not asked. Raises `NotFound("credential.seal-authority-unknown")` where no
    way leads to a root of this installation, `NotFound("credential.seal-certificate-expired")` outside the days of
    the certificate (nobody can then say that the seal was made within them), `InvalidValue("credential.seal-malformed")`.
    """
    if not 0 < len(chain) <= MAX_CHAIN:
        raise InvalidValue("credential.seal-malformed")
    leaf, *between = (_read(one) for one in chain)
    if not leaf.not_valid_before_utc <= at <= leaf.not_valid_after_utc:
        raise NotFound(
            "credential.seal-certificate-expired", until=leaf.not_valid_after_utc.date().isoformat()
        )
    if not roots:
        raise NotFound("credential.seal-authority-unknown", authority=holder_of(chain[0]).authority)
    store = verification.Store([_read(one) for one in roots])
    verifier = (
        verification.PolicyBuilder()
        .store(store)
        .time(at.astimezone(UTC).replace(tzinfo=None))
        .max_chain_depth(MAX_CHAIN)
        .extension_policies(
            ca_policy=verification.ExtensionPolicy.webpki_defaults_ca(),
            ee_policy=verification.ExtensionPolicy.permit_all(),
        )
        .build_client_verifier()
    )
    try:
        root = verifier.verify(leaf, between).chain[-1]
    except verification.VerificationError:
        raise NotFound("credential.seal-authority-unknown", authority=holder_of(chain[0]).authority) from None
    return holder_of(root.public_bytes(Encoding.DER)).organisation


def _read(certificate: bytes) -> x509.Certificate:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", CryptographyDeprecationWarning)
            return x509.load_der_x509_certificate(certificate)
    except (ValueError, TypeError):
        raise InvalidValue("credential.seal-malformed") from None


def _said(name: x509.Name, part: Any) -> str:
    found = name.get_attributes_for_oid(part)
    value = found[0].value if found else ""
    return value if isinstance(value, str) else ""
