"""Who may do what with designs: every person of the sample country against every action."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.permissions import AT_CENTRE, AT_COMMITTEE, AT_OWNER

pytestmark = pytest.mark.django_db

EVERYBODY = [
    "aigul", "samal", "dana", "omar", "zhanar", "marat", "saule", "timur", "aliya", "bolat", "kamila", "rustem",
    "nurlan", "viktor", "gulnar", "erlan", "asel", "askar", "madina", "chiara", "gaukhar", "dina", "yerzhan", "sabyr",
    "leila", "arman", "tomiris", "damir",
]  # fmt: skip


@pytest.mark.parametrize("username", EVERYBODY)
def test_only_the_owners_author_writes_and_only_the_centres_reviewer_answers(
    person: Callable[[str], Person], at: datetime, username: str
) -> None:
    who, on = person(username), at.date()
    writes = {action for action in AT_OWNER if may(AT_OWNER, action, who, on, at=organisation("kokzhar"))}
    answers = {
        action for action in AT_CENTRE if may(AT_CENTRE, action, who, on, at=organisation("national-centre"))
    }
    assert writes == (set(AT_OWNER) if username == "dana" else set())
    decides = {
        action
        for action in AT_COMMITTEE
        if may(AT_COMMITTEE, action, who, on, at=organisation("national-centre"))
    }
    assert answers == (set(AT_CENTRE) if username in ("marat", "gaukhar") else set())
    assert decides == (set(AT_COMMITTEE) if username in ("dina", "yerzhan", "sabyr") else set())


def test_nobody_reviews_at_a_university(person: Callable[[str], Person], at: datetime) -> None:
    assert not may(AT_CENTRE, "approve", person("marat"), at.date(), at=organisation("kokzhar"))
