"""What every test may use: where Chromium is, and a plain word where something is missing."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is slow: no example fails for the time that it took. Speeds are measured in bench/.
settings.register_profile("tanym", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tanym")


def missing(what: str) -> None:
    """Skip with a plain reason; fail instead where TANYM_REQUIRE_ALL is set (CI)."""
    if os.environ.get("TANYM_REQUIRE_ALL"):
        pytest.fail(f"{what} is missing, and TANYM_REQUIRE_ALL asks for it")
    pytest.skip(f"{what} is missing: this test was not run")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome on this machine."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    missing("Chromium (Debian package chromium)")
    raise AssertionError
