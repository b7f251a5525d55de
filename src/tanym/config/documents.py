"""Writes the documents that are made from the code: the map of the rooms and the diagrams of the procedures."""

from __future__ import annotations

import ast
from pathlib import Path

from tanym.config.environment import HOME

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


def main() -> None:
    """Write docs/map.md."""
    (HOME / "docs" / "map.md").write_text(map_of_rooms(), encoding="utf-8")


if __name__ == "__main__":
    main()
