"""Three published micro-qualifications of two providers, and a draft that lowers one limit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.queries import in_force, pack_of
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Version
from tanym.apps.site.queries import read
from tanym.core.rules import Pack, read_pack
from tanym.core.rules.entries import Place, with_entries

Find = Callable[[str], Person]
LIMIT = Place("volume.toml", "value", "volume.highest-credits")
ONE_CREDIT = {
    "dated": [{"since": date(2026, 2, 1), "value": 1, "cites": ["illustration, largest volume [E]"]}]
}
DESIGNS = (("cnc-router-furniture", "tobyl", "nurlan"), ("secure-web-services", "kokzhar", "dana"), ("data-analysis-decisions", "kokzhar", "dana"))  # fmt: skip


@pytest.fixture
def catalogue(person: Find, at: datetime) -> dict[str, Version]:
    """What is published, by code."""
    return {code: _published(person, at, *rest, code=code) for code, *rest in DESIGNS}


def _published(person: Find, at: datetime, owner: str, author: str, *, code: str) -> Version:
    document = read(f"micro-qualifications/{code}.toml") | {"code": code}
    version = draft(actor=person(author), at=at, owner=organisation(owner), document=document)
    version = submit(actor=person(author), at=at, version=version)
    return approve(actor=person("marat"), at=at, version=version)


@pytest.fixture
def lowered(country: None, at: datetime) -> Pack:
    """The illustrative pack with a highest volume of one credit."""
    row = in_force("kz-illustration", at.date())
    assert row is not None
    return read_pack(with_entries(pack_of(row.bundle_id).files, {LIMIT: ONE_CREDIT}))
