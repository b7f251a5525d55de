"""The quads of one shape laid out as lines with gaps, which texts fill (W3C RDFC-1.0 where no two nodes look alike)."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a text, by its number."""

    text: int


@dataclass(frozen=True, slots=True)
class Node:
    """The place of a blank node's name, by its number."""

    number: int


Part = str | Gap | Node
Line = tuple[Part, ...]
"""A quad in N-Quads without its line feed."""

_LABELS = tuple(f"_:c14n{number}" for number in range(4_096))
_KEPT_ORDERS = 64
_FEW = 4
"""So many nodes with gaps or fewer have so few orders that their lines are worth keeping."""


@dataclass(frozen=True, slots=True)
class _Form:
    """Lines as one format for `%`, and the numbers of what fills it, in order."""

    text: str
    fills: tuple[int, ...]
    lines: int

    def filled(self, values: Sequence[str]) -> list[str]:
        if not self.lines:
            return []
        return (self.text % tuple([values[number] for number in self.fills])).split("\n")


@dataclass(frozen=True, slots=True)
class _Ordered:
    """The lines of one order of the nodes: those without a gap, sorted, as a list and as one text, and the others."""

    fixed: list[bytes]
    text: bytes
    starts: list[int]
    form: _Form

    def merged(self, texts: Sequence[str]) -> bytes | None:
        """All lines in order; None where two are equal."""
        lines = [line.encode("utf-8") for line in self.form.filled(texts)]
        lines.sort()  # UTF-8 sorts as code points do
        parts, done, before = list[bytes](), 0, b""
        for line in lines:
            place = bisect_left(self.fixed, line)
            if line == before or (place < len(self.fixed) and self.fixed[place] == line):
                return None
            if self.starts[place] > done:
                parts.append(self.text[done : self.starts[place]])
                done = self.starts[place]
            parts += (line, b"\n")
            before = line
        parts.append(self.text[done:])
        return b"".join(parts)


class Layout:
    """The lines of a dataset; made once for a shape, filled for each document."""

    def __init__(self, lines: Iterable[Line], texts: int) -> None:
        """`texts` says how many there are to fill in; their numbers begin at 0."""
        self._lines = tuple(dict.fromkeys(lines))  # a dataset is a set
        self._texts = texts
        self.nodes = 1 + max(
            (part.number for part in chain(*self._lines) if isinstance(part, Node)), default=-1
        )
        about: list[list[Line]] = [[] for _ in range(self.nodes)]
        for line in self._lines:
            for number in {part.number for part in line if isinstance(part, Node)}:
                about[number].append(line)
        # The hash of a node about which no line has a gap is the same in every document (RDFC-1.0, 4.6).
        self._hashes: list[str] = [""] * self.nodes
        self._open: list[tuple[int, _Form]] = []
        for number, around in enumerate(about):
            form = self._form(around, seen_from=number)
            if form.fills:
                self._open.append((number, form))
            else:
                self._hashes[number] = _hash(form.filled(()))
        named = [line for line in self._lines if any(isinstance(part, Node) for part in line)]
        unnamed = [line for line in self._lines if not any(isinstance(part, Node) for part in line)]
        self._named, self._unnamed = self._form(named), self._form(unnamed)
        self._orders: dict[tuple[int, ...], _Ordered] = {}

    @property
    def size(self) -> int:
        """About how many characters it keeps."""
        return 4 * sum(len(part) if isinstance(part, str) else 16 for line in self._lines for part in line)

    def canonical(self, texts: Sequence[str]) -> bytes | None:
        """The canonical N-Quads with these texts, already escaped; None where two nodes look alike.

        Where every blank node has a first-degree hash of its own, RDFC-1.0 names them in the order of these hashes
        (4.4.3, step 4), and nothing else has to be asked. Lines that become equal are one quad; where such a line names
        a node, that node's hash would be of fewer lines, so that is left to the algorithm in full too.
        """
        hashes = self._hashes
        if self._open:
            hashes = hashes[:]
            for number, form in self._open:
                hashes[number] = _hash(form.filled(texts))
        if len(set(hashes)) != self.nodes:
            return None
        order = sorted(range(self.nodes), key=hashes.__getitem__)
        if len(self._open) <= _FEW:
            merged = self._ordered(tuple(order)).merged(texts)
            if merged is not None:
                return merged
        names = [""] * self.nodes
        for rank, number in enumerate(order):
            names[number] = _LABELS[rank]
        values = [*texts, *names]
        named = set(self._named.filled(values))
        if len(named) != self._named.lines:
            return None
        return _text(list(named.union(self._unnamed.filled(values)))).encode("utf-8")

    def quads(self, texts: Sequence[str]) -> str:
        """The N-Quads with these texts, already escaped, and with names of no meaning for blank nodes."""
        values = [*texts, *_LABELS[: self.nodes]]
        return _text(self._named.filled(values) + self._unnamed.filled(values))

    def _ordered(self, order: tuple[int, ...]) -> _Ordered:
        """The lines with the nodes named in this order."""
        found = self._orders.get(order)
        if found is None:
            names = {number: _LABELS[rank] for rank, number in enumerate(order)}
            lines = [
                tuple(names[part.number] if isinstance(part, Node) else part for part in line)
                for line in self._lines
            ]
            fixed = sorted(
                "".join(map(str, line)).encode("utf-8")
                for line in lines
                if not any(isinstance(part, Gap) for part in line)
            )
            form = self._form([line for line in lines if any(isinstance(part, Gap) for part in line)])
            starts = list(accumulate((len(line) + 1 for line in fixed), initial=0))
            if len(self._orders) >= _KEPT_ORDERS:
                self._orders.clear()
            found = _Ordered(fixed, b"".join(line + b"\n" for line in fixed), starts, form)
            self._orders[order] = found
        return found

    def _form(self, lines: Sequence[Line], seen_from: int | None = None) -> _Form:
        written, fills = [], list[int]()
        for line in lines:
            text = ""
            for part in line:
                if isinstance(part, str):
                    text += part.replace("%", "%%")
                elif isinstance(part, Gap):
                    text += "%s"
                    fills.append(part.text)
                elif seen_from is not None:
                    text += "_:a" if part.number == seen_from else "_:z"
                else:
                    text += "%s"
                    fills.append(self._texts + part.number)
            written.append(text)
        return _Form("\n".join(written), tuple(fills), len(written))


def _hash(lines: list[str]) -> str:
    return hashlib.sha256(_text(lines).encode("utf-8")).hexdigest()


def _text(lines: list[str]) -> str:
    lines.sort()  # by code point, as RDFC-1.0 asks
    lines.append("")
    return "\n".join(lines)
