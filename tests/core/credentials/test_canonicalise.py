"""Canonical quads: the W3C vectors, an independent library as oracle, and graphs made to cost time."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from pyld import jsonld

from tanym.core.credentials.canonicalise import canonical_dataset, canonical_quads
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.status.bitstring import StatusEntry
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import CONTEXTS, INDEX, LIST, award, decision
from tests.places import SHARED, shared

VECTORS = SHARED / "vectors" / "rdf-canon"


def evaluations() -> list[dict[str, str]]:
    index = VECTORS / "index.json"
    rows = json.loads(index.read_text()) if index.exists() else []
    return [row for row in rows if row["type"] == "rdfc:RDFC10EvalTest"]


def test_the_published_datasets_become_the_published_bytes() -> None:
    folder = shared("vectors/rdf-canon")
    rows = evaluations()
    assert len(rows) > 30
    for row in rows:
        quads = list(ox.parse((folder / row["action"]).read_bytes(), format=ox.RdfFormat.N_QUADS))
        found = canonical_dataset(quads, row.get("hashAlgorithm", "SHA256"))
        assert found == (folder / row["result"]).read_bytes(), row["id"]


def _loader(url: str, options: object = None) -> dict[str, object]:
    return {"contextUrl": None, "documentUrl": url, "document": dict(CONTEXTS[url])}


@pytest.mark.parametrize(
    "record", [award(), decision(), award(credits=250, ects=250)], ids=["award", "decision", "half"]
)
def test_another_library_makes_the_same_bytes(record: object) -> None:
    badge = open_badge(record, status=StatusEntry(LIST, INDEX))  # type: ignore[arg-type]
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _loader}
    assert canonical_quads(badge, CONTEXTS).decode() == jsonld.normalize(badge, options)


def test_credentials_that_differ_by_their_graph_alone_are_told_apart() -> None:
    badge = open_badge(award())
    other = {**badge, "credentialSubject": {**badge["credentialSubject"], "licenseNumber": "other"}}
    both = {
        "@context": badge["@context"][:1],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [badge, other],
    }
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _loader}
    assert canonical_quads(both, CONTEXTS).decode() == jsonld.normalize(both, options)


def clique(size: int) -> list[ox.Quad]:
    nodes = [ox.BlankNode(f"n{place}") for place in range(size)]
    word = ox.NamedNode("https://example.org/knows")
    return [ox.Quad(one, word, other) for one in nodes for other in nodes if one != other]


@pytest.mark.parametrize("size", [10, 40])
def test_a_graph_of_nodes_that_look_alike_is_refused_at_once(size: int) -> None:
    with pytest.raises(InvalidValue) as refused:
        canonical_dataset(clique(size))
    assert refused.value.code == "credential.graph-too-complex"


def test_many_alike_leaves_of_one_parent_are_fine() -> None:
    word, parent = ox.NamedNode("https://example.org/has"), ox.NamedNode("https://example.org/parent")
    leaves = [ox.Quad(parent, word, ox.BlankNode(f"leaf{place}")) for place in range(200)]
    assert canonical_dataset(leaves).count(b"\n") == 200
