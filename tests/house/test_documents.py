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


@pytest.mark.parametrize("name", sorted(Environment.model_fields))
def test_every_setting_is_explained(name: str) -> None:
    shown = "DATABASE_URL" if name == "database_url" else f"TANYM_{name.upper()}"
    assert shown in DOCS, f"explain {shown} in docs/operating.md"


@pytest.mark.parametrize(
    "path", sorted((ROOT / "src" / "tanym" / "apps").rglob("management/commands/*.py")), ids=lambda p: p.stem
)
def test_every_command_is_explained(path: object) -> None:
    name = getattr(path, "stem", "")
    assert name == "__init__" or f"tanym {name}" in DOCS, f"explain `tanym {name}` in docs/operating.md"


@pytest.mark.parametrize("verb", ["check", "verify", "packs", "log", "webhook", "convert", "import"])
def test_every_offline_verb_is_explained(verb: str) -> None:
    assert f"tanym {verb}" in DOCS


def test_every_link_between_documents_leads_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path}: {target}"
