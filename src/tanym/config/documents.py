"""Writes the documents that are made from the code: the map of the rooms, the diagrams of the procedures, the coverage of the rules."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

from tanym.config import coverage
from tanym.config.environment import HOME
from tanym.core.kernel.localized import choose
from tanym.core.procedures.diagram import diagram
from tanym.rulepacks import stack
from tanym.rulepacks.loader import load
from tanym.rulepacks.procedures import procedure_in_force

DRAWN_FOR = date(2026, 11, 21)
"""The diagrams show the procedures in force on this day; move it when a pack changes."""
SOURCE = Path(__file__).resolve().parents[1]
FLOORS = ("core", "rulepacks", "adapters", "apps", "cli", "config")


def purpose(folder: Path) -> str:
    """The first sentence that a package says about itself."""
    return (
        (ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or "")
        .split("\n\n")[0]
        .strip()
    )


def map_of_rooms() -> str:
    """A line for every room, floor by floor from the ground."""
    lines = [
        "# The map",
        "",
        "A line for every room, from the ground up; imports go down only. Written by `make docs`.",
        "",
    ]
    for floor in FLOORS:
        lines += [f"## `{floor}`", "", purpose(SOURCE / floor), ""]
        rooms = sorted(p for p in (SOURCE / floor).iterdir() if (p / "__init__.py").exists())
        lines += [f"- **{room.name}**: {purpose(room)}" for room in rooms]
        lines += [""] if rooms else []
    return "\n".join(lines).rstrip() + "\n"


def procedures() -> str:
    """Every procedure of the shipped packs: its standing, and its diagram drawn from the table."""
    stack_ = stack(load(["kz"]), DRAWN_FOR)
    lines = [
        "# Procedures",
        "",
        "Drawn from the tables in `src/tanym/rulepacks/*/*.procedure.toml` by `make docs`.",
        "",
    ]
    for name in sorted(stack_.procedures):
        procedure = procedure_in_force(stack_, name)
        title, _ = choose(procedure.words, "en")
        lines += [f"## {title} (`{name}`)", "", procedure.status_note, ""]
        lines += ["```mermaid", diagram(procedure, "en", "Extend the term, with notice").rstrip(), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write docs/map.md, docs/procedures.md and docs/rules.md."""
    (HOME / "docs" / "map.md").write_text(map_of_rooms(), encoding="utf-8")
    (HOME / "docs" / "procedures.md").write_text(procedures(), encoding="utf-8")
    (HOME / "docs" / "rules.md").write_text(coverage.document(), encoding="utf-8")


if __name__ == "__main__":
    main()
