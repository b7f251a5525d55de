"""Published canonical forms beyond whole datasets: the names of blank nodes (RDFC-1.0), JSON (RFC 8785)."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from tanym.core.credentials.canonical_names import canonical_names
from tanym.core.credentials.canonicalise import canonical_dataset
from tanym.core.kernel.canonical import canonical
from tanym.core.kernel.errors import InvalidValue
from tests.places import shared


def test_blank_nodes_get_the_published_names() -> None:
    folder = shared("vectors/rdf-canon")
    rows = [
        row for row in json.loads((folder / "index.json").read_text()) if row["type"] == "rdfc:RDFC10MapTest"
    ]
    assert len(rows) == 14
    for row in rows:
        quads = list(ox.parse((folder / row["action"]).read_bytes(), format=ox.RdfFormat.N_QUADS))
        expected = json.loads((folder / row["result"]).read_text())
        assert canonical_names(quads, row.get("hashAlgorithm", "SHA256")) == expected, row["id"]


def test_a_graph_made_to_cost_time_is_refused() -> None:
    """W3C's negative test (074c, not among the shared vectors) is such a clique: ten nodes that all know each other."""
    nodes = [ox.BlankNode(f"e{place}") for place in range(10)]
    word = ox.NamedNode("http://example.org/p")
    with pytest.raises(InvalidValue) as refused:
        canonical_dataset([ox.Quad(one, word, other) for one in nodes for other in nodes if one != other])
    assert refused.value.code == "credential.graph-too-complex"


@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode"])
def test_json_becomes_the_published_bytes(name: str) -> None:
    folder: Path = shared("vectors/jcs")
    made = canonical(json.loads((folder / "input" / f"{name}.json").read_text()))
    assert made == (folder / "output" / f"{name}.json").read_bytes()
    assert made == bytes.fromhex((folder / "outhex" / f"{name}.txt").read_text())


def test_every_published_json_was_looked_at() -> None:
    found = {path.stem for path in (shared("vectors/jcs") / "input").glob("*.json")}
    assert found == {"arrays", "french", "structures", "unicode"}
