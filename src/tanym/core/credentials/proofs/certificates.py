"""The key of an issuer that shows its certificates (`x5c`): believed only where the chain ends in a known root."""

from __future__ import annotations

import base64
from collections.abc import Collection, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from tanym.core.credentials import did
from tanym.core.credentials.keys import KeyKind, PublicKey
from tanym.core.kernel.errors import InvalidValue

MAX_CERTIFICATES = 8
_CURVES = {"secp256r1": KeyKind.P256, "secp384r1": KeyKind.P384}


def certified_key(
    chain: object, roots: Collection[bytes], issuer: str, now: datetime
) -> tuple[str, did.Method]:
    """The issuer and the key that a chain of certificates vouches for (RFC 7515, 4.1.6; RFC 5280, 6.1; HAIP 6.1.1).

    Each certificate is signed by the next and in force at `now`; all but the first may sign others; the last is one of
    `roots` (DER) or signed by one. The first names the issuer as an alternative name: its address or its host. It is
    not self-signed. Raises `InvalidValue("credential.certificate-untrusted")`.
    """
    untrusted = InvalidValue("credential.certificate-untrusted")
    try:
        found = _read(chain)
        anchors = [x509.load_der_x509_certificate(root) for root in roots]
        _check_chain(found, anchors, now)
        named = _names(found[0])
        key = _key(found[0])
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound, x509.DuplicateExtension):
        raise untrusted from None
    if not named or (issuer and issuer not in named and _host(issuer) not in named):
        raise untrusted
    issuer = issuer or next((name for name in named if "://" in name), f"https://{named[0]}")
    return issuer, did.Method(f"{issuer}#x5c", key)


def _read(chain: object) -> list[x509.Certificate]:
    if not isinstance(chain, list) or not 0 < len(chain) <= MAX_CERTIFICATES:
        raise ValueError
    return [x509.load_der_x509_certificate(base64.b64decode(one, validate=True)) for one in chain]


def _check_chain(
    found: Sequence[x509.Certificate], anchors: Sequence[x509.Certificate], now: datetime
) -> None:
    if found[0].issuer == found[0].subject:
        raise ValueError
    last = found[-1]
    closing = [one for one in anchors if one == last] or [_signer(last, anchors)]
    path = [*found, *(one for one in closing if one != last)]
    for place, one in enumerate(path):
        if not one.not_valid_before_utc <= now <= one.not_valid_after_utc:
            raise ValueError
        if place:
            path[place - 1].verify_directly_issued_by(one)
            _check_authority(one, place - 1)
    usage = _usage(found[0])
    if usage is not None and not usage.digital_signature:
        raise ValueError


def _signer(last: x509.Certificate, anchors: Sequence[x509.Certificate]) -> x509.Certificate:
    for anchor in anchors:
        try:
            last.verify_directly_issued_by(anchor)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return anchor
    raise ValueError


def _check_authority(one: x509.Certificate, below: int) -> None:
    """It may sign certificates, with so many authorities below it."""
    rights = one.extensions.get_extension_for_class(x509.BasicConstraints).value
    usage = _usage(one)
    if not rights.ca or (rights.path_length is not None and rights.path_length < below):
        raise ValueError
    if usage is not None and not usage.key_cert_sign:
        raise ValueError


def _usage(one: x509.Certificate) -> x509.KeyUsage | None:
    try:
        return one.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None


def _names(one: x509.Certificate) -> list[str]:
    names = one.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [
        *names.get_values_for_type(x509.UniformResourceIdentifier),
        *(host.lower() for host in names.get_values_for_type(x509.DNSName)),
    ]


def _host(issuer: str) -> str:
    return (urlsplit(issuer).hostname or "") if issuer.startswith("https://") else ""


def _key(one: x509.Certificate) -> PublicKey:
    key = one.public_key()
    if isinstance(key, ed25519.Ed25519PublicKey):
        return PublicKey(KeyKind.ED25519, key)
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _CURVES:
        return PublicKey(_CURVES[key.curve.name], key)
    if isinstance(key, rsa.RSAPublicKey):
        return PublicKey(KeyKind.RSA, key)
    raise ValueError
