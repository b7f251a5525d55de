"""Resources that a credential names with their digests (VCDM 2.0, 5.3): well named, and, where one is at hand, the very bytes."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from tanym.core.credentials import base58btc
from tanym.core.credentials.structure import is_address, listed
from tanym.core.kernel.errors import InvalidValue

_HASHES: Mapping[str, Callable[..., Any]] = {
    "sha256": hashlib.sha256,
    "sha384": hashlib.sha384,
    "sha512": hashlib.sha512,
}
# Multihash names the hash and the size before the digest; without them the size tells.
_MULTIHASH = {b"\x12\x20": "sha256", b"\x20\x30": "sha384", b"\x13\x40": "sha512"}
_BY_SIZE = {32: "sha256", 48: "sha384", 64: "sha512"}


def check_related(credential: Mapping[str, Any], at_hand: Mapping[str, bytes] | None = None) -> None:
    """Raises `InvalidValue("credential.structure-invalid")` unless each related resource has an address of its own and a digest.

    `at_hand` are resources by address: one whose digest differs raises `credential.related-resource-changed`.
    """
    fault = InvalidValue("credential.structure-invalid", member="relatedResource")
    seen: set[str] = set()
    for entry in listed(credential.get("relatedResource")):
        if not isinstance(entry, Mapping) or not is_address(entry.get("id")) or entry["id"] in seen:
            raise fault
        seen.add(entry["id"])
        digests = [
            *_integrity(entry.get("digestSRI"), fault),
            *_multibase(entry.get("digestMultibase"), fault),
        ]
        if not digests:
            raise fault
        found = (at_hand or {}).get(entry["id"])
        if found is not None and any(_HASHES[name](found).digest() != digest for name, digest in digests):
            raise InvalidValue("credential.related-resource-changed", resource=entry["id"][:200])


def _integrity(value: object, fault: InvalidValue) -> list[tuple[str, bytes]]:
    """The strongest of the digests in Subresource Integrity 1, 3.5: the weaker ones are not looked at there either."""
    if value is None:
        return []
    found = []
    for part in value.split() if isinstance(value, str) else [""]:
        name, _, text = part.partition("-")
        if name not in _HASHES:
            raise fault
        found.append((name, _decoded(text.split("?")[0], fault)))
    return [(name, digest) for name, digest in found if name == max(name for name, _ in found)]


def _multibase(value: object, fault: InvalidValue) -> list[tuple[str, bytes]]:
    if value is None:
        return []
    if not isinstance(value, str) or len(value) > 200:
        raise fault
    if value.startswith("z"):
        try:
            data = base58btc.decode(value[1:])
        except ValueError:
            raise fault from None
    elif value.startswith("u"):
        data = _decoded(value[1:], fault)
    else:
        raise fault
    if data[:2] in _MULTIHASH and len(data) == 2 + data[1]:
        return [(_MULTIHASH[data[:2]], data[2:])]
    if len(data) not in _BY_SIZE:
        raise fault
    return [(_BY_SIZE[len(data)], data)]


def _decoded(text: str, fault: InvalidValue) -> bytes:
    """Base64 in either alphabet, with or without padding."""
    try:
        bare = text.rstrip("=").replace("-", "+").replace("_", "/")
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise fault from None
