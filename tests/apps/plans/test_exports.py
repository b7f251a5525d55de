"""A plan is taken away as a table, a calendar, a paper."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from tests.apps.plans.conftest import page

pytestmark = pytest.mark.django_db


def taken(office: Any, name: str) -> Any:
    return Client().get(page(name, office.plan.public_id))


def test_no_cell_of_the_table_is_a_formula(office: Any) -> None:
    office.adopted(texts={"action": {"kk": '=HYPERLINK("http://x.example")'}, "risk": {"kk": "+1; @a"}})
    answer = taken(office, "csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, row = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    found = dict(zip(head, row, strict=True))
    assert found["Не істеледі"].startswith("'=HYPERLINK")
    assert found["Тәуекел"].startswith("'+1")
    assert (found["Бастапқы мәні"], found["Нысаналы мәні"], found["Мерзімі"]) == ("2", "12", "2027-03-31")
    assert "plan.csv" not in answer["Content-Disposition"]


def test_the_calendar_holds_deadlines_and_milestones_that_are_open(office: Any) -> None:
    item = office.adopted()
    answer = taken(office, "calendar")
    assert answer["Content-Type"].startswith("text/calendar")
    lines = answer.content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert [one for one in lines if one.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20270115",
        "DTSTART;VALUE=DATE:20270331",
    ]
    assert any(one.startswith(f"UID:deadline-{item.public_id}@") for one in lines)
    item.status = "completed"
    item.save()
    assert b"VEVENT" not in taken(office, "calendar").content


def test_the_paper_is_made_in_each_language(office: Any) -> None:
    office.adopted()
    for language in ("kk", "ru", "en"):
        answer = Client().get(page("pdf", office.plan.public_id, language))
        assert answer.content.startswith(b"%PDF")


def test_a_draft_is_exported_for_its_authors_only(office: Any) -> None:
    for name in ("csv", "calendar", "pdf"):
        assert taken(office, name).status_code == 404
