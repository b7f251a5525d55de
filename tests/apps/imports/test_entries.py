"""Lists that exist already come into the registers: two keepers behind them, and whatever cannot stand there refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.imports.actions.confirm import confirm
from tanym.apps.imports.actions.upload import upload
from tanym.apps.imports.models import Batch
from tanym.apps.organisations.actions.found import found
from tanym.apps.organisations.queries import organisation
from tanym.apps.registers.actions.withdraw import withdraw
from tanym.apps.registers.models import Entry
from tanym.apps.registers.queries import authorised
from tanym.core.kernel.errors import NotFound, NotPermitted

pytestmark = pytest.mark.django_db
Who = Callable[[str], Person]
As = Callable[[str], Client]
BASIS = {"basis_en": "Order no. 3 of 12.01.2026"}


def table(*rows: dict[str, str]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def provider(code: str, **more: str) -> dict[str, str]:
    return {"organisation": code, "since": "15.01.2026", "until": "14.01.2029", **BASIS, **more}


@pytest.fixture
def companies(person: Who, at: datetime) -> None:
    for code in ("altyn", "kumis"):
        found(actor=person("arman"), at=at, type="training", names={"en": code}, code=code, source="a test")


def told(batch: Batch) -> set[tuple[int, str, str]]:
    return {(fault["row"], fault["column"], fault["code"]) for fault in batch.faults}


@pytest.mark.usefixtures("companies")
def test_providers_come_in_when_a_second_keeper_has_looked(person: Who, at: datetime, as_: As) -> None:
    arman, dina = person("arman"), person("dina")
    data = table(
        provider("altyn", activities="teaching", sectors="logistics"),
        provider("kumis", until=""),
    )
    batch = upload(actor=arman, at=at, kind="register-providers", data=data)
    assert batch.faults == []
    before = Entry.objects.count()
    address = f"/en/imports/lists/{batch.public_id}/"
    assert as_("dina").get(address).status_code == 404, "nobody has handed it over yet"
    for _twice in range(2):
        waiting = confirm(actor=arman, at=at, batch=batch, revision=batch.revision)
        assert waiting.state == "proposed"
    assert Entry.objects.count() == before
    assert "second person" in as_("arman").get(address).content.decode()
    assert str(batch.public_id) in as_("dina").get("/en/imports/").content.decode()
    assert "asks you to be the second" in as_("dina").get(address).content.decode()
    assert as_("dina").post(f"{address}discard/").status_code == 404
    with pytest.raises(NotPermitted):
        confirm(actor=person("batyr"), at=at, batch=batch, revision=waiting.revision)
    done = confirm(actor=dina, at=at, batch=batch, revision=waiting.revision)
    assert (done.state, done.result) == ("written", {"entries": 2})
    entry = Entry.objects.get(register="providers", organisation__code="altyn")
    kept = entry.recorded.get()
    assert (kept.by, kept.second, kept.since, kept.until) == (
        arman,
        dina,
        date(2026, 1, 15),
        date(2029, 1, 14),
    )
    assert kept.content == {"scope": {"activities": ["teaching"], "sectors": ["logistics"]}}
    assert authorised(organisation("kumis"), "awarding", at.date()).held
    assert not authorised(organisation("altyn"), "awarding", at.date()).held


@pytest.mark.usefixtures("companies")
def test_who_is_entered_was_withdrawn_is_unknown_or_stands_twice_is_refused_at_the_cell(
    person: Who, at: datetime
) -> None:
    arman, dina = person("arman"), person("dina")
    entered = Entry.objects.get(register="providers", organisation__code="tobyl")
    withdraw(
        actor=arman,
        at=at,
        entry=entered,
        since=at.date(),
        reason={"en": "A test."},
        basis={"en": "Order no. 9"},
        second=dina,
    )
    rows = [
        provider("kokzhar"),
        provider("tobyl"),
        provider("nowhere"),
        provider("altyn"),
        provider("altyn"),
        provider("kumis", until="14.01.2020", basis_en="", activities="flying"),
    ]
    batch = upload(actor=arman, at=at, kind="register-providers", data=table(*rows))
    assert told(batch) == {
        (2, "organisation", "register.already-entered"),
        (3, "organisation", "imports.was-withdrawn"),
        (4, "organisation", "organisation.unknown"),
        (6, "organisation", "cell.twice"),
        (7, "until", "register.interval"),
        (7, "basis_kk", "cell.empty"),
        (7, "activities", "cell.choice"),
    }


def test_no_university_comes_into_the_list_of_recognition_centres(person: Who, at: datetime, as_: As) -> None:
    keeper = person("arman")
    with pytest.raises(NotPermitted):
        upload(actor=keeper, at=at, kind="register-recognition-centres", data=table(provider("sayram")))
    kasip = organisation("kasip-chamber")
    kasip.memberships.create(person=keeper, role="keeper", since=at.date())
    batch = upload(actor=keeper, at=at, kind="register-recognition-centres", data=table(provider("sayram")))
    assert told(batch) == {(2, "organisation", "register.never")}
    page = as_("arman").get(f"/en/imports/lists/{batch.public_id}/").content.decode()
    assert "art. 24(2)" in page
    assert "(university)" in page


def test_agreements_come_in_and_the_same_one_does_not_come_twice(person: Who, at: datetime) -> None:
    def agreement(**more: Any) -> dict[str, str]:
        return {
            "title_en": "Agreement on credits",
            "parties": "kokzhar; University of Elsewhere, Ltd",
            "since": "2026-02-01",
            "until": "",
            "conditions_en": "Credits are counted.",
            **BASIS,
            **more,
        }

    def list_of(*rows: dict[str, str]) -> Batch:
        return upload(actor=person("arman"), at=at, kind="register-agreements", data=table(*rows))

    good = list_of(agreement())
    assert good.faults == []
    waiting = confirm(actor=person("arman"), at=at, batch=good, revision=1)
    confirm(actor=person("dina"), at=at, batch=good, revision=waiting.revision)
    kept = Entry.objects.get(register="agreements", titles__en="Agreement on credits").recorded.get()
    assert kept.content["parties"] == ["kokzhar", "University of Elsewhere, Ltd"]
    wrong = list_of(
        agreement(),
        agreement(parties="kokzhar", title_en=""),
        agreement(since="2026-03-01"),
        agreement(since="2026-03-01"),
        agreement(until="2026-01-01", since="2026-04-01"),
    )
    assert told(wrong) == {
        (2, "parties", "register.already-entered"),
        (3, "parties", "register.parties"),
        (3, "title_kk", "register.title-missing"),
        (5, "parties", "cell.twice"),
        (6, "until", "register.interval"),
    }
    with pytest.raises(NotFound):
        upload(actor=person("arman"), at=at, kind="register-professions-of-mars", data=table(agreement()))
