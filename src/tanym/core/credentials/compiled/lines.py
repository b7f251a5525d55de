"""Lines with gaps, put in their order as far as it can be known before the texts that fill them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a text, by its number."""

    text: int


@dataclass(frozen=True, slots=True)
class Node:
    """The place of a blank node's name, by its number."""

    number: int


Part = bytes | Gap | Node
Line = tuple[Part, ...]
"""A quad in N-Quads with its line feed; no two parts of bytes stand side by side."""


class Alike(Exception):
    """Two lines became equal with the texts that were filled in."""


class Stretch:
    """Lines that stand together. Where their order hangs on what fills them, they are sorted each time."""

    __slots__ = ("_format", "_lines", "_settled", "_take")

    def __init__(self, lines: Sequence[Line], texts: int, *, settled: bool = True) -> None:
        """`texts` says how many there are: the values that fill a stretch are these and then the names of the nodes."""
        fills = [part for line in lines for part in line if not isinstance(part, bytes)]
        numbers = [part.text if isinstance(part, Gap) else texts + part.number for part in fills]
        self._settled, self._lines = settled, len(lines)
        self._take: Callable[[Sequence[bytes]], Any] | None = itemgetter(*numbers) if numbers else None
        self._format: bytes = b"".join(
            (part.replace(b"%", b"%%") if numbers else part) if isinstance(part, bytes) else b"%b"
            for line in lines
            for part in line
        )

    def filled(self, values: Sequence[bytes]) -> bytes:
        """The lines in order; raises `Alike` where they had to be sorted and two are equal."""
        if self._take is None:
            return self._format
        text: bytes = self._format % self._take(values)
        if self._settled:
            return text
        lines = text.splitlines(keepends=True)
        if len(set(lines)) != self._lines:
            raise Alike
        return b"".join(sorted(lines))  # UTF-8 sorts as code points do

    def filled_with_equals(self, values: Sequence[bytes]) -> bytes:
        """The lines in order, those that are equal each for itself."""
        if self._take is None or self._settled:
            return self.filled(values)
        return b"".join(sorted((self._format % self._take(values)).splitlines(keepends=True)))


@dataclass(frozen=True, slots=True)
class Bunch:
    """Lines between which no line of another bunch can stand; `key` is what they begin with, the whole of a single fixed line."""

    key: bytes
    lines: tuple[Line, ...]


def bunches(lines: Iterable[Line], skip: int = 0) -> list[Bunch]:
    """The lines in bunches, and these in order, whatever fills the gaps; the first `skip` parts are the same in all.

    A line is where it is by the bytes before its first gap, unless another begins with them too.
    """
    keyed = sorted(((_beginning(line[skip:]), line) for line in lines), key=itemgetter(0))
    found: list[tuple[bytes, list[Line]]] = []
    for key, line in keyed:
        if found and key.startswith(found[-1][0]):
            found[-1][1].append(line)
        else:
            found.append((key, [line]))
    return [Bunch(key, tuple(those)) for key, those in found]


def stretches(lines: Iterable[Line], texts: int, skip: int = 0) -> list[Stretch]:
    """The lines in as few stretches as can be: what follows one another in settled order is one."""
    made: list[Stretch] = []
    settled: list[Line] = []
    for one in bunches(lines, skip):
        if len(one.lines) == 1:
            settled += one.lines
            continue
        made += [Stretch(settled, texts)] if settled else []
        made.append(Stretch(one.lines, texts, settled=False))
        settled = []
    return [*made, Stretch(settled, texts)] if settled else made


def joined(parts: Iterable[Part]) -> Line:
    """The line of these parts, bytes that stand side by side made one."""
    return tuple(_joined(parts))


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    before = b""
    for part in parts:
        if isinstance(part, bytes):
            before += part
            continue
        if before:
            yield before
        yield part
        before = b""
    if before:
        yield before


def _beginning(line: Line) -> bytes:
    return line[0] if line and isinstance(line[0], bytes) else b""
