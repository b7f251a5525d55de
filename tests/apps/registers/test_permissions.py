"""Who may do what: people of the cast against every act of registers and of subscriptions."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.permissions import AT_KEEPER, SUBSCRIBERS

pytestmark = pytest.mark.django_db

KEEPING = set(AT_KEEPER) - {"take_back"}  # one's own proposal, whoever one is
MAY = {
    "arman": KEEPING | {"subscribe"},
    "dina": KEEPING | {"subscribe"},
    "marat": {"subscribe"},
    "askar": {"subscribe"},
    "chiara": {"subscribe"},
    "gulnar": {"subscribe"},
    "zhanar": {"subscribe"},
    "batyr": {"subscribe"},  # keeps the chamber's register of centres, not the centre's
    "aigul": set(),
    "samal": set(),
}


@pytest.mark.parametrize("name", sorted(MAY))
def test_each_person_may_do_what_the_table_says(name, person, at) -> None:
    centre = organisation("national-centre")
    found = {one for one in AT_KEEPER if may(AT_KEEPER, one, person(name), at.date(), at=centre)}
    found |= {one for one in SUBSCRIBERS if may(SUBSCRIBERS, one, person(name), at.date())}
    assert found == MAY[name]


def test_what_is_one_s_own_is_for_its_owner_alone(person, at) -> None:
    own = {"prove", "renew_secret", "unsubscribe", "redeliver"}
    askar, marat = person("askar"), person("marat")
    for one in own:
        assert may(SUBSCRIBERS, one, askar, at.date(), owner=askar)
        assert not may(SUBSCRIBERS, one, marat, at.date(), owner=askar)
    assert may(AT_KEEPER, "take_back", askar, at.date(), owner=askar)
    everything = [(table, one) for table in (AT_KEEPER, SUBSCRIBERS) for one in table]
    assert not any(may(table, one, AnonymousUser(), at.date()) for table, one in everything)
