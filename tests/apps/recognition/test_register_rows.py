"""The register of decisions: finished quarters, and no number small enough to single anybody out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.models import Commission, Decision, RecognitionCase
from tanym.apps.recognition.opening import target_of_discipline
from tanym.apps.recognition.register_rows import smallest
from tanym.apps.registers.sources import source

pytestmark = pytest.mark.django_db


@pytest.fixture
def decide(person: Callable[[str], Person]) -> Callable[[int, str, datetime], None]:
    """Writes so many decisions with a result at a moment, towards one discipline of Sayram's."""

    def write(number: int, result: str, when: datetime) -> None:
        discipline = disciplines().filter(programme__organisation__code="sayram").first()
        assert discipline is not None
        saule = person("saule")
        for place in range(number):
            case = RecognitionCase.objects.create(
                number=f"{result[:4]}-{when:%m%d}-{place}", claimant=person("aigul"), stage="decided",
                organisation=discipline.programme.organisation, discipline=discipline, case={},
                target=target_of_discipline(discipline),
                opened_at=when,
            )  # fmt: skip
            commission = Commission.objects.create(
                case=case, procedure="academic", secretary=saule, seated_at=when, minutes_number=str(place)
            )
            findings = [
                {"outcome": str(n), "recognised": result != "refuse", "reasons": "…"} for n in range(4)
            ]
            Decision.objects.create(
                case=case, commission=commission, result=result, content={"findings": findings}, minutes={},
                minutes_digest="0" * 64, decided_at=when, by=saule,
            )  # fmt: skip

    return write


def test_few_decisions_are_told_as_few(decide: Callable[[int, str, datetime], None], at: datetime) -> None:
    when = at.replace(year=2026, month=5)
    decide(smallest(when.date()) - 1, "refuse", when)
    (row,) = source("decisions").rows(date(2026, 8, 1), None, "")
    assert row.cells["fewer_than"] == smallest(when.date())
    assert not any(
        row.cells[name] for name in ("organisation", "discipline", "result", "decisions", "outcomes")
    )
    page = Client().get("/en/registers/decisions/?on=2026-08-01").content.decode()
    assert "Quarter 2 of 2026" in page
    assert say("register.note.decisions", "en", number=smallest(date(2026, 8, 1))) in page
    assert "smallest group of people" in page  # where the number comes from


def test_a_quarter_is_told_when_it_is_over_and_never_changes_after(
    decide: Callable[[int, str, datetime], None], at: datetime
) -> None:
    floor = smallest(date(2026, 6, 30))
    decide(floor, "recognise", at.replace(month=4, day=1))
    decide(floor + 2, "refuse", at.replace(month=6, day=30))
    rows = source("decisions")
    assert rows.rows(date(2026, 6, 30), None, "") == []
    assert rows.rows(date(2026, 9, 1), date(2026, 6, 15), "") == []
    told = rows.rows(date(2026, 7, 1), None, "")
    assert [(one.cells["result"], one.cells["decisions"]) for one in told] == [
        ("recognise", floor), ("refuse", floor + 2),
    ]  # fmt: skip
    decide(1, "refuse", at.replace(month=8, day=1))  # of another quarter
    assert [one for one in rows.rows(date(2026, 10, 1), None, "") if "2026-q2" in one.id] == told
    assert rows.row(told[0].id, timezone.localdate() + timedelta(days=1), None) == told[0]
    assert rows.changes(None, 0, 10) == []
