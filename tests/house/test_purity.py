"""The core and the packs ask nobody for the time, for chance, or for the world outside."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("path", PURE, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_pure_file_reads_no_clock_no_chance_no_environment(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = (
            {alias.name for alias in node.names}
            if isinstance(node, ast.Import)
            else {node.module or ""}
            if isinstance(node, ast.ImportFrom)
            else set()
        )
        assert not names & CHANCE_AND_CLOCK, f"{path}: {names} is for adapters; take it as an argument"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert node.func.attr not in CALLS, f"{path}:{node.lineno}: .{node.func.attr}() is for the caller"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
            assert "core" not in path.relative_to(SOURCE).parts[:1], (
                f"{path}:{node.lineno}: the core opens no file"
            )
