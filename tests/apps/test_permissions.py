"""Every role × every action of every room, against a grid that a person has read: `who_may.txt` beside this file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Membership, Organisation
from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.roles import ROLES
from tests.places import ROOT

GRID = Path(__file__).with_name("who_may.txt")
ON = date(2026, 11, 21)
ALSO = {"head": "administrator"}
"""Role → the role whose acts it may do as well."""


def tables() -> Iterator[tuple[str, Mapping[str, frozenset[str]]]]:
    """The permission tables of all rooms, by room and name."""
    for file in sorted((ROOT / "src" / "tanym" / "apps").glob("*/permissions.py")):
        room = import_module(f"tanym.apps.{file.parent.name}.permissions")
        for name, of in room.__annotations__.items():
            if of == "Table":
                yield f"{file.parent.name}.{name}", getattr(room, name)


def grid() -> dict[tuple[str, str], frozenset[str]]:
    """(table, action) → who may, as the file says."""
    found, table = {}, ""
    for line in GRID.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith((" ", "#")):
            table = line.strip()
        elif line.startswith(" "):
            action, _, roles = line.strip().partition(":")
            found[table, action] = frozenset(roles.split())
    return found


TABLES = dict(tables())
EXPECTED = grid()


def test_the_grid_names_every_action_of_every_room() -> None:
    asked = {(table, action) for table, actions in TABLES.items() for action in actions}
    assert asked == set(EXPECTED), (
        "an action without a line in tests/apps/who_may.txt, or a line without an action"
    )


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    """One person for each role, who has just this role, at one organisation."""
    place = Organisation.objects.create(code="here", type="university", names={"kk": "Осы"})
    found = {}
    for role in sorted(ROLES):
        found[role] = Person.objects.create_user(
            f"one-{role}", name_kk=role, name_ru=role, name_passport=role
        )
        Membership.objects.create(person=found[role], organisation=place, role=role, since=ON)
    return found


def allowed(who: Any, table: str, on: date = ON, **where: Any) -> set[str]:
    return {action for action in TABLES[table] if may(TABLES[table], action, who, on, **where)}


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_role_may_just_what_the_grid_says(people: dict[str, Person], table: str) -> None:
    here = Organisation.objects.get(code="here")
    there = Organisation.objects.create(code="there", type="university", names={"kk": "Басқа"})
    owner = Person.objects.create_user("owner", name_kk="x", name_ru="x", name_passport="X X")
    lines = {action: roles for (of, action), roles in EXPECTED.items() if of == table}
    for role, who in people.items():
        own = {action for action, roles in lines.items() if roles & {role, ALSO.get(role, role)}}
        assert allowed(who, table, at=here) == own, role
        assert allowed(who, table, at=there) == set(), f"{role}, at another organisation"
        assert allowed(who, table, on=ON - timedelta(1), at=here) == set(), f"{role}, before the first day"
    assert allowed(owner, table, at=here, owner=owner) == {a for a, roles in lines.items() if "self" in roles}
    assert allowed(owner, table, at=here) == allowed(AnonymousUser(), table, at=here, owner=owner) == set()


def test_every_role_of_the_grid_exists() -> None:
    named = frozenset().union(*EXPECTED.values()) - {"self"}
    assert named <= set(ROLES)
