"""Lists of statuses (W3C Bitstring Status List 1.0): made, packed, read with a limit, asked about one entry."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tanym.core.credentials.contexts import VC_V2
from tanym.core.credentials.keys import base64url
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.status.packing import Packing
from tanym.core.kernel.errors import InvalidValue

MIN_ENTRIES = 131_072
"""So many entries, that asking for a list tells nobody whose status is asked for (Bitstring Status List, 5.1)."""

MAX_BYTES = 2 * 1024 * 1024
"""What a list may unpack to: 16 million entries."""

MAX_SIZE = 8
"""Bits of one place that are read; messages with more values have nobody who reads them."""

REVOCATION, SUSPENSION = "revocation", "suspension"
_INDEX = re.compile(r"(0|[1-9][0-9]{0,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """Where the status of one credential stands: the address of the list, the place in it, and what a 1 means.

    `size` is how many bits a place has; ours have one.
    """

    list_address: str
    index: int
    purpose: str = REVOCATION
    size: int = 1

    def __post_init__(self) -> None:
        if self.index < 0:
            raise InvalidValue("credential.status-entry-malformed")

    def document(self) -> dict[str, Any]:
        """The `credentialStatus` of a credential."""
        return {
            "id": f"{self.list_address}#{self.index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": self.purpose,
            "statusListIndex": str(self.index),
            "statusListCredential": self.list_address,
        }


def read_entry(value: object) -> StatusEntry:
    """The entry that a credential names.

    Raises `InvalidValue` with `credential.status-entry-malformed`, or `credential.status-type-unsupported` for places of
    more than `MAX_SIZE` bits.
    """
    if not isinstance(value, Mapping) or value.get("type") not in (
        "BitstringStatusListEntry",
        ["BitstringStatusListEntry"],
    ):
        raise InvalidValue("credential.status-entry-malformed")
    index, address, purpose = (
        value.get(name) for name in ("statusListIndex", "statusListCredential", "statusPurpose")
    )
    if (
        not isinstance(index, str)
        or not _INDEX.fullmatch(index)
        or not isinstance(address, str)
        or not address
    ):
        raise InvalidValue("credential.status-entry-malformed")
    size = value.get("statusSize", 1)
    if not isinstance(purpose, str) or not purpose or type(size) is not int or size < 1:
        raise InvalidValue("credential.status-entry-malformed")
    if size > MAX_SIZE:
        raise InvalidValue("credential.status-type-unsupported", type=f"statusSize {size}"[:60])
    if size > 1:
        _check_messages(value.get("statusMessage"), size)
    return StatusEntry(address, int(index), purpose, size)


def _check_messages(messages: object, size: int) -> None:
    """Every value of a place of several bits has its message, and each has one (Bitstring Status List, 2.1)."""
    listed = messages if isinstance(messages, list) else []
    values = {
        one["status"].lower()
        for one in listed
        if isinstance(one, Mapping)
        and isinstance(one.get("status"), str)
        and isinstance(one.get("message"), str)
    }
    if len(listed) != 1 << size or values != {f"{number:#x}" for number in range(1 << size)}:
        raise InvalidValue("credential.status-entry-malformed")


def status_list_credential(
    *,
    address: str,
    issuer: str,
    purpose: str,
    marked: Collection[int],
    valid_from: datetime,
    valid_until: datetime | None = None,
    entries: int = MIN_ENTRIES,
    packing: Packing | None = None,
) -> dict[str, Any]:
    """The whole list as a credential to be signed; `marked` are the places that hold a 1.

    It is made anew as a whole each time, so that no order of additions can be read from it.
    """
    document: dict[str, Any] = {
        "@context": [VC_V2],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": stamp(valid_from),
    }
    if valid_until is not None:
        document["validUntil"] = stamp(valid_until)
    document["credentialSubject"] = {
        "id": f"{address}#list",
        "type": "BitstringStatusList",
        "statusPurpose": purpose,
        "encodedList": pack(marked, entries, packing),
    }
    return document


def pack(marked: Collection[int], entries: int = MIN_ENTRIES, packing: Packing | None = None) -> str:
    """The list as text: bit 0 is the left-most bit of the first byte; gzip, base64url, multibase `u`.

    `packing` keeps what the same list has in common with the time before; the text is the same without it.
    Raises `InvalidValue("credential.status-list-too-short")` under the least number of entries and
    `InvalidValue("credential.status-index-out-of-range")` for a place outside.
    """
    if entries < MIN_ENTRIES or entries % 8:
        raise InvalidValue("credential.status-list-too-short", entries=entries)
    bits = bytearray(entries // 8)
    for index in marked:
        if not 0 <= index < entries:
            raise InvalidValue("credential.status-index-out-of-range", index=index)
        bits[index // 8] |= 0x80 >> (index % 8)
    return "u" + (packing or Packing()).text(bits)


def unpack(text: object) -> bytes:
    """The bits of a list.

    Raises `InvalidValue` with `credential.status-list-invalid`, `credential.status-list-too-large` (never unpacks
    more than `MAX_BYTES`) or `credential.status-list-too-short`.
    """
    if not isinstance(text, str) or not text.startswith("u"):
        raise InvalidValue("credential.status-list-invalid")
    try:
        reader = zlib.decompressobj(wbits=31)
        bits = reader.decompress(base64url(text[1:]), MAX_BYTES + 1)
    except (ValueError, zlib.error):
        raise InvalidValue("credential.status-list-invalid") from None
    if len(bits) > MAX_BYTES:
        raise InvalidValue("credential.status-list-too-large", limit=MAX_BYTES)
    if not reader.eof or reader.unused_data:
        raise InvalidValue("credential.status-list-invalid")
    if len(bits) * 8 < MIN_ENTRIES:
        raise InvalidValue("credential.status-list-too-short", entries=len(bits) * 8)
    return bits


def value_at(document: Mapping[str, Any], entry: StatusEntry) -> int:
    """What the list credential (its proof already believed) holds for the entry; 0 says nothing against it.

    Raises `InvalidValue` with `credential.status-list-invalid`, `credential.status-purpose-mismatch`,
    `credential.status-index-out-of-range` and what `unpack` raises.
    """
    subject = document.get("credentialSubject")
    kinds = document.get("type")
    if "BitstringStatusListCredential" not in (kinds if isinstance(kinds, list) else [kinds]):
        raise InvalidValue("credential.status-list-invalid")
    if not isinstance(subject, Mapping) or subject.get("type") not in (
        "BitstringStatusList",
        ["BitstringStatusList"],
    ):
        raise InvalidValue("credential.status-list-invalid")
    purposes = subject.get("statusPurpose")
    if entry.purpose not in (purposes if isinstance(purposes, list) else [purposes]):
        raise InvalidValue("credential.status-purpose-mismatch")
    bits = unpack(subject.get("encodedList"))
    places = len(bits) * 8 // entry.size
    if places < MIN_ENTRIES:
        raise InvalidValue("credential.status-list-too-short", entries=places)
    if entry.index >= places:
        raise InvalidValue("credential.status-index-out-of-range", index=entry.index)
    first = entry.index * entry.size  # its bits may lie in two bytes
    window = int.from_bytes(bits[first // 8 : first // 8 + 2].ljust(2, b"\0"), "big")
    return window >> (16 - first % 8 - entry.size) & ((1 << entry.size) - 1)
