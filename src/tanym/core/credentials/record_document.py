"""The plain JSON document of an award record, as the award keeps it; what was written is read back the same."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from tanym.core.credentials.parse import letters_only
from tanym.core.credentials.record import AwardRecord
from tanym.core.kernel.errors import InvalidValue


def to_json(record: AwardRecord) -> dict[str, Any]:
    """The document of a record, without what stands as by default: `from_json(to_json(r)) == r`."""
    written: dict[str, Any] = _write(record)
    return written


def from_json(document: Mapping[str, Any]) -> AwardRecord:
    """The record that a document holds. Raises `InvalidValue("credential.record-incomplete")` naming the member."""
    read: AwardRecord = _read(AwardRecord, document, "record")
    return read


class Records:
    """Reads the records of many awards, of which most say nearly the same: what is equal in the one before is not read again."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[Any, Any]] = {}

    def read(self, document: Mapping[str, Any]) -> AwardRecord:
        """What `from_json` gives and raises, for documents that were written by `to_json`.

        (Of others it could take 1 for true: they are equal to Python.)
        """
        hints = _hints(AwardRecord)
        given = {
            name: self._member(name, hints[name], one) for name, one in document.items() if name in hints
        }
        try:
            return AwardRecord(**given)
        except TypeError:
            raise InvalidValue("credential.record-incomplete", member="record") from None

    def _member(self, name: str, hint: Any, value: Any) -> Any:
        known = self._before.get(name)
        if known is None or known[0] != value:
            known = self._before[name] = (value, _read(hint, value, f"record.{name}"))
        return known[1]


def _write(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            member.name: _write(given)
            for member in fields(value)
            if (given := getattr(value, member.name)) != _default(member)
        }
    if isinstance(value, Mapping):
        return {str(name): _write(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_write(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return (
        letters_only(value) if isinstance(value, str) else value
    )  # somebody pasted it; no document may hold it


def _read(hint: Any, value: Any, place: str) -> Any:
    try:
        return _typed(hint, value, place)
    except (TypeError, ValueError, AttributeError):
        raise InvalidValue("credential.record-incomplete", member=place) from None


def _typed(hint: Any, value: Any, place: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = next(one for one in typing.get_args(hint) if one is not type(None))
        return None if value is None else _typed(inner, value, place)
    if origin is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_read(inner, one, f"{place}[{i}]") for i, one in enumerate(_expect(list, value)))
    if origin is not None:  # the only other form: a mapping of plain values, such as a text by language
        return dict(_expect(Mapping, value))
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        given = {
            name: _read(hints[name], one, f"{place}.{name}")
            for name, one in _expect(Mapping, value).items()
            if name in hints
        }
        return hint(**given)
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    return _expect(hint, value)


def _expect(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError
    return value


def _default(member: Field[Any]) -> Any:
    return member.default_factory() if member.default_factory is not MISSING else member.default


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return typing.get_type_hints(cls)
