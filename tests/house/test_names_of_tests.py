"""The name of a test is the same in every run: the tests are shared out among processes by name."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.places import ROOT


def names(seed: str) -> set[str]:
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
    return {line for line in ran.stdout.splitlines() if "::" in line}


def test_no_test_is_named_by_the_clock_or_by_the_order_of_a_set(request: pytest.FixtureRequest) -> None:
    """The names of this run, whose sets are ordered by a seed of its own, against those of another run."""
    here = [item.nodeid for item in request.session.items]
    there = names("1" if os.environ.get("PYTHONHASHSEED") != "1" else "2")
    assert there, "no test was collected"
    assert [name for name in here if name not in there] == []
