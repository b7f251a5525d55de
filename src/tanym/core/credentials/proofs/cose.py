"""Credentials and presentations as signed CBOR messages (VC-JOSE-COSE 1.0, 3.3; COSE_Sign1, RFC 9052): made, and taken apart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tanym.core.credentials import cbor
from tanym.core.credentials.cbor import Tagged
from tanym.core.credentials.keys import KeyKind, Signer, base64url
from tanym.core.credentials.parse import parse_object
from tanym.core.credentials.proofs.token import COSE_TYPES, Token
from tanym.core.kernel.errors import InvalidValue

SIGN1 = 18
"""The tag of a message with one signature (RFC 9052, 2)."""
START = b"\xd2\x84"
"""How one begins: that tag and a list of four."""
ALGORITHMS: Mapping[int, str] = {
    -7: "ES256", -9: "ES256", -35: "ES384", -51: "ES384", -36: "ES512", -52: "ES512", -8: "EdDSA", -19: "Ed25519",
}  # fmt: skip
"""Algorithms of COSE (RFC 9053; RFC 9864) under their names in JOSE, which mean the same."""
ALGORITHM_OF: Mapping[KeyKind, int] = {
    KeyKind.P256: -7,
    KeyKind.P384: -35,
    KeyKind.P521: -36,
    KeyKind.ED25519: -8,
}
_ALG, _CRIT, _CONTENT, _KID, _TYPE = 1, 2, 3, 4, 16
_NAMES = {_ALG: "alg", _CRIT: "crit", _CONTENT: "cty", _KID: "kid", _TYPE: "typ"}
_CREDENTIAL, _PRESENTATION = "application/vc", "application/vp"


def sign(document: Mapping[str, Any], *, signer: Signer, kid: str, presentation: bool = False) -> bytes:
    """The credential (or presentation) as a signed message, without an embedded proof of its own (VC-JOSE-COSE, 3.3.1).

    Raises `InvalidValue("credential.key-type-mismatch")` for a key that COSE has no algorithm for here.
    """
    if signer.kind not in ALGORITHM_OF:
        raise InvalidValue("credential.key-type-mismatch", kind=signer.kind)
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    content = _PRESENTATION if presentation else _CREDENTIAL
    header = {
        _ALG: ALGORITHM_OF[signer.kind],
        _CONTENT: content,
        _KID: kid.encode("utf-8"),
        _TYPE: f"{content}+cose",
    }
    protected = cbor.write(header)
    text = json.dumps(unsecured, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    payload = text.encode("utf-8")
    signature = signer.sign(_signed_bytes(protected, payload))
    return cbor.write(Tagged(SIGN1, [protected, {}, payload, signature]))


def read(data: bytes) -> Token:
    """The parts of a message, its header in the words of JOSE: not yet believed.

    What is not protected says nothing but, perhaps, the name of the key. Raises `InvalidValue`:
    `credential.token-malformed`, `credential.token-without-payload` (a detached one), `credential.algorithm-not-allowed`,
    `credential.header-not-allowed`, `credential.type-header-mismatch` (what is signed is said to be something else),
    and what strict CBOR and JSON raise.
    """
    malformed = InvalidValue("credential.token-malformed")
    message = cbor.read(data)
    if not isinstance(message, Tagged) or message.tag != SIGN1:
        raise malformed
    parts = message.value
    if not isinstance(parts, list) or len(parts) != 4:
        raise malformed
    protected, loose, payload, signature = parts
    if payload is None:
        raise InvalidValue("credential.token-without-payload")
    if not (isinstance(protected, bytes) and isinstance(payload, bytes) and isinstance(signature, bytes)):
        raise malformed
    if not isinstance(loose, dict):
        raise malformed
    header = _header(cbor.read(protected) if protected else {}, loose)
    signed = (_signed_bytes(protected, payload), signature)
    return Token("", header, parse_object(payload), signed=signed)


def is_message(data: bytes) -> bool:
    """Whether bytes begin as a signed message does, as it is or as base64 text."""
    return data.startswith((START, b"0oR"))


def unpacked(data: bytes) -> bytes:
    """The bytes of a message that may have come as base64 text. Raises `InvalidValue("credential.token-malformed")`."""
    if data.startswith(START):
        return data
    try:
        return read_base64(data.decode("ascii", "replace"))
    except ValueError:
        raise InvalidValue("credential.token-malformed") from None


def read_base64(text: str) -> bytes:
    """The bytes of base64 text in either alphabet, padded or not (RFC 4648, 4 and 5). Raises `ValueError`."""
    return base64url("".join(text.split()).rstrip("=").replace("+", "-").replace("/", "_"))


def _header(protected: object, loose: Mapping[int | str, Any]) -> dict[str, Any]:
    if not isinstance(protected, dict):
        raise InvalidValue("credential.token-malformed")
    for strange in (*(protected.keys() - _NAMES.keys()), *(loose.keys() - {_KID})):
        raise InvalidValue("credential.header-not-allowed", member=str(strange)[:40])
    if loose.keys() & protected.keys():  # one name, two values (RFC 9052, 3)
        raise InvalidValue("credential.header-not-allowed", member="kid")
    found: dict[str, Any] = {
        _NAMES[int(label)]: value for label, value in (*protected.items(), *loose.items())
    }
    number = found.get("alg")
    if type(number) is not int or number not in ALGORITHMS:
        raise InvalidValue("credential.algorithm-not-allowed", algorithm=str(number)[:40])
    found["alg"] = ALGORITHMS[number]
    if isinstance(found.get("kid"), bytes):
        found["kid"] = found["kid"].decode("utf-8", "replace")
    typ, content = found.get("typ"), found.pop("cty", None)
    if typ is None:
        typ = f"{content}+cose"
    if not isinstance(typ, str) or typ.removeprefix("application/") not in COSE_TYPES:
        raise InvalidValue("credential.type-header-mismatch", type=str(typ)[:40])
    found["typ"] = typ.removeprefix("application/")
    if content is not None and content not in (_CREDENTIAL, _PRESENTATION):
        raise InvalidValue("credential.type-header-mismatch", type=str(content)[:40])
    if content is not None and content.removeprefix("application/") != found["typ"].partition("+")[0]:
        raise InvalidValue("credential.type-header-mismatch", type=str(content)[:40])
    return found


def _signed_bytes(protected: bytes, payload: bytes) -> bytes:
    """What is signed (RFC 9052, 4.4: Sig_structure), with no data from outside."""
    return cbor.write(["Signature1", protected, b"", payload])
