"""In the rooms that a rehearsal plays nobody asks the real clock: the time comes from `audit.clock`."""

from __future__ import annotations

import re

from tanym.apps.rehearsal.scope import ROOMS
from tests.places import ROOT

REAL = re.compile(
    r"from django\.utils import .*\btimezone\b|from django\.utils\.timezone import .*\b(now|localdate|localtime)\b"
)
ASKED = re.compile(r"\btimezone\.now\(\)|\b(localdate|localtime)\(\)|\bdate\.today\(\)|\bdatetime\.now\(")


def test_no_page_of_a_case_asks_the_real_clock() -> None:
    files = [
        path
        for room in sorted(ROOMS)
        for path in (ROOT / "src" / "tanym" / "apps" / room).rglob("*.py")
        if "management" not in path.parts  # what an operator runs knows of no rehearsal
    ]
    texts = {str(path): path.read_text(encoding="utf-8") for path in files}
    assert any("from tanym.apps.audit import clock as timezone" in text for text in texts.values())
    assert not [name for name, text in texts.items() if REAL.search(text) and ASKED.search(text)]
