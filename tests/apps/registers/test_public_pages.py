"""The public pages of the registers: what they say of a suspended organisation, and what they never say of anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.credentials.queries import held_by
from tanym.apps.files.actions.store import store
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.models import Award
from tanym.apps.registers.actions.enter import enter
from tanym.apps.registers.actions.suspend import suspend
from tanym.apps.registers.models import Entry
from tanym.apps.registers.sources import sources

pytestmark = pytest.mark.django_db
WHY = {
    "kk": "Бағалау тәртібі бұзылған.",
    "ru": "Нарушен порядок оценивания.",
    "en": "Assessment did not follow its procedure.",
}


@pytest.fixture
def suspended(country: None, at: datetime) -> Entry:
    """A provider whose entry is suspended from a day of the past until one to come."""
    entry = Entry.objects.get(register="providers", organisation__code="kokzhar")
    suspend(
        actor=None, at=at, entry=entry, since=date(2026, 11, 10), until=date(2027, 1, 31), reason=WHY,
        source="test:1",
    )  # fmt: skip
    return entry


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_suspended_entry_says_since_when_until_when_why_and_what_it_means(
    suspended: Entry, language: str
) -> None:
    client = Client()
    address = f"/{language}/registers/providers/{suspended.public_id}/"
    page = client.get(f"{address}?on=2026-11-21").content.decode()
    for said in (
        say("register.halted.suspended", language),
        day(date(2026, 11, 10), language),
        day(date(2027, 1, 31), language),
        WHY[language],
        say("register.meaning.suspended.learners", language),
        say("register.meaning.suspended.before", language),
    ):
        assert said in page, said
    for then in ("?on=2026-11-09", "?on=2027-02-01", "?on=2026-11-21&known_on=2026-11-20"):
        before = client.get(f"{address}{then}").content.decode()
        assert say("register.halted.suspended", language) not in before, then
    body = client.get(f"/{language}/registers/organisations/kokzhar/?on=2026-11-21").content.decode()
    assert f"{say('word.activity.awarding', language)}: {say('register.answer.no', language)}" in body
    assert say("register.right.suspended", language) in body
    earlier = client.get(f"/{language}/registers/organisations/kokzhar/?on=2026-11-01").content.decode()
    assert f"{say('word.activity.awarding', language)}: {say('register.answer.yes', language)}" in earlier


def test_a_person_in_a_register_is_a_number_unless_the_law_makes_names_public(
    person: Callable[[str], Person], at: datetime
) -> None:
    entry = enter(
        actor=None, at=at, register="assessors", person=person("omar"), titles={"en": "Omar"},
        since=date(2026, 1, 1), content={"scope": {"sectors": ["it"], "levels": [5]}, "load": 40},
        reason=WHY, source="test:1",
    )  # fmt: skip
    page = Client().get(f"/en/registers/assessors/{entry.public_id}/").content.decode()
    assert entry.number in page
    assert "Omar" not in page
    row = Client().get(f"/api/v1/registers/assessors/{entry.public_id}").json()["entry"]
    assert (row["titles"], row["load"], row["levels"]) == ({}, 40, ["5"])


def test_what_an_applicant_says_of_an_organisation_is_not_published(country: None) -> None:
    made = Organisation.objects.create(code="zhanga", type="training", names={"en": "New"}, confirmed=False)
    assert Client().get(f"/en/registers/organisations/{made.code}/").status_code == 404
    organisation("kokzhar")  # a confirmed one
    assert Client().get("/en/registers/organisations/kokzhar/").status_code == 200


def test_a_document_is_public_only_where_an_entry_lists_it(
    person: Callable[[str], Person], at: datetime
) -> None:
    files = [
        store(
            actor=person("damir"),
            at=at,
            upload=SimpleUploadedFile(f"{name}.json", b'{"is": "%s"}' % name.encode()),
        )
        for name in ("certificate", "payroll")
    ]
    entry = enter(
        actor=None, at=at, register="providers", organisation=organisation("oner-centre"),
        since=date(2026, 1, 1), content={"documents": [str(files[0].public_id)]}, reason=WHY, source="test:1",
    )  # fmt: skip
    page = f"/en/registers/providers/{entry.public_id}/"
    listed, other = (f"{page}documents/{one.public_id}/" for one in files)
    assert f'href="{listed.removesuffix("/")}' in Client().get(page).content.decode()
    answer = Client().get(listed)
    assert (answer.status_code, answer.content) == (200, b'{"is": "certificate"}')
    assert answer["Content-Disposition"].startswith("attachment")
    assert Client().get(other).status_code == 404
    assert Client().get(listed.replace("providers", "agreements")).status_code == 404
    assert Client().get(f"/en/registers/rules/kz/documents/{files[0].public_id}/").status_code == 404


def test_nothing_that_is_public_names_a_person(db: None, capsys: Any) -> None:
    call_command("sample")
    never = {name: f"{one.username}: {name}" for one in Person.objects.all() for name in _personal(one)}
    never |= {one.number: "number of a document" for one in Award.objects.all()}
    held = [one for person in Person.objects.all() for one in held_by(person)]
    never |= {str(one.public_id): "address of a document" for one in (*held, *Award.objects.all())}
    assert len(never) > 100
    seen = 0
    for address in _public(Client()):
        seen += 1
        text = _text(address)
        found = [what for name, what in never.items() if name in text]
        assert not found, (address, found)
    assert seen > 150


def _personal(one: Person) -> set[str]:
    names = {one.name_kk, one.name_ru, one.name_latin, one.name_passport, one.email, str(one.public_id)}
    for name in (one.name_kk, one.name_ru, one.name_latin):
        names |= {part for part in name.split() if len(part) > 5}
    born = {one.birth_date.isoformat()} if one.birth_date else set()
    return {name for name in names | born if name}


def _public(client: Client) -> Iterator[str]:
    """Every public address of the registers; of the entries of each register the first ones."""
    yield from ("/en/registers/", "/kk/registers/api/", "/registers/data.jsonld", "/registers/codes.jsonld")
    yield from ("/api/v1/registers", "/api/v1/openapi.json", "/registers/changes.atom?lang=ru")
    yield from (f"/ru/registers/organisations/{code}/" for code in _codes())
    for name, source in sources().items():
        yield from (f"/{language}/registers/{name}/" for language in ("kk", "ru", "en"))
        yield from (f"/registers/{name}.{ending}" for ending in ("csv", "json", "jsonld"))
        yield from (f"/api/v1/registers/{name}?size=200", f"/registers/{name}/changes.atom?lang=en")
        for row in source.rows(timezone.localdate(), None, "")[:6]:
            yield f"/en{row.address}"
            yield f"/api/v1/registers/{name}/{row.id}/history"


def _codes() -> list[str]:
    return list(Organisation.objects.filter(confirmed=True).values_list("code", flat=True))


def _text(address: str) -> str:
    response: Any = Client().get(address)
    assert response.status_code == 200, (address, response.status_code)
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    return str(raw.decode())
