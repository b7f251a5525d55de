"""Turns one award from one format into another and says what was lost: found by reading the result again, not guessed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from tanym.core.credentials import baked
from tanym.core.credentials.baked import Form
from tanym.core.credentials.compose.edc import european_credential
from tanym.core.credentials.compose.edc_parts import Say
from tanym.core.credentials.compose.elmo import transcript
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.convert.fields import lost_between
from tanym.core.credentials.convert.from_badge import read_badge
from tanym.core.credentials.convert.from_elmo import is_elmo, parse_elmo, read_elmo
from tanym.core.credentials.convert.from_european import read_european
from tanym.core.credentials.convert.unread import unread_members, xml_members
from tanym.core.credentials.parse import parse_object
from tanym.core.credentials.proofs import jades
from tanym.core.credentials.proofs import token as tokens
from tanym.core.credentials.record import AwardRecord
from tanym.core.credentials.structure import BADGE_TYPES, types
from tanym.core.kernel.errors import NotFound

Pictures = Callable[[AwardRecord], Mapping[str, Sequence[bytes]]]
"""Draws the pages of a certificate as PNG, by language."""
EDC = "EuropeanDigitalCredential"


class Format(StrEnum):
    """The formats between which an award is converted."""

    OPEN_BADGE = "open-badge"
    EUROPEAN = "european"
    ELMO = "elmo"


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read: its format, its awards, and its members (of XML: the elements)."""

    format: Format
    records: tuple[AwardRecord, ...]
    members: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Converted:
    """The new document (unsigned) and what it lacks.

    `lost` are the parts of the award that the new format does not carry; `unread` the members of the source that
    found no place on the way. Proof and seal of the source are never carried: they cover the source alone.
    """

    document: bytes
    lost: tuple[str, ...]
    unread: tuple[str, ...]


def read_source(data: bytes, holder: str = "") -> Source:
    """The awards in a file: a badge (JSON, JWT, baked into a picture or PDF), a European credential, ELMO.

    `holder` is the name to take where the file names nobody. The proof is not verified. Raises
    `NotFound("credential.format-unsupported")` for anything else, and what reading the form raises.
    """
    if is_elmo(data):
        root = parse_elmo(data)
        return Source(Format.ELMO, read_elmo(root), xml_members(root))
    credential = _credential(data)
    kinds = types(credential)
    if EDC in kinds:
        return Source(Format.EUROPEAN, (read_european(credential, holder),), credential)
    if kinds & BADGE_TYPES:
        return Source(Format.OPEN_BADGE, (read_badge(credential, holder),), credential)
    raise NotFound("credential.format-unsupported", form=", ".join(sorted(kinds))[:80])


def _credential(data: bytes) -> Mapping[str, Any]:
    outer = baked.unwrap(data)
    if outer.form is Form.TOKEN or not outer.inside.lstrip().startswith(b"{"):
        return tokens.read(outer.inside.decode("ascii", "replace")).credential
    document = parse_object(outer.inside)
    if "payload" in document and "signatures" in document:
        return parse_object(jades.read(document).payload.encode("utf-8"))
    return document


def write(
    record: AwardRecord, to: Format, *, at: datetime, say: Say, pictures: Pictures, language: str
) -> bytes:
    """The unsigned document of one award in a format. Raises what composing raises."""
    match to:
        case Format.OPEN_BADGE:
            return _json(open_badge(record, language=language))
        case Format.EUROPEAN:
            drawn = pictures(record)
            return _json(european_credential(record, pictures=drawn, say=say, primary=language))
        case Format.ELMO:
            return transcript([record], at=at)


def convert(
    source: Source,
    record: AwardRecord,
    to: Format,
    *,
    at: datetime,
    say: Say,
    pictures: Pictures,
    language: str = "en",
) -> Converted:
    """One award of a source in another format.

    What is lost is found by reading the new document again: what is not named is there. Raises what composing raises.
    """
    made = write(record, to, at=at, say=say, pictures=pictures, language=language)
    lost = lost_between(record, read_source(made).records[0])
    again = write(
        record, source.format, at=at, say=say, pictures=lambda _: {language: (b"-",)}, language=language
    )
    unread = unread_members(source.members, read_source(again).members)
    return Converted(made, lost, unread)


def _json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=2).encode("utf-8")
