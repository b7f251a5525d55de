"""What the rules of a pack say about themselves."""

from __future__ import annotations

from tanym.core.rules import read_pack
from tanym.core.rules.stated import release_facts
from tanym.rulepacks.loader import sample_packs, shipped

ALL = frozenset({"source", "place", "version", "jurisdiction", "mark"})


def test_every_shipped_rule_states_all_of_it() -> None:
    assert {pack.id: release_facts(pack)["rule.parts"] for pack in (*shipped(), *sample_packs())} == {
        pack.id: ALL for pack in (*shipped(), *sample_packs())
    }


def test_a_source_without_date_or_version_leaves_the_version_unsaid() -> None:
    eu = next(pack for pack in shipped() if pack.id == "eu")
    files = {name: dict(content) for name, content in eu.files.items()}
    cited = eu.rules[0].cites[0].source
    without = {
        k: v for k, v in files["sources.toml"]["source"][cited].items() if k not in ("date", "version_read")
    }
    files["sources.toml"] = {"source": {**files["sources.toml"]["source"], cited: without}}
    assert release_facts(read_pack(files))["rule.parts"] == ALL - {"version"}
