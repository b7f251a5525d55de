"""The core and the packs ask nobody for the time, for chance, or for the world outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.places import ROOT

SOURCE = ROOT / "src" / "tanym"
PURE = sorted([*(SOURCE / "core").rglob("*.py"), *(SOURCE / "rulepacks").rglob("*.py")])
CHANCE_AND_CLOCK = {
    "random",
    "secrets",
    "time",
    "socket",
    "subprocess",
    "os",
    "urllib.request",
    "http.client",
}
CALLS = {"now", "utcnow", "today", "urandom", "uuid4", "uuid1", "getenv"}


def _asks(path: Path) -> Iterator[str]:
    """What a file asks of the world, and where."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = (
            {alias.name for alias in node.names}
            if isinstance(node, ast.Import)
            else {node.module or ""}
            if isinstance(node, ast.ImportFrom)
            else set()
        )
        if asked := names & CHANCE_AND_CLOCK:
            yield f"{sorted(asked)} is for adapters; take it as an argument"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            yield f"line {node.lineno}: .{node.func.attr}() is for the caller"
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "open"
            and path.relative_to(SOURCE).parts[0] == "core"
        ):
            yield f"line {node.lineno}: the core opens no file"


def test_a_pure_file_reads_no_clock_no_chance_no_environment() -> None:
    assert PURE
    assert not [f"{path.relative_to(SOURCE)}: {asked}" for path in PURE for asked in _asks(path)]


def test_a_file_that_is_not_pure_would_be_found(tmp_path: Path) -> None:
    path = SOURCE / "adapters" / "fetch.py"
    assert list(_asks(path)), path
