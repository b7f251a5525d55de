"""Whoever is led to a page by their desk may read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tanym.apps.organisations.models import Membership
from tanym.apps.site.desks import AT_TYPE, OF_ROLE, PLACES, places_of

pytestmark = pytest.mark.django_db


def test_everybody_may_read_the_pages_that_their_desk_leads_to(as_: Callable[[str], Client]) -> None:
    refused, looked = [], set[tuple[str, str, str]]()
    for one in Membership.objects.select_related("person", "organisation"):
        for place in places_of([one]):
            kind = (one.role, one.organisation.type, place.url)
            if kind in looked:
                continue
            looked.add(kind)
            answer = as_(one.person.username).get(reverse(place.url), follow=True)
            if answer.status_code != 200:
                refused.append((one.person.username, *kind, answer.status_code))
    assert not refused
    assert len(looked) > 20


def test_desks_name_only_pages_that_are_there() -> None:
    named = {name for names in (*OF_ROLE.values(), *AT_TYPE.values()) for name in names}
    assert named == set(PLACES)
