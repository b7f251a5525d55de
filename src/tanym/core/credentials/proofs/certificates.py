"""The key of an issuer that shows its certificates (`x5c`): believed only where they lead to an authority that is trusted."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from tanym.core.credentials import did
from tanym.core.credentials.addresses import parts_of
from tanym.core.credentials.certificates import MAX_CHAIN, public_key, trusted_authority
from tanym.core.credentials.keys import KeyKind, PublicKey, base64url_text
from tanym.core.kernel.errors import InvalidValue, TanymError

_CURVES = {"secp256r1": KeyKind.P256, "secp384r1": KeyKind.P384, "secp521r1": KeyKind.P521}


def certified_key(
    chain: object, authorities: Sequence[bytes], issuer: str, now: datetime
) -> tuple[str, did.Method]:
    """The issuer and the key that a chain of certificates vouches for (RFC 7515, 4.1.6; HAIP 1.0, 6.1.1).

    The first names the issuer as an alternative name, its address or its host, and has not signed itself; the chain
    leads to one of `authorities` (DER). An issuer that is not named is the one that the certificate names.
    Raises `InvalidValue("credential.certificate-untrusted")`.
    """
    leaf, key = vouched_key(chain, authorities, now)
    untrusted = InvalidValue("credential.certificate-untrusted")
    try:
        named = _names(leaf)
    except (ValueError, x509.ExtensionNotFound):
        raise untrusted from None
    if not named:
        raise untrusted
    if issuer and issuer not in named and _host(issuer) not in named:
        raise untrusted
    issuer = issuer or (named[0] if ":" in named[0] else f"https://{named[0]}")
    return issuer, did.Method(f"{issuer}#x5c", key)


def vouched_key(
    chain: object, authorities: Sequence[bytes], now: datetime
) -> tuple[x509.Certificate, PublicKey]:
    """The first certificate of a chain as a header holds it (`x5c`), and its key.

    It has not signed itself, and the chain leads to one of `authorities` (DER).
    Raises `InvalidValue("credential.certificate-untrusted")`.
    """
    untrusted = InvalidValue("credential.certificate-untrusted")
    if not isinstance(chain, list) or not 0 < len(chain) <= MAX_CHAIN:
        raise untrusted
    try:
        found = [base64.b64decode(one, validate=True) for one in chain]
        trusted_authority(found, authorities, now)
        leaf, key = x509.load_der_x509_certificate(found[0]), public_key(found[0])
    except (TanymError, ValueError, TypeError):
        raise untrusted from None
    if leaf.issuer == leaf.subject:
        raise untrusted
    return leaf, PublicKey(_kind(key), key)


def written(chain: Sequence[bytes]) -> list[str]:
    """The certificates (DER) as a header holds them (`x5c`; RFC 7515, 4.1.6)."""
    return [base64.b64encode(one).decode("ascii") for one in chain]


def authority_keys(chain: object) -> tuple[str, ...]:
    """The identifiers of the keys that signed the certificates of a header (RFC 5280, 4.2.1.1), as base64url text."""
    found = []
    for one in chain if isinstance(chain, list) else ():
        try:
            read = x509.load_der_x509_certificate(base64.b64decode(one, validate=True))
            named = read.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
        except (ValueError, TypeError, x509.ExtensionNotFound):
            continue
        if named.key_identifier is not None:
            found.append(base64url_text(named.key_identifier))
    return tuple(found)


def own_key_identifier(certificate: bytes) -> str:
    """The identifier of the key of a certificate (DER; RFC 5280, 4.2.1.2), as base64url text; empty where it has none."""
    try:
        read = x509.load_der_x509_certificate(certificate)
        return base64url_text(read.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest)
    except (ValueError, x509.ExtensionNotFound):
        return ""


def _names(one: x509.Certificate) -> list[str]:
    """The issuer's addresses and then its hosts, as alternative names."""
    names = one.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [
        *names.get_values_for_type(x509.UniformResourceIdentifier),
        *(host.lower() for host in names.get_values_for_type(x509.DNSName)),
    ]


def _host(issuer: str) -> str:
    return (parts_of(issuer).hostname or "") if issuer.startswith("https://") else ""


def _kind(key: object) -> KeyKind:
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return KeyKind.RSA
    if key.curve.name not in _CURVES:
        raise InvalidValue("credential.certificate-untrusted")
    return _CURVES[key.curve.name]
