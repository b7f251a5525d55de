"""A seal in a file (PKCS #12), as authorities hand it out; what a token or a service holds implements the same port."""

from __future__ import annotations

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from tanym.core.credentials.certificates import MAX_CHAIN
from tanym.core.credentials.keys import MIN_RSA_BITS
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

SUFFIX, PASSPHRASE = ".p12", ".passphrase"


class FileSealer:
    """A seal whose key was read from a PKCS #12 file (implements the port `Sealer`)."""

    def __init__(self, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, chain: tuple[bytes, ...]) -> None:
        self._key = key
        self._chain = chain

    @property
    def chain(self) -> tuple[bytes, ...]:
        """The certificates in DER, the seal's own first."""
        return self._chain

    @property
    def algorithm(self) -> str:
        """RS256 for an RSA key, ES256 for one on the curve P-256."""
        return "RS256" if isinstance(self._key, rsa.RSAPrivateKey) else "ES256"

    def sign(self, message: bytes) -> bytes:
        """The signature as RFC 7518 writes it."""
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(message, padding.PKCS1v15(), hashes.SHA256())
        r, s = utils.decode_dss_signature(self._key.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def read_seal(data: bytes, passphrase: str) -> FileSealer:
    """The seal in the bytes of a PKCS #12 file.

    Raises `InvalidValue("credential.seal-unreadable")` for a wrong passphrase, another form, or a key that is neither
    RSA of 2,048 bits or more nor P-256.
    """
    unreadable = InvalidValue("credential.seal-unreadable")
    try:
        key, own, others = pkcs12.load_key_and_certificates(data, passphrase.encode("utf-8") or None)
    except (ValueError, TypeError):
        raise unreadable from None
    fits = (isinstance(key, rsa.RSAPrivateKey) and key.key_size >= MIN_RSA_BITS) or (
        isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1)
    )
    if own is None or not fits:
        raise unreadable
    assert isinstance(key, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey))
    return FileSealer(key, tuple(one.public_bytes(Encoding.DER) for one in _in_order(own, others)))


def _in_order(own: x509.Certificate, others: list[x509.Certificate]) -> list[x509.Certificate]:
    """The chain from the seal's own certificate upwards; a file may hold the rest in any order."""
    chain, left = [own], list(others)
    while len(chain) < MAX_CHAIN and chain[-1].issuer != chain[-1].subject:
        above = next((one for one in left if one.subject == chain[-1].issuer), None)
        if above is None:
            break
        chain.append(above)
        left.remove(above)
    return chain


class SealStore:
    """A folder of seals: `CODE.p12` of each organisation, its passphrase in `CODE.passphrase`, roots as `roots/*.pem`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, code: str) -> bool:
        """Whether this organisation has a seal here."""
        return self._path(code, SUFFIX).is_file()

    def sealer(self, code: str) -> FileSealer:
        """The seal of the organisation with this code.

        Raises `NotFound("credential.seal-missing")`, `Refused("credential.key-exposed")` where others may read the file,
        `InvalidValue("credential.seal-unreadable")`.
        """
        path, secret = self._path(code, SUFFIX), self._path(code, PASSPHRASE)
        if not path.is_file():
            raise NotFound("credential.seal-missing", organisation=code)
        for one in (path, secret):
            if one.is_file() and one.stat().st_mode & 0o077:
                raise Refused("credential.key-exposed", did=code)
        passphrase = secret.read_text(encoding="utf-8").strip() if secret.is_file() else ""
        return read_seal(path.read_bytes(), passphrase)

    def roots(self) -> tuple[bytes, ...]:
        """The authorities of seals that this installation trusts, in DER."""
        return read_roots(self._folder / "roots")

    def _path(self, code: str, suffix: str) -> Path:
        if not code or not all(letter.isalnum() or letter in "-_" for letter in code):
            raise NotFound("credential.seal-missing", organisation=code[:60])
        return self._folder / f"{code}{suffix}"


def read_certificates(path: Path) -> tuple[bytes, ...]:
    """The certificates in a PEM file, in DER. Raises `InvalidValue("credential.root-unreadable")`."""
    try:
        found = x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError):
        raise InvalidValue("credential.root-unreadable", file=path.name) from None
    return tuple(one.public_bytes(Encoding.DER) for one in found)


def read_roots(folder: Path) -> tuple[bytes, ...]:
    """The certificates in the PEM files of a folder, in DER. Raises `InvalidValue("credential.root-unreadable")`."""
    found: list[bytes] = []
    for path in sorted(folder.glob("*.pem")):
        found += read_certificates(path)
    return tuple(found)
