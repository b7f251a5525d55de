"""The register of micro-qualifications: every version, as of any day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.erase import erase
from tanym.apps.audit.actions.record import record
from tanym.apps.audit.disclosure import is_disclosed
from tanym.apps.audit.queries import history
from tanym.apps.qualifications.actions.reinstate import reinstate
from tanym.apps.qualifications.actions.retire import retire
from tanym.apps.qualifications.actions.suspend import suspend
from tanym.apps.qualifications.models import Version
from tanym.apps.registers.sources import source
from tanym.core.kernel.errors import NotFound
from tanym.core.registers.standing import Status

pytestmark = pytest.mark.django_db
CODE = "data-analysis-decisions"


def test_a_version_is_told_as_it_stood_on_each_day_of_its_life(
    published: Version, person: Callable[[str], Person], at: datetime
) -> None:
    marat, on = person("marat"), at.date()
    suspend(actor=marat, at=at + timedelta(days=10), version=published, reason="No assessor is left.")
    reinstate(actor=marat, at=at + timedelta(days=20), version=published, reason="There is one again.")
    retire(actor=person("dana"), at=at + timedelta(days=30), version=published, reason="Nobody asks for it.")
    rows = source("micro-qualifications")

    def stood(days: int, known: int | None = None) -> Status:
        known_on = None if known is None else on + timedelta(days=known)
        return rows.row(CODE, on + timedelta(days=days), known_on).status

    assert stood(-1) is Status.NOT_YET
    assert [stood(day) for day in (0, 9, 10, 19, 20, 29)] == [
        Status.IN_FORCE, Status.IN_FORCE, Status.SUSPENDED, Status.SUSPENDED, Status.IN_FORCE, Status.IN_FORCE,
    ]  # fmt: skip
    assert stood(30) is Status.WITHDRAWN
    assert (stood(25, known=15), stood(35, known=25)) == (Status.SUSPENDED, Status.IN_FORCE)
    with pytest.raises(NotFound):
        rows.row(CODE, on, on - timedelta(days=1))
    acts = rows.changes(CODE, 0, 10)
    assert [one.act for one in acts] == ["entered", "suspended", "reinstated", "withdrawn"]
    assert acts[1].reason == {"": "No assessor is left."}
    assert rows.changes(None, acts[0].number, 2) == acts[1:3]
    done = history(f"qualifications.version:{published.public_id}")
    assert len(done) > len(acts)  # what was drafted and submitted stays among those who work at it
    assert [one.number for one in done if is_disclosed(one)] == [one.number for one in acts]


def test_a_decision_that_does_not_approve_is_not_public_even_on_the_day_of_approval(
    published: Version, at: datetime
) -> None:
    def decided(result: str) -> bool:
        subject = f"qualifications.version:{published.public_id}"
        given = {"result": result}
        return is_disclosed(
            record(actor=None, at=at, action="qualifications.decide", subject=subject, details=given)
        )

    assert not decided("return-with-remarks")
    assert len(source("micro-qualifications").changes(None, 0, 10)) == 1
    assert decided("approve")


def test_an_erased_act_leaves_the_feed_and_the_rest_of_it_stays(published: Version, at: datetime) -> None:
    rows = source("micro-qualifications")
    retire(actor=published.edited_by, at=at, version=published, reason="Nobody asks for it.")
    first, last = rows.changes(None, 0, 10)
    erase(actor=None, at=at, number=first.number, reason="A name stood in it.")
    assert rows.changes(None, 0, 10) == rows.changes(CODE, 0, 10) == [last]


def test_what_was_never_published_is_in_no_register(submitted: Version) -> None:
    rows = source("micro-qualifications")
    assert list(rows.rows(date(2027, 1, 1), None, "")) == []
    assert Client().get(f"/en/registers/micro-qualifications/{CODE}/").status_code == 404


def test_a_micro_qualification_is_found_by_words_of_every_language(published: Version, at: datetime) -> None:
    rows = source("micro-qualifications")
    for words in ("деректерді талдау", "анализ данных", "data analysis", CODE):
        assert [one.id for one in rows.rows(at.date(), None, words)] == [CODE], words
    assert not list(rows.rows(at.date(), None, "horseshoes"))
