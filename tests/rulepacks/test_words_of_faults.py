"""Every code of the calendar, the engine of procedures and recognition has its sentence."""

from __future__ import annotations

import ast

import pytest

from tanym.rulepacks.words import core_words
from tests.places import ROOT

CORE = ROOT / "src" / "tanym" / "core"
FILES = [
    CORE / "kernel" / "calendar.py",
    CORE / "kernel" / "periods.py",
    *sorted((CORE / "procedures").glob("*.py")),
    *sorted((CORE / "recognition").glob("*.py")),
]
RAISED = {"Fault", "InvalidValue", "NotFound", "NotPermitted", "Refused"}


def _codes() -> set[str]:
    """Codes given to a fault or an error, and those that a guard passes on as `fault`."""
    found = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                found.add(node.args[0])
            found |= {keyword.value for keyword in node.keywords if keyword.arg == "fault"}
    return {node.value for node in found if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_a_code_has_its_sentence() -> None:
    codes = set(_codes())
    assert codes
    assert not sorted(code for code in codes if code not in core_words())


@pytest.mark.parametrize("kind", ["guard", "effect"])
def test_calls_have_sentences_for_both_kinds(kind: str) -> None:
    assert f"{kind}.unknown" in core_words()
    assert f"{kind}.arguments" in core_words()


def test_a_detail_that_is_itself_a_code_is_said_in_words() -> None:
    said = core_words().say("case.refuse.quorum", "en", fault="commission.even", members=4)
    assert "Members of the commission: 4; the number must be odd." in said


def test_a_guard_s_sentence_serves_every_step() -> None:
    words = core_words()
    assert words.say("case.approve.no-conflict", "ru") == words.say("case.map.no-conflict", "ru")
    assert "case.approve.no-such-guard" not in words
    assert words.say("case.approve.no-such-guard", "ru") == "case.approve.no-such-guard"
