"""What every test may use: a database, where Chromium is, and a plain word where something is missing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests import databases
from tests.places import ROOT

# A busy machine is slow: no example fails for the time that it took. Speeds are measured in bench/.
settings.register_profile("tanym", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tanym")


JOURNEYS = ROOT / "tests" / "journeys"
ASKING = {"db", "transactional_db", "django_db_setup", "served", "hostile", "land"}
"""The fixtures behind which there is a database."""
LONGEST = ("test_every_page", "test_whole_journey", "test_bad_input")


def pytest_unconfigure() -> None:
    """Nothing of a run stays behind: the folder that tests/settings.py made for this process goes with it."""
    if made := sys.modules.get("tests.settings"):
        shutil.rmtree(made.FOLDER, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Marks what asks the database, but for walks that are about pages; then puts the journeys last, the longest first.

    They keep an event loop, beside which Django asks no database in the same process.
    """
    for item in items:
        if ASKING.intersection(getattr(item, "fixturenames", ())) and not item.get_closest_marker("pages"):
            item.add_marker(pytest.mark.database)
    yield
    items.sort(key=_late)


def _late(item: pytest.Item) -> int:
    if item.path.parent != JOURNEYS:
        return 0
    return 1 + (LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


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


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The database of this process, in place of pytest-django's, which every process would migrate anew."""
    from django.db import connection

    folder = tmp_path_factory.getbasetemp()
    name = databases.copied(
        f"test_tanym_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}",
        databases.folder_of_the_run(folder),
        folder / "test.sqlite3",
    )
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = name
        yield
        connection.close()
    databases.dropped(name)
