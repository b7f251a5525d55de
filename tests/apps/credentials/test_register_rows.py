"""The register of documents: issued and annulled by month, and nobody's data."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.actions.revoke import revoke
from tanym.apps.credentials.actions.supersede import supersede
from tanym.apps.credentials.actions.suspend import suspend
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.register_rows import line_of, place_of
from tanym.apps.registers.finding import Asked, find
from tanym.apps.registers.sources import source
from tanym.core.kernel.errors import NotFound
from tanym.core.registers.standing import Status

pytestmark = pytest.mark.django_db


def test_an_annulled_document_is_marked_from_its_month_on_and_never_leaves(
    issued: Credential, person: Callable[[str], Person], at: datetime
) -> None:
    later = at + timedelta(days=45)  # in January
    revoke(actor=person("zhanar"), at=later, credential=issued, reason="Made in error.", revision=1)
    rows, place = source("credentials"), place_of(issued)

    def stood(on: date, known_on: date | None = None) -> Status:
        return rows.row(place, on, known_on).status

    assert (
        stood(date(2026, 11, 1)) is stood(date(2026, 12, 31)) is Status.IN_FORCE
    )  # months are told, not days
    assert stood(date(2027, 1, 1)) is stood(date(2030, 1, 1)) is Status.ANNULLED
    assert stood(date(2027, 6, 1), known_on=date(2026, 12, 31)) is Status.IN_FORCE
    with pytest.raises(NotFound):
        stood(date(2026, 10, 31))
    for on, in_force, annulled in (("2026-11-30", 1, 0), ("2027-01-31", 0, 1)):
        day = date.fromisoformat(on)
        for status, number in (("in-force", in_force), ("annulled", annulled)):
            found = find(rows, Asked(day, status=status))
            assert (len(found.rows), found.statuses.get(status, 0)) == (number, number), (on, status)
    assert [one.act for one in rows.changes(place, 0, 10)] == ["entered", "annulled"]
    assert rows.changes(None, 0, 10) == rows.changes(place, 0, 10)


def test_a_suspended_document_reads_so_while_it_lasts_and_keeps_its_line_when_it_is_replaced(
    issued: Credential, person: Callable[[str], Person], at: datetime
) -> None:
    rows, place, zhanar = source("credentials"), place_of(issued), person("zhanar")
    last = date(2027, 1, 10)
    suspend(actor=zhanar, at=at, credential=issued, reason="A doubt.", revision=1, until=last)
    for on, status in (("2026-10-31", None), ("2026-11-30", "suspended"), ("2027-02-01", "in-force")):
        found = find(rows, Asked(date.fromisoformat(on)))
        assert [one.status for one in found.rows] == ([status] if status else [])
        assert found.statuses == ({status: 1} if status else {})
        if status:
            assert len(find(rows, Asked(date.fromisoformat(on), status=status)).rows) == 1
    before = json.loads(bytes(issued.document))
    supersede(actor=zhanar, at=at, credential=issued, reason="In today's form.", revision=2)
    issued.refresh_from_db()
    assert line_of(before) == line_of(json.loads(bytes(issued.document))) == place
    assert [one.act for one in rows.changes(place, 0, 10)] == ["entered", "suspended"]


def test_a_line_tells_month_body_and_micro_qualification_and_nothing_of_the_person(
    issued: Credential, at: datetime
) -> None:
    raw = b"".join(Client().get("/registers/credentials.json?on=2026-11-30").streaming_content).decode()
    (line,) = json.loads(raw)["entries"]
    assert (line["month"], line["since"], line["awarding_body"]) == ("2026-11", "2026-11-01", "kokzhar")
    for never in (issued.number, str(issued.public_id), str(issued.award.public_id), issued.holder.name_kk):
        assert never not in raw
    page = Client().get(f"/en/registers/credentials/{line['id']}/?on=2026-11-30").content.decode()
    assert issued.number not in page
    assert str(issued.public_id) not in page


def test_who_holds_a_document_finds_its_line_by_the_number_while_the_number_is_open(
    issued: Credential,
) -> None:
    def found(words: str) -> list[str]:
        return [one.id for one in source("credentials").rows(date(2026, 12, 1), None, words)]

    assert found(issued.number) == found(issued.number.lower().replace("-", "")) == [place_of(issued)]
    assert found("7Q4K-M2XD-9F") == []
    Credential.objects.filter(pk=issued.pk).update(number_open=False)
    assert found(issued.number) == []


def test_a_verification_leads_to_the_registers_as_they_stood(issued: Credential) -> None:
    page = Client().get(f"/en/documents/verify/{issued.number}/").content.decode()
    line = f"/en/registers/credentials/{place_of(issued)}/"
    body = f"/en/registers/organisations/kokzhar/?on={issued.award.conferred_on}"
    for address in (line, body):
        assert f'href="{address}"' in page
        assert Client().get(address).status_code == 200
