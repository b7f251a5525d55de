"""One record of any known kind as a design: ours, a European Digital Credential, an Open Badge, or by a map."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.reading import UNITS
from tanym.core.qualifications.design import Design, parse
from tanym.core.qualifications.records import badges, elm
from tanym.core.qualifications.records.mapping import Map
from tanym.core.qualifications.records.plain import types


class Kind(StrEnum):
    """What a record is."""

    DESIGN = "design"  # our own document: what is blank is known to be empty
    EUROPEAN_DIGITAL_CREDENTIAL = "european-digital-credential"
    OPEN_BADGE = "open-badge"
    MAPPED = "mapped"


@dataclass(frozen=True, slots=True)
class Record:
    """A design as a record says it. `complete` is False for foreign records: their silence is not emptiness."""

    kind: Kind
    design: Design
    map: str = ""  # whose map it was read by

    @property
    def complete(self) -> bool:
        return self.kind is Kind.DESIGN


def read_record(
    document: Mapping[str, Any], map: Map | None = None, *, units: Mapping[str, int] = UNITS
) -> Record:
    """The record that a JSON or TOML document holds; nothing in it is verified.

    Raises `InvalidDocument` (`design.invalid`) and `InvalidValue("record.payload")` for an unreadable wrapping.
    """
    document = _unwrapped(document)
    if map is not None:
        return Record(Kind.MAPPED, parse(map.document(document), units=units), map.title)
    named = types(document)
    if "EuropeanDigitalCredential" in named:
        return Record(Kind.EUROPEAN_DIGITAL_CREDENTIAL, parse(elm.design_document(document), units=units))
    if named & {"OpenBadgeCredential", "AchievementCredential"}:
        return Record(Kind.OPEN_BADGE, parse(badges.design_document(document), units=units))
    if "VerifiableCredential" in named:
        raise InvalidValue("record.unknown-credential", types=", ".join(sorted(named))[:200])
    return Record(Kind.DESIGN, parse(document, units=units))


def read_badge_token(token: str) -> Mapping[str, Any]:
    """The payload of a credential in the form of a JWT (three parts with points between them); no signature is checked.

    Raises `InvalidValue`: `record.token`, or `record.token-without-payload` where the file holds a header alone or a
    detached signature (RFC 7515, Appendix F), so that the credential itself is elsewhere.
    """
    parts = token.strip().split(".")
    header = _decoded(parts[0])
    if header is None or "alg" not in header:
        raise InvalidValue("record.token")
    if len(parts) == 1 or not parts[1]:
        raise InvalidValue("record.token-without-payload")
    payload = _decoded(parts[1]) if len(parts) == 3 else None
    if payload is None:
        raise InvalidValue("record.token")
    inner = payload.get("vc")
    return inner if isinstance(inner, Mapping) else payload


def _unwrapped(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The credential inside a JAdES signature in JSON serialisation (`payload`, `signatures`)."""
    payload = document.get("payload")
    if not isinstance(payload, str) or "signatures" not in document:
        return document
    inner = _decoded(payload)
    if inner is None:
        raise InvalidValue("record.payload")
    return inner


def _decoded(text: str) -> Mapping[str, Any] | None:
    """The JSON object that a text holds as it is or in base64url; None where it holds none."""
    try:
        plain = text if text.lstrip()[:1] == "{" else base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        found = json.loads(plain)
    except (binascii.Error, ValueError, RecursionError):
        return None
    return found if isinstance(found, Mapping) else None
