"""A day is the country's: a moment that machines keep in UTC is five hours behind where the sample country lives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.places import ROOT

ROOMS = sorted((ROOT / "src" / "tanym" / "apps").rglob("*.py"))
TESTS = sorted((ROOT / "tests" / "apps").rglob("*.py")) + sorted((ROOT / "tests" / "journeys").rglob("*.py"))
UTC_CLOCKS = ("timezone.now()", "datetime.now(UTC)")


def _called(path: Path, name: str) -> Iterator[ast.Attribute]:
    """What a file calls by that name on something: `at.date()`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
            yield node.func


def _days_of_moments(path: Path) -> Iterator[str]:
    """Days cut from a moment whose zone nobody looked at: its name ends as moments' names do, or it is the clock itself."""
    for call in _called(path, "date"):
        of = ast.unparse(call.value)
        if of.split(".")[-1] in ("at", "now", "moment") or of.endswith("_at") or of in UTC_CLOCKS:
            yield f"{path.relative_to(ROOT)}:{call.lineno}: timezone.localdate({of}) is the day"


def _clocks_in_utc(path: Path) -> Iterator[str]:
    """Clocks of tests that show another day than the country's for five hours of each day."""
    for call in _called(path, "now"):
        if f"{ast.unparse(call)}()" == UTC_CLOCKS[0]:
            yield f"{path.relative_to(ROOT)}:{call.lineno}: timezone.localtime() is the same moment, with the country's day"


def test_no_room_cuts_the_day_from_a_moment() -> None:
    assert ROOMS
    assert not [found for path in ROOMS for found in _days_of_moments(path)]


def test_no_test_has_a_clock_that_shows_another_day() -> None:
    assert TESTS
    assert not [found for path in TESTS for found in _clocks_in_utc(path)]


def test_a_day_cut_from_a_moment_would_be_found() -> None:
    path = ROOT / "tests" / "apps" / "accreditation" / "conftest.py"
    assert list(_days_of_moments(path)), (
        "the cast of the tests keeps the country's time, and takes days from it"
    )
