"""A country in a day: a faulty spreadsheet is refused cell by cell, the mended one is brought in, and people come."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.imports.actions.confirm import confirm
from tanym.apps.imports.actions.upload import upload
from tanym.apps.imports.country.arrivals import places
from tanym.apps.imports.models import Batch
from tanym.apps.jobs.models import Job
from tanym.apps.organisations.models import Invitation, Organisation
from tanym.apps.organisations.queries import holds, organisation
from tanym.apps.qualifications.actions.draft import draft
from tanym.core.kernel.errors import NotFound, NotPermitted, Refused
from tests.apps.imports.conftest import HEADINGS, MANY, as_csv, as_workbook, country

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
Who = Callable[[str], Person]
COLUMN = {name: chr(ord("A") + index) for index, name in enumerate(HEADINGS)}


def cell(row: int, column: str) -> str:
    return f"{COLUMN[column]}{row}"


FAULTS: dict[str, tuple[int, str, Any, str]] = {
    "a code with other letters": (2, "code", "Орын 1", "cell.code"),
    "an unknown type": (4, "type", "school", "cell.choice"),
    "no name": (6, "name_ru", None, "cell.empty"),
    "a short BIN": (8, "bin", "99009001004", "organisation.bin-form"),
    "a BIN of another row": (10, "bin", "990090010003", "cell.twice"),
    "a BIN that the platform knows": (14, "bin", "990090000001", "organisation.legal-identity-taken"),
    "no web address": (16, "web", "javascript:alert(1)", "cell.web"),
    "a name in Cyrillic letters": (18, "person_passport", "Омирбек", "person.name-passport"),
    "no e-mail address": (20, "email", "somebody", "cell.email"),
    "the same person twice": (23, "email", "somebody-11@people.example", "cell.twice"),
    "a role of elsewhere": (24, "roles", "administrator, reviewer", "organisation.role-not-here"),
    "an unknown role": (27, "roles", "boss", "cell.choice"),
    "nobody who runs it": (28, "roles", "author", "institutions.nobody-runs-it"),
    "a formula": (30, "name_kk", '=HYPERLINK("http://evil.example")', "imports.formula"),
    "a contradiction": (33, "name_en", "Another name", "institutions.contradiction"),
    "an institution that is here": (34, "code", "kokzhar", "institutions.known-already"),
    "an unknown language": (36, "language", "de", "cell.choice"),
    "lost letters": (38, "name_kk", "О?у орны", "cell.lost-letters"),
}


def batch_of(actor: Person, at: datetime, data: bytes) -> Batch:
    return upload(actor=actor, at=at, kind="institutions", data=data)


def test_a_faulty_spreadsheet_is_refused_cell_by_cell_and_nothing_of_it_is_written(
    person: Who, at: datetime, as_: As
) -> None:
    wrong = {cell(row, column): value for row, column, value, _code in FAULTS.values()}
    before = Organisation.objects.count()
    batch = batch_of(person("arman"), at, as_workbook(country(), **wrong))
    assert (batch.state, batch.count) == ("faulty", 2 * MANY)
    found = {(one["row"], one["column"], one["code"]) for one in batch.faults}
    expected = {(row, column, code) for row, column, _value, code in FAULTS.values()}
    assert expected <= found
    # the second row of an institution whose code is wrong has lost its first
    assert {row for row, _column, _code in found - expected} <= {3, 4, 5, 34, 35}
    with pytest.raises(Refused, match=r"imports\.faulty"):
        confirm(actor=person("arman"), at=at, batch=batch, revision=batch.revision)
    assert Organisation.objects.count() == before
    assert not Invitation.objects.exists()
    desk = as_("arman")
    for language, said in (("en", "What is wrong"), ("ru", "Что не так"), ("kk", "Не қате")):
        page = desk.get(f"/{language}/imports/lists/{batch.public_id}/").content.decode()
        assert said in page
        assert cell(8, "bin") in page
        assert "UNDEFINED-VARIABLE" not in page
    table = desk.get(f"/ru/imports/lists/{batch.public_id}/faults.csv").content.decode("utf-8-sig")
    lines = {row[0]: row for row in csv.reader(io.StringIO(table), delimiter=";")}
    assert lines[cell(8, "bin")][3] == "99009001004"
    assert "двенадцати" in lines[cell(8, "bin")][4]
    assert not [one for one in lines.values() if one[3].startswith(("=", "+", "-", "@"))]


@pytest.mark.django_db(transaction=True)
def test_a_country_in_a_day(person: Who, at: datetime, as_: As) -> None:
    """From the spreadsheet to the first design: in one go, since 103 institutions take a while to write."""
    desk = as_("arman")
    file = SimpleUploadedFile("country.xlsx", as_workbook(country()))
    before = {place.organisation.code: place.arrival for place in places()}
    assert before["sayram"] == "signed-in"
    sent = desk.post("/en/imports/institutions/", {"file": file})
    address = sent.headers["Location"]
    ready = desk.get(address).content.decode()
    assert "206 rows were looked through" in ready
    batch = Batch.objects.get()
    for _twice in range(2):
        desk.post(f"{address}confirm/", {"revision": batch.revision})
    assert Job.objects.get().state == "done"
    batch.refresh_from_db()
    assert (batch.state, batch.rows) == ("written", [])
    assert batch.result == {"institutions": MANY, "invitations": 2 * MANY}
    assert "103" in desk.get(address).content.decode()
    first = organisation("place-1")
    assert (first.legal_id, first.website, first.confirmed) == (
        "990090010001",
        "https://place-1.example",
        True,
    )
    states = {place.organisation.code: place for place in places()}
    assert (states["place-1"].arrival, states["place-1"].invited, states["place-1"].came) == ("invited", 2, 0)

    page = desk.get("/en/imports/here/?q=place-103").content.decode()
    assert "1 institution" in page
    assert "0 of 2 came" in page
    reminders = desk.get("/en/imports/here/reminders.csv").content.decode("utf-8-sig")
    assert reminders.count("@people.example") == 2 * MANY
    sheets = desk.post("/en/imports/here/sheets/", {"of": ["place-1", "place-2"]})
    assert sheets.status_code == 201
    links = re.findall(r'value="[^"]*?(/\w\w/invitations/[^"]+)"', sheets.content.decode())
    assert len(links) == 4
    assert desk.post("/en/imports/here/sheets/").status_code == 422
    everything = [f"place-{number}" for number in range(1, MANY + 1)]
    assert desk.post("/en/imports/here/sheets/", {"of": everything}).status_code == 409

    came = Client()
    account = {
        "name_kk": "Әйгерім Өмірбекқызы",
        "name_ru": "Айгерим Омирбеккызы",
        "name_passport": "Omirbekkyzy Aigerim",
        "language": "kk",
        "password": "four words of mine",
        "again": "four words of mine",
    }
    assert came.post(links[0], account).status_code == 302
    states = {place.organisation.code: place for place in places()}
    assert (states["place-1"].arrival, states["place-1"].came) == ("signed-in", 1)
    who = Invitation.objects.get(accepted_at__isnull=False).accepted_by
    assert who is not None
    assert holds(who, "author", first, timezone.localdate())
    draft(actor=who, at=timezone.localtime(), owner=first, document={"titles": {"kk": "Алғашқы жоба"}})
    assert {p.arrival for p in places() if p.organisation == first} == {"drafting"}
    assert "first design begun" in desk.get("/en/imports/here/?arrival=drafting&q=place").content.decode()


def test_only_the_national_centre_brings_institutions_in_and_sees_who_is_here(
    person: Who, at: datetime, as_: As
) -> None:
    batch = batch_of(person("arman"), at, as_csv(country()[:2]))
    assert batch.state == "ready"
    for name in ("samal", "leila", "gulnar", "batyr", "tomiris"):
        with pytest.raises(NotPermitted):
            batch_of(person(name), at, as_csv(country()[:2]))
        with pytest.raises(NotFound):
            confirm(actor=person(name), at=at, batch=batch, revision=1)
        client = as_(name)
        assert client.get("/en/imports/institutions/").status_code == 403
        assert client.get("/en/imports/here/").status_code == 403
        assert client.get("/en/imports/here/reminders.csv").status_code == 403
        assert client.post("/en/imports/here/sheets/", {"of": "sayram"}).status_code == 403
        own = f"/en/imports/lists/{batch.public_id}/"
        assert [client.get(own).status_code, client.get(f"{own}faults.csv").status_code] == [404, 404]
        assert client.post(f"{own}confirm/", {"revision": "1"}).status_code == 404
        assert client.post(f"{own}discard/").status_code == 404
    assert as_("marat").get("/en/imports/here/").status_code == 200
    assert as_("dina").get("/en/imports/here/?arrival=drafting&q=nothing").status_code == 200
    assert Client().get("/en/imports/").status_code == 302
