"""From a JSON-LD document to the canonical N-Quads of its dataset, in full: W3C RDFC-1.0 with a limit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from tanym.core.credentials.canonical_names import canonical_names, renamed
from tanym.core.credentials.contexts import Contexts
from tanym.core.credentials.terms import check_terms
from tanym.core.kernel.canonical import canonical
from tanym.core.kernel.errors import InvalidValue

MAX_BLANK_NODES = 4_000
_ALGORITHMS = {
    "SHA256": ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_256,
    "SHA384": ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_384,
}


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


def canonical_dataset(quads: Iterable[ox.Quad], algorithm: str = "SHA256") -> bytes:
    """The canonical N-Quads of a dataset (RDFC-1.0, 5); raises `InvalidValue("credential.graph-too-complex")`.

    Where every blank node has a hash of its own, a library names them; where some look alike, `canonical_names` does.
    """
    distinct = list(dict.fromkeys(quads))
    if _some_alike(distinct):
        distinct = renamed(distinct, canonical_names(distinct, algorithm))
        text = ox.serialize(distinct, format=ox.RdfFormat.N_QUADS) or b""
    else:
        dataset = ox.Dataset(distinct)
        dataset.canonicalize(_ALGORITHMS[algorithm])
        text = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
    lines = text.decode("utf-8").split("\n")
    return "".join(f"{line}\n" for line in sorted(line for line in lines if line)).encode("utf-8")


def _some_alike(quads: Iterable[ox.Quad]) -> bool:
    """Whether two blank nodes are the same but for their neighbours; refuses a graph of too many blank nodes."""
    mentions: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        for name in {name for name in map(_blank, _parts(quad)) if name}:
            mentions[name].append(_seen_from(name, quad))
    if len(mentions) > MAX_BLANK_NODES:
        raise InvalidValue("credential.graph-too-complex", nodes=len(mentions))
    return len({tuple(sorted(seen)) for seen in mentions.values()}) < len(mentions)


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
