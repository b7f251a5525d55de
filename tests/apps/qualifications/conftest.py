"""Designs of the sample country at the stages that tests begin from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Version
from tanym.apps.site.queries import read

Find = Callable[[str], Person]


@pytest.fixture
def document() -> dict[str, Any]:
    """A whole design: data analysis for decisions, by Kokzhar."""
    return read("micro-qualifications/data-analysis-decisions.toml")


@pytest.fixture
def drafted(person: Find, at: datetime, document: dict[str, Any]) -> Version:
    """The design as a draft of Dana's."""
    return draft(actor=person("dana"), at=at, owner=organisation("kokzhar"), document=document)


@pytest.fixture
def submitted(person: Find, at: datetime, drafted: Version) -> Version:
    """The design under review."""
    return submit(actor=person("dana"), at=at, version=drafted)


@pytest.fixture
def published(person: Find, at: datetime, submitted: Version) -> Version:
    """The design in the catalogue."""
    return approve(actor=person("marat"), at=at, version=submitted)


@pytest.fixture
def dana(as_: Callable[[str], Client]) -> Client:
    """The author's browser."""
    return as_("dana")


@pytest.fixture
def marat(as_: Callable[[str], Client]) -> Client:
    """The reviewer's browser."""
    return as_("marat")
