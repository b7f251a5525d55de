"""A plain row as somebody reads it: fields and values in words; codes, digests and counters apart, for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tanym.apps.accounts.words import catalogue, day, say
from tanym.core.kernel.localized import LANGUAGES, choose

CODED = {"result": ("recognition.result", "exams.end"), "role": ("role",)}
"""Fields that hold a code, and under which names the catalogue may have words for it."""

FOR_MACHINES = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9a-f]{40,128}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """The fields of a row that have words, with their values in words; the others as they are."""

    said: tuple[tuple[str, str], ...]
    machine: tuple[tuple[str, str], ...]


def read(row: Mapping[str, Any], language: str) -> ReadRow:
    """A row in the language of its reader. Nothing of it is left out; what is empty is."""
    said, machine = [], []
    for name, value in row.items():
        if value is None or value in ("", [], {}):
            continue
        words = _value(name, value, language) if _known(name) else ""
        if words:
            said.append((say(f"holding.field.{name}", language), words))
        if not words or (isinstance(value, Mapping | list) and not _of_languages(value)):
            machine.append((name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)))
    return ReadRow(tuple(said), tuple(machine))


def _known(name: str) -> bool:
    return f"holding.field.{name}" in catalogue()


def _value(name: str, value: Any, language: str) -> str:
    if isinstance(value, bool):
        return say(f"holding.value.{'yes' if value else 'no'}", language)
    if _of_languages(value):
        return choose({str(key): str(one) for key, one in value.items()}, language)[0]
    if isinstance(value, Mapping):
        return "\n".join(_parts(value, language))
    if isinstance(value, list):
        return "\n".join(words for one in value if (words := _value(name, one, language)))
    return _text(name, str(value), language)


def _parts(value: Mapping[str, Any], language: str) -> Iterator[str]:
    for name, one in value.items():
        if _known(str(name)) and (words := _value(str(name), one, language)):
            yield f"{say(f'holding.field.{name}', language)}: {words}"


def _text(name: str, text: str, language: str) -> str:
    if FOR_MACHINES.fullmatch(text):
        return ""
    if name in CODED:
        codes = (f"{prefix}.{text}" for prefix in CODED[name])
        return next((say(code, language) for code in codes if code in catalogue()), "")
    try:
        return _day_or_moment(text, language)
    except ValueError:  # words of somebody that begin like a day
        return text


def _day_or_moment(text: str, language: str) -> str:
    if DAY.fullmatch(text):
        return day(date.fromisoformat(text), language)
    if MOMENT.fullmatch(text):
        at = datetime.fromisoformat(text)
        offset = f" (UTC{text[-6:]})" if at.tzinfo else ""
        return f"{day(date.fromisoformat(text[:10]), language)}, {at:%H:%M}{offset}"
    return text


def _of_languages(value: object) -> bool:
    return isinstance(value, Mapping) and bool(value) and {str(key) for key in value} <= {*LANGUAGES, ""}
