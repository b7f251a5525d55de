"""An author whose role is limited to a sector works at the designs of that sector, and at no others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.actions.give_role import give_role
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.revise import revise
from tanym.apps.qualifications.actions.submit import submit
from tanym.apps.qualifications.models import Version
from tanym.core.kernel.errors import NotPermitted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("scope", "may"),
    [
        ({"sectors": ["it"]}, True),
        ({"sectors": ["construction"]}, False),
        ({"micro_qualifications": ["data-analysis-decisions"]}, True),
        ({"micro_qualifications": ["spreadsheet-reports"], "sectors": ["logistics"]}, False),
    ],
)
def test_a_limited_author_revises_and_submits_what_the_role_is_limited_to(
    person: Callable[[str], Person],
    at: datetime,
    drafted: Version,
    document: dict[str, Any],
    scope: dict[str, list[str]],
    may: bool,
) -> None:
    assert drafted.sector == "it"
    omar = person("omar")
    give_role(
        actor=person("leila"),
        at=at,
        organisation=organisation("kokzhar"),
        person=omar,
        role="author",
        scope=scope,
    )
    titles = {**document["titles"], "en": "Another title"}
    if may:
        revise(actor=omar, at=at, version=drafted, document={**document, "titles": titles})
        return
    with pytest.raises(NotPermitted):
        revise(actor=omar, at=at, version=drafted, document={**document, "titles": titles})
    with pytest.raises(NotPermitted):
        submit(actor=omar, at=at, version=drafted)
