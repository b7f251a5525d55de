"""Computed advice never decides: what rules, guards and records are computed from does not know it (Law 94-V, art. 19-1)."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "tanym"
ADVICE = ("tanym.core.matching.advice", "tanym.apps.recognition.advising")
MAY_SHOW_IT = {
    "apps/recognition/advising.py",
    "apps/recognition/matrix.py",  # the table of the page
    "apps/recognition/views/assessing.py",
    "apps/recognition/actions/see_advice.py",
    "apps/recognition/actions/object_to_advice.py",
    "apps/recognition/actions/answer_objection.py",
    "apps/validation/targets.py",  # what a person could aim at: an order of suggestions
}
MATRIX = "tanym.apps.recognition.matrix"
MAY_SHOW_THE_TABLE = ("/views/", "apps/recognition/paper.py")


def imported(path: Path) -> set[str]:
    """The modules that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


def importers(*modules: str) -> set[str]:
    """The files that import one of these modules."""
    return {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if imported(path) & {*modules} and "matching/" not in str(path)
    }


def test_only_pages_and_what_keeps_who_saw_it_know_the_advice() -> None:
    assert importers(*ADVICE) == MAY_SHOW_IT


def test_no_rule_guard_or_record_reads_the_table_on_which_it_is_shown() -> None:
    strangers = {
        path for path in importers(MATRIX) if not any(part in f"/{path}" for part in MAY_SHOW_THE_TABLE)
    }
    assert strangers == set()


def test_no_model_keeps_a_computed_score() -> None:
    models = (SOURCE / "apps" / "recognition" / "models.py").read_text(encoding="utf-8")
    assert "class AdviceSeen" in models
    assert "score" not in models
