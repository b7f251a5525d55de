"""Finds the key behind a signed token: the header may name it, the issuer's own document decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tanym.core.credentials import did, keys
from tanym.core.credentials.addresses import parts_of
from tanym.core.credentials.parse import parse_object
from tanym.core.credentials.ports import Fetcher
from tanym.core.credentials.proofs.certificates import certified_key
from tanym.core.kernel.errors import InvalidValue, NotFound, TanymError

METADATA = "/.well-known/jwt-vc-issuer"


def method_of(
    header: Mapping[str, Any], issuer: str, fetcher: Fetcher, purpose: str = did.ASSERTION
) -> did.Method:
    """The key of a token whose issuer is a DID or has a controller document (VC-JOSE-COSE, 4; Controlled Identifiers).

    The `kid` is the address of the key, its fragment, or the `kid` of its JWK in the issuer's document; a key in the
    header must be one of the issuer's.
    Raises `InvalidValue` with `credential.issuer-key-mismatch`, `credential.verification-method-invalid` and what
    `did.resolve` raises; `NotFound("credential.key-source-unsupported")`.
    """
    kid = header.get("kid")
    if "jwk" in header:
        own = keys.from_jwk(header["jwk"])
        allowed = _allowed(did.resolve(issuer, fetcher), purpose)
        same = [method for method in allowed if method.key.jwk == own.jwk]
        if isinstance(kid, str) and ":" in kid:  # both name a key: they must name one
            same = [method for method in same if method.id == kid]
        if not same:
            raise InvalidValue("credential.issuer-key-mismatch", method="jwk")
        return same[0]
    if not isinstance(kid, str) or not kid:
        raise InvalidValue("credential.verification-method-invalid", method=str(kid)[:200])
    if ":" not in kid and not kid.startswith("#"):
        named = [one for one in _allowed(did.resolve(issuer, fetcher), purpose) if one.kid == kid]
        if len(named) != 1:
            raise InvalidValue("credential.verification-method-invalid", method=kid[:200])
        return named[0]
    address = f"{issuer}{kid}" if kid.startswith("#") else kid
    if address.split("#", 1)[0] != issuer:
        if not address.startswith("did:"):
            raise NotFound("credential.key-source-unsupported", method=address[:200])
        raise InvalidValue("credential.issuer-key-mismatch", method=address[:200])
    return did.resolve(issuer, fetcher).method(address, purpose)


def published_key(
    header: Mapping[str, Any], issuer: str, fetcher: Fetcher, now: datetime, authorities: Sequence[bytes] = ()
) -> tuple[str, did.Method]:
    """The issuer and the key of an SD-JWT VC (SD-JWT VC, 2.5): by a certificate that leads to one of `authorities` (DER),
    by DID, or by the keys that an https issuer publishes under `/.well-known/jwt-vc-issuer`.

    Any other certificate in the header says nothing. An issuer that is not named is the one that its certificate names.
    Raises `InvalidValue` and `NotFound` as `method_of`, and `credential.issuer-invalid`,
    `credential.certificate-untrusted` or `credential.issuer-metadata-invalid`.
    """
    if "x5c" in header and authorities:
        try:
            return certified_key(header["x5c"], authorities, issuer, now)
        except InvalidValue:
            if not issuer:
                raise
    if issuer.startswith("did:"):
        if "kid" in header:
            return issuer, method_of(header, issuer, fetcher)
        only = _allowed(did.resolve(issuer, fetcher), did.ASSERTION)
        if len(only) != 1:
            raise InvalidValue("credential.verification-method-invalid", method="")
        return issuer, only[0]
    if issuer.startswith("https://"):
        return issuer, _from_metadata(header, issuer, fetcher)
    raise InvalidValue("credential.issuer-invalid")


def metadata_address(issuer: str) -> str:
    """Where an https issuer publishes its keys: the well-known name stands before its path (SD-JWT VC, 5)."""
    parts = parts_of(issuer)
    if not parts.netloc or parts.query or parts.fragment:
        raise InvalidValue("credential.issuer-invalid")
    return f"https://{parts.netloc}{METADATA}{parts.path.rstrip('/')}"


def _from_metadata(header: Mapping[str, Any], issuer: str, fetcher: Fetcher) -> did.Method:
    invalid = InvalidValue("credential.issuer-metadata-invalid", issuer=issuer[:200])
    document = _object(metadata_address(issuer), fetcher, invalid)
    if document.get("issuer") != issuer or ("jwks" in document) == ("jwks_uri" in document):
        raise invalid
    published = document.get("jwks")
    if "jwks_uri" in document:
        if not isinstance(document["jwks_uri"], str):
            raise invalid
        published = _object(document["jwks_uri"], fetcher, invalid)
    if not isinstance(published, Mapping) or not isinstance(published.get("keys"), list):
        raise invalid
    if not all(isinstance(one, dict) for one in published["keys"]):
        raise invalid
    kid = header.get("kid")
    if "kid" in header and not isinstance(kid, str):
        raise InvalidValue("credential.verification-method-invalid", method=str(kid)[:200])
    found = [one for one in published["keys"] if "kid" not in header or one.get("kid") == kid]
    if len(found) != 1:
        raise InvalidValue("credential.verification-method-invalid", method=str(kid or "")[:200])
    jwk = found[0]
    operations = jwk.get("key_ops", ["verify"])
    if jwk.get("use", "sig") != "sig" or not isinstance(operations, list) or "verify" not in operations:
        raise InvalidValue("credential.verification-method-not-authorised", method=str(kid or "")[:200])
    if jwk.get("alg", header.get("alg")) != header.get("alg"):
        raise InvalidValue("credential.key-type-mismatch", kind=str(jwk.get("alg"))[:40])
    return did.Method(f"{issuer}#{kid or ''}", keys.from_jwk(jwk))


def _object(address: str, fetcher: Fetcher, invalid: InvalidValue) -> dict[str, Any]:
    data = fetcher.fetch(address)
    try:
        return parse_object(data)
    except TanymError:
        raise invalid from None


def _allowed(document: did.ControllerDocument, purpose: str) -> list[did.Method]:
    addresses = sorted(document.purposes.get(purpose, ()))
    return [document.methods[address] for address in addresses if address in document.methods]
