"""Reads and writes CBOR (RFC 8949) as signed messages need it: strictly, definite lengths, each thing in one spelling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tanym.core.credentials.parse import MAX_BYTES
from tanym.core.kernel.errors import InvalidValue

MAX_DEPTH = 8
MAX_ITEMS = 1000
"""Items in one text, all levels together: a signed message holds some twenty."""
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}
_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP, _TAG, _SIMPLE = range(8)
_SIMPLE_VALUES = {20: False, 21: True, 22: None}


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value with the number that says what it is (RFC 8949, 3.4)."""

    tag: int
    value: Any


def read(data: bytes) -> Any:
    """The one value of a text: whole numbers, bytes, texts, lists, maps (with names that are numbers or texts), tags.

    Refused, though RFC 8949 knows them: indefinite lengths, a name twice, a number in more bytes than it needs,
    floating point and other simple values; and more than `MAX_DEPTH` levels, `MAX_ITEMS` items or `MAX_BYTES` bytes.
    Raises `InvalidValue`: `credential.input-too-large`, `credential.input-too-deep`, `credential.input-array-too-long`,
    `credential.cbor-malformed`.
    """
    if len(data) > MAX_BYTES:
        raise InvalidValue("credential.input-too-large", bytes=len(data), limit=MAX_BYTES)
    reading = _Reading(data)
    value = reading.value(1)
    if reading.at != len(data):
        raise _malformed()
    return value


class _Reading:
    """One pass over the bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.items = data, 0, 0

    def value(self, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise InvalidValue("credential.input-too-deep", limit=MAX_DEPTH)
        self.items += 1
        if self.items > MAX_ITEMS:
            raise InvalidValue("credential.input-array-too-long", limit=MAX_ITEMS)
        kind, number = self.head()
        if kind == _UNSIGNED:
            return number
        if kind == _NEGATIVE:
            return -1 - number
        if kind == _BYTES:
            return self.take(number)
        if kind == _TEXT:
            return self.text(number)
        if kind == _ARRAY:
            return [self.value(depth + 1) for _ in range(self.room(number))]
        if kind == _MAP:
            return self.members(number, depth)
        if kind == _TAG:
            return Tagged(number, self.value(depth + 1))
        if number not in _SIMPLE_VALUES:
            raise _malformed()
        return _SIMPLE_VALUES[number]

    def head(self) -> tuple[int, int]:
        """The kind of what follows, and its number, length or value."""
        first = self.take(1)[0]
        kind, short = first >> 5, first & 31
        if short < 24:
            return kind, short
        if short not in _SIZES or kind == _SIMPLE:
            raise _malformed()
        number = int.from_bytes(self.take(_SIZES[short]), "big")
        if _head(kind, number)[0] != first:
            raise _malformed()
        return kind, number

    def members(self, count: int, depth: int) -> dict[int | str, Any]:
        found: dict[int | str, Any] = {}
        for _ in range(self.room(count)):
            name = self.value(depth + 1)
            if type(name) not in (int, str) or name in found:
                raise _malformed()
            found[name] = self.value(depth + 1)
        return found

    def text(self, length: int) -> str:
        try:
            return self.take(length).decode("utf-8")
        except UnicodeDecodeError:
            raise _malformed() from None

    def room(self, count: int) -> int:
        """A count that the bytes left could hold: nothing is made ready for items that cannot come."""
        if count > len(self.data) - self.at:
            raise _malformed()
        return count

    def take(self, length: int) -> bytes:
        end = self.at + length
        if end > len(self.data):
            raise _malformed()
        found = self.data[self.at : end]
        self.at = end
        return found


def write(value: Any) -> bytes:
    """The value as deterministic CBOR (RFC 8949, 4.2.1): shortest numbers, names of maps in the order of their bytes."""
    if isinstance(value, bool) or value is None:
        return bytes([_SIMPLE << 5 | {False: 20, True: 21, None: 22}[value]])
    if isinstance(value, int):
        return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    if isinstance(value, bytes):
        return _head(_BYTES, len(value)) + value
    if isinstance(value, str):
        encoded = value.encode("utf-8")
        return _head(_TEXT, len(encoded)) + encoded
    if isinstance(value, (list, tuple)):
        return _head(_ARRAY, len(value)) + b"".join(write(one) for one in value)
    if isinstance(value, Mapping):
        pairs = sorted((write(name), write(inner)) for name, inner in value.items())
        return _head(_MAP, len(pairs)) + b"".join(name + inner for name, inner in pairs)
    if isinstance(value, Tagged):
        return _head(_TAG, value.tag) + write(value.value)
    raise _malformed()


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    for short, size in _SIZES.items():
        if number < 1 << 8 * size:
            return bytes([kind << 5 | short]) + number.to_bytes(size, "big")
    raise _malformed()


def _malformed() -> InvalidValue:
    return InvalidValue("credential.cbor-malformed")
