"""A document with gaps, compiled: its words checked once, its quads laid out once, its texts filled in each time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import pyoxigraph as ox

from tanym.core.credentials.compiled.layout import Layout
from tanym.core.credentials.compiled.lines import Gap, Line, Node, Part
from tanym.core.credentials.compiled.shape import Shape, fill, flatten
from tanym.core.credentials.compiled.texts import PLAIN_ADDRESS, all_escaped, taker
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.dataset import MAX_BLANK_NODES, canonical_dataset, quads_of
from tanym.core.credentials.terms import Reading, check_terms
from tanym.core.kernel.errors import TanymError


class Unfit(Exception):
    """A document that cannot be compiled; it takes the general way."""


@dataclass(frozen=True, slots=True)
class Template:
    """What documents of one shape have in common. `gaps` are the numbers of the texts that may differ, which `take` takes.

    `addresses` are those of the texts that are read as identifiers, `described` those that name a node with members,
    `watched` those that readers look up by name (the credential itself, its status entries) with how often each of them
    may name such a node; `named` and `looked_up` are the same for texts that are no gaps.
    """

    gaps: tuple[int, ...]
    take: Callable[[Sequence[str]], tuple[str, ...]]
    addresses: tuple[int, ...]
    described: tuple[int, ...]
    watched: tuple[tuple[int, int], ...]
    named: frozenset[str]
    looked_up: frozenset[str]
    names: frozenset[str]
    layout: Layout

    def canonical(self, texts: Sequence[str]) -> bytes | None:
        """The canonical N-Quads with these texts (those of the shape that are no gaps are not looked at).

        None where the general way must be taken: a text that could mean something else than it says, or one for
        which the checks of words have to be made again. Raises `InvalidValue("credential.graph-too-complex")`.
        """
        written = all_escaped(self.take(texts))
        return self.canonical_with(texts, written[0]) if written else None

    def canonical_with(self, texts: Sequence[str], written: Sequence[bytes]) -> bytes | None:
        """The same where the texts of the gaps are escaped already (`all_escaped`)."""
        for number in self.addresses:
            address = texts[number]
            if not PLAIN_ADDRESS(address) or address in self.names or address.split(":", 1)[0] in self.names:
                return None
        if not self._one_description(texts):
            return None
        found = self.layout.canonical(written)
        if found is None:  # two nodes look alike: the same quads, told apart by the algorithm in full
            return canonical_dataset(ox.parse(self.layout.quads(written), format=ox.RdfFormat.N_QUADS))
        return found

    def _one_description(self, texts: Sequence[str]) -> bool:
        """No second node bears a name that readers look up (`check_terms` would have to compare both)."""
        described = [texts[number] for number in self.described]
        if not self.looked_up.isdisjoint(described):
            return False
        for number, times in self.watched:
            if described.count(texts[number]) > times or texts[number] in self.named:
                return False
        return True


def seal_of(shape: Shape, texts: Sequence[str]) -> str:
    """The digest of all that a document says: a mark that holds it stands nowhere in that document."""
    return hashlib.sha256(repr((shape, texts)).encode("utf-8", "surrogatepass")).hexdigest()


def compile_document(document: Mapping[str, Any], contexts: Contexts, kept: Mapping[int, str]) -> Template:
    """The template of a document's shape in which only the texts outside of `kept` are gaps.

    Each gap is filled with a mark that stands nowhere else; where the mark comes out as a whole literal or a whole
    identifier, every text does (JSON-LD 1.1 API, 5.1 and 5.5 look into a text only where it is a word or no plain
    address). Raises `Unfit` with the texts to keep in its `args`, or with none where nothing helps.
    """
    found = flatten(document, contexts)
    if found is None:
        raise Unfit
    shape, texts = found
    seal = seal_of(shape, texts)
    marks = {f"urn:{seal}:{number}": number for number in range(len(texts)) if number not in kept}
    filling = iter(kept.get(number, f"urn:{seal}:{number}") for number in range(len(texts)))
    marked = fill(document, filling, contexts.keywords)
    try:
        reading = check_terms(marked, contexts)
        quads = quads_of(marked, contexts)
    except TanymError as error:
        raise Unfit from error
    read = reading.texts | reading.addresses
    words = [number for mark, number in marks.items() if mark not in read]
    if words:
        raise Unfit(*words)
    gaps = tuple(marks.values())
    lines = tuple(_lines(quads, {mark: place for place, mark in enumerate(marks)}, seal, reading))
    unused = set(range(len(gaps))) - {part.text for line in lines for part in line if isinstance(part, Gap)}
    if unused:
        raise Unfit(*sorted(gaps[place] for place in unused))
    layout = Layout(lines, len(gaps))
    if layout.nodes > MAX_BLANK_NODES:
        raise Unfit
    described = [marks[name] for name in reading.described if name in marks]
    watched = _watched(marked)
    return Template(
        gaps=gaps,
        take=taker(gaps),
        addresses=tuple(number for mark, number in marks.items() if mark in reading.addresses),
        described=tuple(described),
        watched=tuple((marks[name], described.count(marks[name])) for name in watched if name in marks),
        named=frozenset(name for name in reading.described if name not in marks),
        looked_up=frozenset(name for name in watched if name not in marks),
        names=contexts.names,
        layout=layout,
    )


def _watched(document: Mapping[str, Any]) -> list[str]:
    entries = document.get("credentialStatus")
    nodes = [document, *(entries if isinstance(entries, list) else [entries])]
    return [node["id"] for node in nodes if isinstance(node, Mapping) and "id" in node]


def _lines(quads: list[ox.Quad], gaps: Mapping[str, int], seal: str, reading: Reading) -> Iterator[Line]:
    """The quads as lines; `gaps` are the places of the marks among the gaps."""
    nodes: dict[str, Node] = {}
    numbers = count()

    def parts(term: Any) -> tuple[Part, ...]:
        if isinstance(term, ox.BlankNode):
            if term.value not in nodes:
                nodes[term.value] = Node(next(numbers))
            return (nodes[term.value],)
        text = str(term)
        if seal not in text:
            return (text.encode("utf-8"),)
        expected = reading.addresses if isinstance(term, ox.NamedNode) else reading.texts
        if term.value not in gaps or term.value not in expected or text.count(seal) != 1:
            raise Unfit
        before, _, after = text.partition(term.value)
        return (before.encode("utf-8"), Gap(gaps[term.value]), after.encode("utf-8"))

    for quad in quads:
        if seal in quad.predicate.value:
            raise Unfit
        graph = () if isinstance(quad.graph_name, ox.DefaultGraph) else (b" ", *parts(quad.graph_name))
        predicate = f" {quad.predicate} ".encode()
        yield (*parts(quad.subject), predicate, *parts(quad.object), *graph, b" .")
