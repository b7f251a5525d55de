"""Bringing in from another host: within a time, kept as far as it came, and gone on with."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client as Browser
from django.utils import timezone

from tanym.adapters.guarded import Answer, Guard, until
from tanym.apps.accounts.models import Person
from tanym.apps.backpack.actions import bring as bringing
from tanym.apps.backpack.actions.bring import SECONDS, bring
from tanym.apps.backpack.models import Connection, Host, ImportedCredential
from tests.apps.backpack.conftest import signed

pytestmark = pytest.mark.django_db
THERE = "https://backpack.example"


@pytest.fixture
def visit(aigul: Person, monkeypatch: pytest.MonkeyPatch) -> Connection:
    """A visit that works, to a host that holds three documents and breaks off where it has none."""
    held = [
        json.loads(signed(aigul.email, id=f"urn:uuid:0d7b6f2e-4a53-4c0e-9a36-5c2f1b7f4e2{number}"))
        for number in range(3)
    ]

    def ask(_: Guard, parts: Any, *__: Any, **___: Any) -> Answer:
        offset = int(parse_qs(parts.query)["offset"][0])
        return Answer(200, content=json.dumps({"credential": held[offset:]}).encode())

    monkeypatch.setattr(Guard, "ask", ask)
    monkeypatch.setattr(bringing, "token_of", lambda connection: "token")
    now = timezone.localtime()
    host = Host.objects.create(
        address=THERE, name="Ornek", endpoints={}, client_id="c", sealed_secret="", registered_at=now
    )
    until = now + timedelta(hours=1)
    return Connection.objects.create(
        person=aigul, host=host, sealed_verifier="", sealed_token="x", begun_at=now, until=until
    )


def test_when_the_time_is_up_what_came_is_kept_and_the_rest_follows(aigul: Person, visit: Connection) -> None:
    seconds: Iterator[float] = (number * SECONDS * 0.6 for number in count())
    first = bring(actor=aigul, at=timezone.localtime(), connection=visit, clock=lambda: next(seconds))
    assert (first.looked, first.more) == (2, True)
    assert ImportedCredential.objects.count() == 2
    rest = bring(actor=aigul, at=timezone.localtime(), connection=visit, offset=first.looked)
    assert (dict(rest.became), rest.more) == ({"new": 1}, False)
    assert ImportedCredential.objects.count() == 3


def test_the_page_says_how_many_were_looked_at_and_goes_on(
    browser: Browser, visit: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/en/backpack/hosts/{visit.public_id}/"
    monkeypatch.setattr(bringing, "SECONDS", -1.0)
    came = browser.post(f"{page}bring/", follow=True)
    assert came.redirect_chain[-1][0] == f"{page}?looked=1"
    assert "1 document was looked at" in came.content.decode()
    assert "Go on with the rest" in came.content.decode()
    monkeypatch.setattr(bringing, "SECONDS", 30.0)
    done = browser.post(f"{page}bring/", {"looked": "1"}, follow=True).content.decode()
    assert "2 documents are new here" in done
    assert ImportedCredential.objects.count() == 3


def test_whatever_is_asked_in_one_request_has_its_one_time(
    aigul: Person, visit: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []
    before = Guard.ask

    def ask(self: Guard, parts: Any, deadline: float, **how: Any) -> Answer:
        asked.append(until() - time.monotonic())
        return before(self, parts, deadline, **how)

    monkeypatch.setattr(Guard, "ask", ask)
    bring(actor=aigul, at=timezone.localtime(), connection=visit)
    assert asked
    assert all(0 < left <= SECONDS for left in asked)
    assert until() == math.inf  # afterwards nobody is bound by it


def test_what_is_refused_when_the_time_is_up_is_looked_at_again(
    aigul: Person, visit: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    became = iter(["new"])
    monkeypatch.setattr(bringing, "_became", lambda *_: next(became, bringing.REFUSED))
    times = iter([0.0, 0.0, SECONDS + 1])
    found = bring(actor=aigul, at=timezone.localtime(), connection=visit, clock=lambda: next(times))
    assert (dict(found.became), found.more) == ({"new": 1}, True)


@pytest.mark.parametrize("form", ["file", "link"])
def test_who_reloads_a_refused_form_or_changes_the_language_finds_the_page(
    browser: Browser, form: str
) -> None:
    assert browser.post(f"/en/backpack/{form}/", {"link": "no address"}).status_code == 422
    assert browser.get(f"/ru/backpack/{form}/")["Location"] == "/ru/backpack/"
