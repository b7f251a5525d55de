"""The sample country as the world of the platform's tests: the same people in every test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.site.actions.load_country import load_country


@pytest.fixture(autouse=True)
def _nobody_came_before() -> None:
    """What is counted by network address begins anew: every test comes from the same one."""
    cache.clear()


@pytest.fixture
def at() -> datetime:
    """The moment at which tests act: Saturday 21 November 2026, ten o'clock in Astana."""
    return datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Asia/Almaty"))


@pytest.fixture
def country(db: None) -> None:
    """Organisations, people and programmes of the sample country."""
    load_country()


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
