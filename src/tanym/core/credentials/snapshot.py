"""A snapshot of what a check asks of issuers: their keys and their lists of statuses, as they stood at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tanym.core.credentials.moments import stamp
from tanym.core.credentials.record import Text


@dataclass(frozen=True, slots=True)
class KnownIssuer:
    """An issuer: its names and the document in which it publishes its keys."""

    names: Text
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KnownList:
    """A list of statuses by its address. `form`: bitstring or token; `bits` of a place; `packed` as the list itself says it."""

    issuer: str
    form: str
    packed: str
    purpose: str = ""
    bits: int = 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Keys and lists at the moment `taken_at`: enough to check a document with no network, as of that moment."""

    taken_at: datetime
    issuers: Mapping[str, KnownIssuer] = field(default_factory=dict)
    lists: Mapping[str, KnownList] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The snapshot as JSON data."""
        return {
            "takenAt": stamp(self.taken_at),
            "issuers": {
                did: {"names": dict(one.names), "document": dict(one.document)}
                for did, one in self.issuers.items()
            },
            "lists": {
                address: {
                    "issuer": one.issuer, "form": one.form, "packed": one.packed,
                    "purpose": one.purpose, "bits": one.bits,
                }
                for address, one in self.lists.items()
            },
        }  # fmt: skip
