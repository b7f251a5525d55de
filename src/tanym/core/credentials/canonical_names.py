"""Canonical names for the blank nodes of a dataset: the whole of W3C RDFC-1.0, 4, with a limit of work.

A library does this faster where every node has a hash of its own. Where nodes look alike it must be done by the letter:
the library names nodes wrongly that differ only by the graph they stand in, as in a presentation of two credentials.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from tanym.core.credentials.effort import effort
from tanym.core.kernel.errors import InvalidValue

HASHES: Mapping[str, Callable[..., Any]] = {"SHA256": hashlib.sha256, "SHA384": hashlib.sha384}


@dataclass(slots=True)
class _Issuer:
    """Gives names in the order in which they are asked for (RDFC-1.0, 4.5)."""

    prefix: str
    names: dict[str, str] = field(default_factory=dict)

    def issue(self, node: str) -> str:
        return self.names.setdefault(node, f"{self.prefix}{len(self.names)}")

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, dict(self.names))


class _Naming:
    """One run of the algorithm over the quads of a dataset."""

    def __init__(self, quads: Iterable[ox.Quad], algorithm: str) -> None:
        self.hashed = HASHES[algorithm]
        self.mentions: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in quads:
            for name in {part.value for _, part in _blanks(quad)}:
                self.mentions[name].append(quad)
        self.first = {name: self.first_degree(name) for name in self.mentions}
        self.canonical = _Issuer("c14n")
        self.effort = effort()

    def names(self) -> dict[str, str]:
        alike: dict[str, list[str]] = defaultdict(list)
        for name, digest in self.first.items():
            alike[digest].append(name)
        for _, nodes in sorted(alike.items()):
            if len(nodes) == 1:
                self.canonical.issue(nodes[0])
        for _, nodes in sorted(alike.items()):
            found = []
            for node in nodes:
                if node not in self.canonical.names:
                    issuer = _Issuer("b")
                    issuer.issue(node)
                    found.append(self.n_degree(node, issuer))
            for _, issuer in sorted(found, key=lambda each: each[0]):
                for node in issuer.names:
                    self.canonical.issue(node)
        return self.canonical.names

    def digest(self, text: str) -> str:
        return str(self.hashed(text.encode("utf-8")).hexdigest())

    def first_degree(self, name: str) -> str:
        """4.6: the node's own quads, itself as `_:a`, any other as `_:z`."""
        return self.digest("".join(sorted(_line(quad, name) for quad in self.mentions[name])))

    def related(self, node: str, quad: ox.Quad, issuer: _Issuer, position: str) -> str:
        """4.7: a neighbour, by the way that leads to it and by its name if it has one."""
        names = self.canonical.names if node in self.canonical.names else issuer.names
        name = f"_:{names[node]}" if node in names else self.first[node]
        way = position if position == "g" else f"{position}{quad.predicate}"
        return self.digest(way + name)

    def n_degree(self, node: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """4.8: the node by its neighbours, and theirs, in the order that sorts first."""
        around: dict[str, list[str]] = defaultdict(list)
        for quad in self.mentions[node]:
            for position, part in _blanks(quad):
                if part.value != node:
                    around[self.related(part.value, quad, issuer, position)].append(part.value)
        data = []
        for digest, nodes in sorted(around.items()):
            path, issuer = self.chosen(nodes, issuer)
            data += [digest, path]
        return self.digest("".join(data)), issuer

    def chosen(self, nodes: list[str], issuer: _Issuer) -> tuple[str, _Issuer]:
        """The order of alike neighbours whose path sorts first, and the names that it gives."""
        best: tuple[str, _Issuer] | None = None
        for order in _orders(sorted(nodes)):
            found = self.path(order, issuer.copy(), best[0] if best else "")
            if found is not None and (best is None or found[0] < best[0]):
                best = found
        return best if best is not None else ("", issuer)

    def path(self, order: tuple[str, ...], issuer: _Issuer, best: str) -> tuple[str, _Issuer] | None:
        """The path of one order; None once it can no longer be the one that sorts first."""
        path, unnamed = "", []
        for node in order:
            self.effort.step()
            if node in self.canonical.names:
                path += f"_:{self.canonical.names[node]}"
                continue
            if node not in issuer.names:
                unnamed.append(node)
            path += f"_:{issuer.issue(node)}"
            if _is_longer(path, best):
                return None
        for node in unnamed:
            digest, result = self.n_degree(node, issuer)
            path += f"_:{issuer.issue(node)}<{digest}>"
            issuer = result
            if _is_longer(path, best):
                return None
        return path, issuer


def canonical_names(quads: Iterable[ox.Quad], algorithm: str = "SHA256") -> dict[str, str]:
    """The canonical name of each blank node. Raises `InvalidValue("credential.graph-too-complex")`."""
    try:
        return _Naming(quads, algorithm).names()
    except RecursionError:
        raise InvalidValue("credential.graph-too-complex", nodes=0) from None


def renamed(quads: Iterable[ox.Quad], names: Mapping[str, str]) -> list[ox.Quad]:
    """The quads with their blank nodes under these names."""

    def part(one: Any) -> Any:
        return ox.BlankNode(names[one.value]) if isinstance(one, ox.BlankNode) else one

    return [ox.Quad(part(q.subject), q.predicate, part(q.object), part(q.graph_name)) for q in quads]


def _orders(nodes: list[str]) -> Iterator[tuple[str, ...]]:
    """Every order of the nodes once: one that stands here twice (a graph, by each of its quads) does not count twice."""
    if not nodes:
        yield ()
    for place, node in enumerate(nodes):
        if place and nodes[place - 1] == node:
            continue
        for rest in _orders(nodes[:place] + nodes[place + 1 :]):
            yield (node, *rest)


def _blanks(quad: ox.Quad) -> Iterator[tuple[str, ox.BlankNode]]:
    for position, part in (("s", quad.subject), ("o", quad.object), ("g", quad.graph_name)):
        if isinstance(part, ox.BlankNode):
            yield position, part


def _line(quad: ox.Quad, name: str) -> str:
    """The quad as a canonical N-Quad, seen from one node."""
    seen = renamed([quad], {part.value: "a" if part.value == name else "z" for _, part in _blanks(quad)})
    return (ox.serialize(seen, format=ox.RdfFormat.N_QUADS) or b"").decode("utf-8")


def _is_longer(path: str, best: str) -> bool:
    return bool(best) and len(path) >= len(best) and path > best
