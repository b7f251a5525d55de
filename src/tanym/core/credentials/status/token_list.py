"""Lists of statuses as signed tokens (Token Status List): made, packed, read with a limit, asked about one place."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from tanym.core.credentials.keys import Signer, base64url, base64url_text
from tanym.core.credentials.proofs.certificates import written
from tanym.core.credentials.proofs.token import compact
from tanym.core.credentials.structure import is_address
from tanym.core.kernel.errors import InvalidValue

TYPE = "statuslist+jwt"
MEDIA_TYPE = f"application/{TYPE}"
BITS = (1, 2, 4, 8)
MAX_BYTES = 2 * 1024 * 1024
"""What a list may unpack to: 16 million places of one bit."""


class Status(IntEnum):
    """What a place can say (Token Status List, 7.1); any other value is the issuer's own."""

    VALID = 0
    INVALID = 1
    SUSPENDED = 2


@dataclass(frozen=True, slots=True)
class TokenStatus:
    """Where the status of one credential stands: the address of the list and the place in it."""

    uri: str
    index: int

    def __post_init__(self) -> None:
        if self.index < 0:
            raise InvalidValue("credential.status-entry-malformed")

    def claim(self) -> dict[str, Any]:
        """The claim `status` of a credential (Token Status List, 6.2)."""
        return {"status_list": {"idx": self.index, "uri": self.uri}}


def read_claim(value: object) -> TokenStatus:
    """The place that a claim `status_list` names; raises `InvalidValue("credential.status-entry-malformed")`."""
    if isinstance(value, Mapping):
        index, uri = value.get("idx"), value.get("uri")
        if type(index) is int and index >= 0 and isinstance(uri, str) and is_address(uri):
            return TokenStatus(uri, index)
    raise InvalidValue("credential.status-entry-malformed")


def pack(values: Mapping[int, int], entries: int, bits: int = 1) -> str:
    """The list as text: place 0 in the least significant bits of the first byte, zlib, base64url (4.1).

    `values` are the places that are not valid. Raises `InvalidValue` with `credential.status-index-out-of-range` for a
    place outside and `credential.status-list-invalid` for a value that the bits cannot hold.
    """
    if bits not in BITS or entries <= 0 or entries * bits % 8:
        raise InvalidValue("credential.status-list-invalid")
    data, each = bytearray(entries * bits // 8), 8 // bits
    for index, value in values.items():
        if not 0 <= index < entries:
            raise InvalidValue("credential.status-index-out-of-range", index=index)
        if not 0 <= value < 1 << bits:
            raise InvalidValue("credential.status-list-invalid")
        data[index // each] |= value << (index % each * bits)
    return base64url_text(zlib.compress(bytes(data), 9))


def unpack(text: object) -> bytes:
    """The bytes of a list. Raises `InvalidValue` with `credential.status-list-invalid`, or
    `credential.status-list-too-large`: never unpacks more than `MAX_BYTES`.
    """
    if not isinstance(text, str):
        raise InvalidValue("credential.status-list-invalid")
    try:
        reader = zlib.decompressobj()
        data = reader.decompress(base64url(text), MAX_BYTES + 1)
    except (ValueError, zlib.error):
        raise InvalidValue("credential.status-list-invalid") from None
    if len(data) > MAX_BYTES:
        raise InvalidValue("credential.status-list-too-large", limit=MAX_BYTES)
    if not reader.eof or reader.unused_data or not data:
        raise InvalidValue("credential.status-list-invalid")
    return data


def value_at(status_list: object, index: int) -> int:
    """What the place says, from the claim `status_list` of a list that is already believed.

    Raises `InvalidValue` with `credential.status-list-invalid`, `-too-large` or `credential.status-index-out-of-range`.
    """
    if not isinstance(status_list, Mapping):
        raise InvalidValue("credential.status-list-invalid")
    bits = status_list.get("bits")
    if type(bits) is not int or bits not in BITS:
        raise InvalidValue("credential.status-list-invalid")
    data, each = unpack(status_list.get("lst")), 8 // bits
    if index >= len(data) * each:
        raise InvalidValue("credential.status-index-out-of-range", index=index)
    return data[index // each] >> (index % each * bits) & ((1 << bits) - 1)


def token_list(
    *,
    address: str,
    values: Mapping[int, int],
    entries: int,
    signer: Signer,
    kid: str,
    issuer: str,
    at: datetime,
    until: datetime | None = None,
    seconds: int | None = None,
    bits: int = 2,
    x5c: Sequence[bytes] = (),
) -> str:
    """The whole list as a signed token (Token Status List, 5.1).

    `values` are the places that are not valid; it expires at `until`, and whoever keeps a copy may keep it for
    `seconds` (`ttl`). `x5c` are the certificates of the key, its own first (DER). Raises what `pack` raises.
    """
    claims: dict[str, Any] = {
        "iss": issuer,
        "sub": address,
        "iat": int(at.timestamp()),
        "status_list": {"bits": bits, "lst": pack(values, entries, bits)},
    }
    if until is not None:
        claims["exp"] = int(until.timestamp())
    if seconds is not None:
        claims["ttl"] = seconds
    header = {"typ": TYPE, "kid": kid} | ({"x5c": written(x5c)} if x5c else {})
    return compact(header, claims, signer)
