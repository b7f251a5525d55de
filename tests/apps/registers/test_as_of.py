"""A register as of any day: page, list, download and interface say what an account of the acts, kept by hand, says."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tanym.apps.accounts.words import say
from tanym.apps.organisations.models import Organisation
from tanym.apps.registers.actions.amend import amend
from tanym.apps.registers.actions.annul import annul
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.actions.reinstate import reinstate
from tanym.apps.registers.actions.suspend import suspend
from tanym.apps.registers.actions.withdraw import withdraw
from tanym.apps.registers.models import Entry
from tanym.core.kernel.errors import TanymError

pytestmark = pytest.mark.django_db
START = date(2026, 1, 1)
WHY = {"kk": "шешім", "ru": "решение", "en": "a decision"}


@dataclass(frozen=True)
class Noted:
    """An act as the test writes it down."""

    act: str
    since: date
    until: date | None
    recorded: date
    sectors: tuple[str, ...] = ()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("amend", "suspend", "suspend", "reinstate", "withdraw", "annul")),
        st.integers(-20, 30),  # takes effect so many days after it is recorded
        st.one_of(st.none(), st.integers(0, 40)),  # lasts so many days
        st.integers(0, 25),  # recorded so many days after the act before
        st.sampled_from(((), ("it",), ("it", "finance"), ("health",))),
    ),
    max_size=7,
)
DAYS = st.integers(-30, 160)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS, days=st.lists(st.tuples(DAYS, st.one_of(st.none(), DAYS)), min_size=2, max_size=3))
def test_every_answer_about_a_day_is_what_the_acts_say(
    country: None, at: datetime, steps: list[Any], days: list[tuple[int, int | None]]
) -> None:
    with transaction.atomic():
        entry, noted = _recorded(steps, at)
        client = Client()
        for day, known in days:
            on, known_on = _day(day), None if known is None else _day(known)
            asked = f"?on={on}" + (f"&known_on={known_on}" if known_on else "")
            told = _told(noted, on, known_on or date.max)
            rows = client.get(f"/registers/providers.json{asked}")
            listed = {one["id"]: one for one in _json(rows)["entries"]}.get(str(entry.public_id))
            one = client.get(f"/api/v1/registers/providers/{entry.public_id}{asked}")
            table = client.get(f"/registers/providers.csv{asked}")
            lines = csv.DictReader(io.StringIO(b"".join(table.streaming_content).decode("utf-8-sig")))
            line = {one["id"]: one for one in lines}.get(str(entry.public_id))
            if told is None:
                assert listed is None
                assert line is None
                assert one.status_code == 404
                continue
            status, sectors, until = told
            assert listed is not None
            assert line is not None
            assert (listed["status"], listed.get("sectors", []), listed["until"]) == (status, sectors, until)
            assert one.json()["entry"] == listed
            assert (line["status"], line["until"]) == (status, until or "")
            page = client.get(f"/en/registers/providers/{entry.public_id}/{asked}").content.decode()
            assert f"<span>{say(f'register.status.{status}', 'en')}</span>" in page
            found = client.get(f"/en/registers/providers/{asked}&status={status}").content.decode()
            assert str(entry.public_id) in found
        transaction.set_rollback(True)


def _recorded(steps: list[Any], at: datetime) -> tuple[Entry, list[Noted]]:
    """An entry with the steps that the register admits; what it refuses never happened."""
    body, _ = Organisation.objects.get_or_create(
        code="body-of-the-test", type="training", defaults={"names": WHY}
    )
    noted = [Noted("entered", START, START + timedelta(days=90), START, ("it",))]
    moment = at.replace(year=2026, month=1, day=1)
    content = {"scope": {"sectors": ["it"]}}
    entry = enter(
        actor=None, at=moment, register="providers", organisation=body, content=content,
        since=START, until=START + timedelta(days=90), reason=WHY, source="test:1",
    )  # fmt: skip
    for act, ahead, lasting, later, sectors in steps:
        moment += timedelta(days=later)
        since = moment.date() + timedelta(days=ahead)
        until = None if lasting is None else since + timedelta(days=lasting)
        given_ = {
            "actor": None,
            "at": moment,
            "entry": entry,
            "since": since,
            "reason": WHY,
            "source": "test:1",
        }
        try:
            if act == "amend":
                amend(**given_, until=until, content={"scope": {"sectors": list(sectors)}})
            elif act == "suspend":
                suspend(**given_, until=until)
            else:
                until, sectors = None, ()
                {"reinstate": reinstate, "withdraw": withdraw, "annul": annul}[act](**given_)
        except TanymError:
            continue
        name = {"amend": "amended", "suspend": "suspended", "reinstate": "reinstated"}.get(act, f"{act}n")
        name = "annulled" if act == "annul" else name
        noted.append(Noted(name, since, until, moment.date(), sectors if act == "amend" else ()))
    return entry, noted


def _told(noted: list[Noted], on: date, known: date) -> tuple[str, list[str], str | None] | None:
    """Status, sectors and last day, told from the acts one after another."""
    seen = [one for one in noted if one.recorded <= known]
    if not seen:
        return None
    first = seen[0]
    if any(one.act == "annulled" for one in seen):
        return "annulled", list(first.sectors), _text(first.until)
    begun = [one for one in seen if one.since <= on]
    if first not in begun:
        return "not-yet", list(first.sectors), _text(first.until)
    says = [one for one in begun if one.act in ("entered", "amended")][-1]
    turn = [one for one in begun if one.act != "amended"][-1]
    if turn.act == "withdrawn":
        status = "withdrawn"
    elif says.until and on > says.until:
        status = "expired"
    elif turn.act == "suspended" and (turn.until is None or on <= turn.until):
        status = "suspended"
    else:
        status = "in-force"
    return status, list(says.sectors), _text(says.until)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(number: int) -> date:
    return START + timedelta(days=number)


def _json(response: Any) -> Any:
    return json.loads(b"".join(response.streaming_content))
