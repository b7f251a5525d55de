"""Warnings of entries that end soon: once each, to those who can do something about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from tanym.apps.accounts.models import Person
from tanym.apps.letters.models import Letter
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.actions.warn import warn


@pytest.mark.django_db
def test_a_warning_goes_out_once_at_each_of_its_days(person: Callable[[str], Person], at: datetime) -> None:
    timur, ends = person("timur"), at.date() + timedelta(days=100)
    enter(actor=None, at=at, register="assessors", person=timur, since=at.date(), until=ends)
    assert warn(at=at) == 0
    to = {person(name) for name in ("timur", "arman", "dina")}
    for days, letters in ((90, 3), (89, 0), (30, 3), (7, 3), (1, 0), (0, 0), (-1, 0)):
        now = at + timedelta(days=100 - days)
        before = Letter.objects.count()
        assert warn(at=now) == letters, days
        assert warn(at=now) == 0
        assert Letter.objects.count() == before + letters
    told = Letter.objects.filter(about__startswith="registers.entry:")
    assert {one.to for one in told} == to
    assert "№ E-2026-" in told[0].subject["ru"]


@pytest.mark.django_db
def test_whoever_runs_late_sends_the_nearest_warning_only(
    person: Callable[[str], Person], at: datetime
) -> None:
    entry = enter(
        actor=None,
        at=at,
        register="assessors",
        person=person("timur"),
        since=at.date(),
        until=at.date() + timedelta(days=5),
    )
    assert warn(at=at) == 3
    assert entry.warnings.values_list("days", flat=True).distinct().get() == 7
    call_command("expiries", stdout=(said := StringIO()))
    assert said.getvalue().strip() == "0"
