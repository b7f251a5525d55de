"""What every room promises, checked where a linter cannot."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

SOURCE = ROOT / "src" / "tanym"
ROOMS = sorted(p for p in (SOURCE / "apps").iterdir() if (p / "__init__.py").exists())
ACTIONS = sorted(p for room in ROOMS for p in room.glob("actions/*.py") if p.stem != "__init__")
NAMES_WITHOUT_MEANING = {"utils", "helpers", "common", "manager", "base", "blacklist", "misc"}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_file_says_in_one_sentence_what_it_is_for(path: Path) -> None:
    marker = path.parent.name in ("management", "commands", "templatetags") and path.stem == "__init__"
    if "migrations" in path.parts or marker:
        return
    assert ast.get_docstring(_tree(path)), f"{path}: begin the file with a sentence that says what it is for"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_file_is_named_for_nothing(path: Path) -> None:
    if path.suffix == ".html":
        return  # templates extend a base page, as everywhere
    assert path.stem.lower() not in NAMES_WITHOUT_MEANING, f"{path}: name it for what it holds"


@pytest.mark.parametrize("path", ACTIONS, ids=lambda p: f"{p.parts[-3]}.{p.stem}")
def test_an_action_is_one_function_of_the_name_of_its_file(path: Path) -> None:
    public = [
        node.name
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    assert public == [path.stem], f"{path}: one public function, named {path.stem}"


@pytest.mark.parametrize("path", ACTIONS, ids=lambda p: f"{p.parts[-3]}.{p.stem}")
def test_an_action_is_called_by_somebody(path: Path) -> None:
    wanted = f"actions.{path.stem}"
    callers = [
        other
        for other in SOURCE.rglob("*.py")
        if other != path
        and (wanted in (text := other.read_text(encoding="utf-8")) or f"actions import {path.stem}" in text)
    ]
    assert callers, f"{path}: nothing calls this action; give it a page or take it away"


@pytest.mark.parametrize("room", ROOMS, ids=lambda r: r.name)
def test_a_table_states_which_personal_data_it_holds(room: Path) -> None:
    models = room / "models.py"
    if not models.exists():
        return
    for node in _classes(_tree(models)):
        if any("Model" in ast.unparse(parent) for parent in node.bases):
            assert "Personal data:" in (ast.get_docstring(node) or ""), (
                f"{room.name}.{node.name}: end the docstring with 'Personal data: none.' or what, why, and when it is erased"
            )


@pytest.mark.parametrize("room", ROOMS, ids=lambda r: r.name)
def test_every_template_of_a_room_is_used(room: Path) -> None:
    everything = "\n".join(
        p.read_text(encoding="utf-8") for p in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]
    )
    for template in room.glob("templates/**/*.html"):
        name = str(template.relative_to(room / "templates"))
        assert f'"{name}"' in everything or f"'{name}'" in everything or name in everything, (
            f"{template} is used nowhere"
        )


def test_no_exception_from_the_floors() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert not [c["name"] for c in contracts if c.get("ignore_imports")], (
        "an exception needs an ADR, not a line here"
    )


@pytest.mark.parametrize("room", ROOMS, ids=lambda r: r.name)
def test_every_room_stands_on_the_map(room: Path) -> None:
    line = (ast.get_docstring(_tree(room / "__init__.py")) or "").split("\n\n")[0].strip()
    assert line in (ROOT / "docs" / "map.md").read_text(encoding="utf-8"), "run `make docs`"
