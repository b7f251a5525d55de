"""The name of a test is the same in every run: the tests are shared out among processes by name."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.places import ROOT


def names(seed: str) -> list[str]:
    """The names that pytest gives to the tests where the order of sets follows `seed`."""
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--collect-only",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "tests",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in ran.stdout.splitlines() if "::" in line]


def test_no_test_is_named_by_the_clock_or_by_the_order_of_a_set() -> None:
    first, second = names("1"), names("2")
    assert first, "no test was collected"
    assert [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]] == []
