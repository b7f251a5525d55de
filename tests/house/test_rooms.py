"""What every room promises, checked where a linter cannot."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.places import ROOT

SOURCE = ROOT / "src" / "tanym"
MODULES = sorted(SOURCE.rglob("*.py"))
ROOMS = sorted(p for p in (SOURCE / "apps").iterdir() if (p / "__init__.py").exists())
ACTIONS = sorted(p for room in ROOMS for p in room.glob("actions/*.py") if p.stem != "__init__")
NAMES_WITHOUT_MEANING = {"utils", "helpers", "common", "manager", "base", "blacklist", "misc"}
ACTION = re.compile(r"\btanym\.apps\.(\w+)\.actions(?:\.(\w+)| import ([^\n(]+|\([^)]*\)))")


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path))


def _classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def _named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def test_a_file_says_in_one_sentence_what_it_is_for() -> None:
    silent = []
    for path in MODULES:
        marker = path.parent.name in ("management", "commands", "templatetags") and path.stem == "__init__"
        if "migrations" not in path.parts and not marker and not ast.get_docstring(_tree(path)):
            silent.append(_named(path))
    assert not silent, "begin each of these files with a sentence that says what it is for"


def test_no_file_is_named_for_nothing() -> None:
    paths = [path for path in SOURCE.rglob("*") if path.suffix != ".html"]  # templates extend a base page
    assert len(paths) > len(MODULES)
    idle = [_named(path) for path in paths if path.stem.lower() in NAMES_WITHOUT_MEANING]
    assert not idle, "name each of these for what it holds"


def test_an_action_is_one_function_of_the_name_of_its_file() -> None:
    others = {}
    for path in ACTIONS:
        public = [
            node.name
            for node in _tree(path).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        ]
        if public != [path.stem]:
            others[_named(path)] = public
    assert ACTIONS
    assert not others, "one public function, named as the file"


def test_an_action_is_called_by_somebody() -> None:
    called: dict[tuple[str, str], set[Path]] = {}
    for path in MODULES:
        for room, one, several in ACTION.findall(_text(path)):
            for name in [one] if one else re.findall(r"\w+", several):
                called.setdefault((room, name), set()).add(path)
    idle = [_named(path) for path in ACTIONS if not called.get((path.parts[-3], path.stem), set()) - {path}]
    assert not idle, "nothing calls these actions; give each a page or take it away"


def test_a_table_states_which_personal_data_it_holds() -> None:
    tables, silent = 0, []
    for room in ROOMS:
        models = room / "models.py"
        for node in _classes(_tree(models)) if models.exists() else ():
            if any("Model" in ast.unparse(parent) for parent in node.bases):
                tables += 1
                if "Personal data:" not in (ast.get_docstring(node) or ""):
                    silent.append(f"{room.name}.{node.name}")
    assert tables
    assert not silent, "end the docstring with 'Personal data: none.' or what, why, and when it is erased"


def test_every_template_of_a_room_is_used() -> None:
    everything = "\n".join(_text(path) for path in [*MODULES, *SOURCE.rglob("*.html")])
    named = {
        str(one.relative_to(room / "templates")) for room in ROOMS for one in room.glob("templates/**/*.html")
    }
    assert named
    assert not [name for name in sorted(named) if name not in everything], "these templates are used nowhere"


def test_no_exception_from_the_floors() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert not [c["name"] for c in contracts if c.get("ignore_imports")], (
        "an exception needs an ADR, not a line here"
    )


def test_every_room_stands_on_the_map() -> None:
    drawn = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    lines = {
        room.name: (ast.get_docstring(_tree(room / "__init__.py")) or "").split("\n\n")[0].strip()
        for room in ROOMS
    }
    assert all(lines.values()), lines
    assert not [name for name, line in lines.items() if line not in drawn], "run `make docs`"
