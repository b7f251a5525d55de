"""The quads of one shape laid out as lines with gaps, which texts fill (W3C RDFC-1.0 where no two nodes look alike)."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tanym.core.credentials.compiled.lines import (
    Alike,
    Gap,
    Line,
    Node,
    Stretch,
    bunches,
    joined,
    stretches,
)

_LABELS = tuple(f"_:c14n{number}".encode() for number in range(4_096))
_KEPT = 32
"""With so many nodes or fewer, the lines of a node without gaps are kept under each name that it may get."""


class _Block:
    """The lines about one subject, in order, in more than one stretch."""

    def __init__(self, parts: Sequence[Stretch]) -> None:
        self._stretches = parts

    def filled(self, values: Sequence[bytes]) -> bytes:
        return b"".join([one.filled(values) for one in self._stretches])


def _block(lines: Sequence[Line], texts: int, skip: int) -> Stretch | _Block:
    """The lines about one subject: they begin with `skip` parts that are the same."""
    parts = stretches(lines, texts, skip)
    return parts[0] if len(parts) == 1 else _Block(parts)


class Layout:
    """The lines of a dataset; made once for a shape, filled for each document.

    Lines are sorted by their subjects first, and nodes come after addresses. So the lines about each node are a block
    that moves as a whole when the node is named otherwise, and the lines about an address that is a gap are one too;
    inside of a block nearly every place is settled by the predicate.
    """

    def __init__(self, lines: Iterable[Line], texts: int) -> None:
        """`texts` says how many there are to fill in; their numbers begin at 0."""
        self._lines = tuple(dict.fromkeys(joined((*line, b"\n")) for line in lines))  # a dataset is a set
        self._texts = texts
        mentioned = [{part.number for part in line if isinstance(part, Node)} for line in self._lines]
        self.nodes = 1 + max((max(numbers, default=-1) for numbers in mentioned), default=-1)
        self._hash_once(mentioned)
        self._arrange()
        self._named = Stretch(
            [line for line, numbers in zip(self._lines, mentioned, strict=True) if numbers], texts
        )
        self._unnamed = Stretch(
            [line for line, numbers in zip(self._lines, mentioned, strict=True) if not numbers], texts
        )
        self._named_lines = sum(map(bool, mentioned))

    def _hash_once(self, mentioned: Sequence[set[int]]) -> None:
        """The hash of a node about which no line has a gap is the same in every document (RDFC-1.0, 4.6)."""
        around: list[list[Line]] = [[] for _ in range(self.nodes)]
        for line, numbers in zip(self._lines, mentioned, strict=True):
            for number in numbers:
                around[number].append(line)
        self._hashes: list[bytes] = [b""] * self.nodes
        self._open: list[tuple[int, list[Stretch]]] = []
        for number, lines in enumerate(around):
            seen = stretches([_seen_from(number, line) for line in lines], self._texts)
            if any(isinstance(part, Gap) for line in lines for part in line):
                self._open.append((number, seen))
            else:
                self._hashes[number] = _hash(seen, ())

    def _arrange(self) -> None:
        by_node: dict[int, list[Line]] = defaultdict(list)
        by_gap: dict[int, list[Line]] = defaultdict(list)
        fixed: list[Line] = []
        for line in self._lines:
            if isinstance(line[0], Node):
                by_node[line[0].number].append(line)
            elif line[0] == b"<" and isinstance(line[1], Gap):
                by_gap[line[1].text].append(line)
            else:
                fixed.append(line)
        self._by_node = [_block(by_node[number], self._texts, 1) for number in range(self.nodes)]
        self._by_gap = [(gap, _block(those, self._texts, 2)) for gap, those in by_gap.items()]
        found = bunches(fixed)
        self._keys = [one.key for one in found]
        made = [Stretch(one.lines, self._texts, settled=len(one.lines) == 1) for one in found]
        is_open = [any(not isinstance(part, bytes) for line in one.lines for part in line) for one in found]
        self._fixed = [b"" if is_open[place] else one.filled(()) for place, one in enumerate(made)]
        self._open_places = [(place, one) for place, one in enumerate(made) if is_open[place]]
        self._label_order = sorted(range(self.nodes), key=str)  # as text, 10 comes before 2
        alone = {number for number, those in by_node.items() if _moves_alone(those)}
        self._kept: list[list[bytes] | None] = [
            [b""] * self.nodes if self.nodes <= _KEPT and number in alone else None
            for number in range(self.nodes)
        ]
        self._kept_size = self.nodes * sum(
            _length(line) for number, those in by_node.items() if self._kept[number] for line in those
        )

    @property
    def size(self) -> int:
        """About how many bytes it keeps, with those that it will come to keep."""
        return 6 * sum(map(_length, self._lines)) + self._kept_size

    def canonical(self, texts: Sequence[bytes]) -> bytes | None:
        """The canonical N-Quads with these texts, already escaped; None where two nodes look alike.

        Where every blank node has a first-degree hash of its own, RDFC-1.0 names them in the order of these hashes
        (4.4.3, step 4), and nothing else has to be asked. Lines that become equal are one quad; where such a line names
        a node, that node's hash would be of fewer lines, so that is left to the algorithm in full too.
        """
        hashes = self._hashes
        if self._open:
            hashes = hashes[:]
            for number, around in self._open:
                hashes[number] = _hash(around, texts)
        if len(set(hashes)) != self.nodes:
            return None
        order = sorted(range(self.nodes), key=hashes.__getitem__)
        values = [*texts, *([b""] * self.nodes)]
        for label, number in zip(_LABELS, order, strict=False):
            values[self._texts + number] = label
        try:
            found = self._in_order(values, order)
        except Alike:
            found = None
        return self._sorted(values) if found is None else found

    def quads(self, texts: Sequence[bytes]) -> bytes:
        """The N-Quads with these texts, already escaped, and with names of no meaning for blank nodes."""
        values = [*texts, *_LABELS[: self.nodes]]
        return self._named.filled(values) + self._unnamed.filled(values)

    def _in_order(self, values: Sequence[bytes], order: Sequence[int]) -> bytes | None:
        """The lines block by block; None where two subjects turn out to be one, whose lines belong together."""
        moved, keys = [], self._keys
        for gap, block in self._by_gap:
            head = b"<" + values[gap] + b"> "
            place = bisect_left(keys, head)
            if place < len(keys) and keys[place].startswith(head):
                return None
            if place and head.startswith(keys[place - 1]):
                return None
            moved.append((head, place, block))
        moved.sort(key=_head)
        for one, other in pairwise(moved):
            if one[0] == other[0]:
                return None
        parts: list[bytes] = []
        fixed, done = self._fixed, 0
        if self._open_places:
            fixed = fixed[:]
            for place, stretch in self._open_places:
                fixed[place] = stretch.filled(values)
        for _, place, block in moved:
            parts += fixed[done:place]
            parts.append(block.filled(values))
            done = place
        parts += fixed[done:]
        for rank in self._label_order:
            number = order[rank]
            kept = self._kept[number]
            if kept is None:
                parts.append(self._by_node[number].filled(values))
            else:
                parts.append(kept[rank] or self._keep(number, rank, values))
        return b"".join(parts)

    def _keep(self, number: int, rank: int, values: Sequence[bytes]) -> bytes:
        """The lines about a node under the name of this rank, for the next time too."""
        made = self._by_node[number].filled(values)
        kept = self._kept[number]
        if kept is not None:
            kept[rank] = made
        return made

    def _sorted(self, values: Sequence[bytes]) -> bytes | None:
        """All lines, equal ones once; None where a line that names a node equals another."""
        named = set(self._named.filled(values).splitlines(keepends=True))
        if len(named) != self._named_lines:
            return None
        return b"".join(sorted(named.union(self._unnamed.filled(values).splitlines(keepends=True))))


def _head(moved: tuple[bytes, int, Stretch | _Block]) -> bytes:
    return moved[0]


def _length(line: Line) -> int:
    return sum(len(part) if isinstance(part, bytes) else 16 for part in line)


def _moves_alone(lines: Sequence[Line]) -> bool:
    """Whether nothing but the name of their subject fills these lines."""
    return all(isinstance(part, bytes) or part == line[0] for line in lines for part in line)


def _seen_from(number: int, line: Line) -> Line:
    return joined(
        (b"_:a" if part.number == number else b"_:z") if isinstance(part, Node) else part for part in line
    )


def _hash(around: Sequence[Stretch], texts: Sequence[bytes]) -> bytes:
    if len(around) == 1:
        return hashlib.sha256(around[0].filled_with_equals(texts)).digest()
    return hashlib.sha256(b"".join([one.filled_with_equals(texts) for one in around])).digest()
