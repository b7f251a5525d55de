"""What the documents say of the code is true."""

from __future__ import annotations

import re

import pytest

from tanym.config import coverage, documents
from tanym.config.environment import Environment
from tests.places import ROOT

DOCS = "\n".join(
    path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
)


def test_the_map_is_what_the_rooms_say() -> None:
    assert (ROOT / "docs" / "map.md").read_text(encoding="utf-8") == documents.map_of_rooms(), (
        "run `make docs`"
    )


def test_the_diagrams_are_what_the_tables_say() -> None:
    assert (ROOT / "docs" / "procedures.md").read_text(encoding="utf-8") == documents.procedures(), (
        "run `make docs`"
    )


def test_the_coverage_of_the_rules_is_true() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == coverage.document(), "run `make docs`"


def test_every_setting_is_explained() -> None:
    shown = {
        "DATABASE_URL" if name == "database_url" else f"TANYM_{name.upper()}"
        for name in Environment.model_fields
    }
    assert not sorted(name for name in shown if name not in DOCS), "explain each in docs/operating.md"


def test_every_command_is_explained() -> None:
    paths = (ROOT / "src" / "tanym" / "apps").rglob("management/commands/*.py")
    names = {path.stem for path in paths} - {"__init__"}
    assert names
    assert not sorted(one for one in names if f"tanym {one}" not in DOCS), "explain each in docs/operating.md"


@pytest.mark.parametrize("verb", ["check", "verify", "packs", "log", "webhook", "convert", "import"])
def test_every_offline_verb_is_explained(verb: str) -> None:
    assert f"tanym {verb}" in DOCS


def test_every_link_between_documents_leads_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path}: {target}"
