"""From a JSON-LD document to the canonical N-Quads of its dataset, in full: W3C RDFC-1.0 with a limit of work."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.terms import check_terms
from tanym.core.kernel.canonical import canonical
from tanym.core.kernel.errors import InvalidValue

MAX_BLANK_NODES = 4_000
MAX_WORK = 100_000
"""Orders of indistinguishable neighbours that may have to be tried; beyond it the graph is a trap (RDFC-1.0, 7)."""


def canonical_in_full(document: Mapping[str, Any], contexts: Contexts) -> bytes:
    """As `canonicalise.canonical_quads`, without taking anything over from documents of the same shape."""
    check_terms(document, contexts)
    return canonical_dataset(quads_of(document, contexts))


def quads_of(document: Mapping[str, Any], contexts: Contexts) -> list[ox.Quad]:
    """The dataset of a JSON-LD document; raises `InvalidValue("credential.not-canonicalisable")` for what is no RDF."""
    try:
        # RFC 8785 writes 2.0 as 2, so that every JSON-LD reader sees the same number.
        text = canonical(_inlined(document, contexts))
        quads = list(ox.parse(text, format=ox.RdfFormat.JSON_LD))
    except (SyntaxError, ValueError) as error:
        raise InvalidValue("credential.not-canonicalisable") from error
    if not quads:
        raise InvalidValue("credential.not-canonicalisable")
    return quads


def canonical_dataset(quads: Iterable[ox.Quad]) -> bytes:
    """The canonical N-Quads of a dataset; raises `InvalidValue("credential.graph-too-complex")`."""
    dataset = ox.Dataset(quads)
    check_work(list(dataset))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    text = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
    lines = text.decode("utf-8").split("\n")
    return "".join(f"{line}\n" for line in sorted(line for line in lines if line)).encode("utf-8")


def check_work(quads: list[ox.Quad]) -> None:
    """Refuses a graph whose blank nodes look alike in so many ways that telling them apart would take for ever.

    An upper bound on the orders that the algorithm tries, from the first-degree hashes of RDFC-1.0, 4.6: nodes
    with a hash of their own cost nothing, alike nodes cost the orders of their alike neighbours.
    """
    mentions: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        for name in {name for name in map(_blank, _parts(quad)) if name}:
            mentions[name].append(quad)
    if len(mentions) > MAX_BLANK_NODES:
        raise InvalidValue("credential.graph-too-complex", nodes=len(mentions))
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, around in mentions.items():
        alike[tuple(sorted(_seen_from(name, quad) for quad in around))].append(name)
    group = {name: number for number, names in enumerate(alike.values()) if len(names) > 1 for name in names}
    for component in _components(group, mentions):
        work = 0.0
        for name in component:
            neighbours: dict[tuple[int, str, int], set[str]] = defaultdict(set)
            for quad in mentions[name]:
                for position, part in enumerate(_parts(quad)):
                    other = _blank(part)
                    if other and other != name and other in group:
                        neighbours[(position, str(quad.predicate), group[other])].add(other)
            work += sum(math.lgamma(len(others) + 1) for others in neighbours.values())
        if work > math.log(MAX_WORK):
            raise InvalidValue("credential.graph-too-complex", nodes=len(component))


def _components(group: Mapping[str, int], mentions: Mapping[str, list[ox.Quad]]) -> Iterable[set[str]]:
    waiting = set(group)
    while waiting:
        component, frontier = set[str](), [waiting.pop()]
        while frontier:
            name = frontier.pop()
            component.add(name)
            for quad in mentions[name]:
                for other in map(_blank, _parts(quad)):
                    if other in waiting:
                        waiting.discard(other)
                        frontier.append(other)
        yield component


def _parts(quad: ox.Quad) -> tuple[Any, Any, Any]:
    return quad.subject, quad.object, quad.graph_name


def _blank(part: Any) -> str:
    return part.value if isinstance(part, ox.BlankNode) else ""


def _seen_from(name: str, quad: ox.Quad) -> str:
    words = [str(quad.predicate)]
    for part in _parts(quad):
        other = _blank(part)
        words.append(str(part) if not other else "_:a" if other == name else "_:z")
    return " ".join(words)


def _inlined(value: Any, contexts: Contexts) -> Any:
    if isinstance(value, Mapping):
        return {
            name: [contexts.inlined(url) for url in ([item] if isinstance(item, str) else item)]
            if name == "@context"
            else _inlined(item, contexts)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_inlined(item, contexts) for item in value]
    return value
