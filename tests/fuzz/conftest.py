"""Tells at the end how many inputs were tried, when many were asked for."""

from __future__ import annotations

import os
from typing import Any

from tests.fuzz.trying import refused, tried


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The number of inputs by parser."""
    if tried and "TANYM_FUZZ" in os.environ:
        terminalreporter.section("inputs")
        for name, count in sorted(tried.items()):
            terminalreporter.write_line(f"{count:>9,}  {name} ({refused[name]:,} refused)")
        terminalreporter.write_line(f"{tried.total():>9,}  in all")
