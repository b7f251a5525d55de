"""The sample country as the world of the platform's tests: the same people in every test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.site.actions.load_country import load_country
from tanym.apps.site.actions.load_designs import load_designs
from tests.apps.kept_rows import KeptRows


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    """What is counted by network address begins anew: every test comes from the same one."""
    cache.clear()


@pytest.fixture
def at() -> datetime:
    """The moment at which tests act: Saturday 21 November 2026, ten o'clock in Astana."""
    return datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Almaty"))


@pytest.fixture(scope="session")
def rows_of_the_country(django_db_setup: None, django_db_blocker: Any) -> KeptRows:
    """What the loading of the sample country writes: it is loaded once for all tests of a process."""
    with django_db_blocker.unblock():
        return KeptRows.of(load_country)


@pytest.fixture
def country(rows_of_the_country: KeptRows, db: None) -> None:
    """Organisations, people and programmes of the sample country."""
    if not rows_of_the_country.bring():
        load_country()


@pytest.fixture(scope="session")
def rows_of_the_designs(rows_of_the_country: KeptRows, django_db_blocker: Any) -> KeptRows:
    """What the loading of the designs writes into the sample country: a second's work, done once."""
    with django_db_blocker.unblock(), transaction.atomic():
        rows_of_the_country.bring()
        rows = KeptRows.of(load_designs)
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def designs(country: None, rows_of_the_designs: KeptRows) -> None:
    """The designs of the sample country, drafted, submitted, approved and returned by its people."""
    if not rows_of_the_designs.bring():
        load_designs()


@pytest.fixture
def person(country: None) -> Callable[[str], Person]:
    """A person of the sample country by name: `person("aigul")`."""
    return find


@pytest.fixture
def as_(country: None) -> Callable[[str], Client]:
    """A browser in which that person has signed in: `as_("aigul").get("/kk/")`."""

    def signed_in(username: str) -> Client:
        client = Client()
        client.force_login(find(username))
        return client

    return signed_in
