"""How far two assessors agree: from thirty double-marked cases on, for the office alone, from marks made alone."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tanym.apps.accounts.queries import person as find
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.assessor_pairs import pairs
from tanym.apps.recognition.models import Assessing, Judgement, RecognitionCase

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
PAGE = "/en/recognition/offices/sayram/assessors/"


def double_marked(number: int, *, apart: int = 0, first: str = "timur", rehearsal: bool = False) -> None:
    """Cases of two outcomes each, marked blind by the first and by Raushan; on `apart` of them they differ on one."""
    start = RecognitionCase.objects.count()
    for n in range(number):
        case = RecognitionCase.objects.create(
            number=f"2026-{start + n + 1:04}", claimant=find("aigul"), organisation=organisation("sayram"),
            target={}, case={}, stage="decided", opened_at=NOW, rehearsal=rehearsal,
            played_in=uuid4() if rehearsal else None,
        )  # fmt: skip
        for place, name in enumerate((first, "raushan"), 1):
            seat = {"place": place, "appointed_at": NOW, "submitted_at": NOW}
            Assessing.objects.create(case=case, person=find(name), **seat)
            for outcome, alone in (("o1", "achieved"), ("o2", "not-achieved")):
                other = n < apart and place == 2 and outcome == "o2"
                Judgement.objects.create(
                    case=case, outcome=outcome, achievement="achieved", alone="partly" if other else alone,
                    reasons="Seen.", assessor=find(name), at=NOW,
                )  # fmt: skip


def test_a_pair_is_compared_from_thirty_cases_on(country) -> None:
    double_marked(29)
    (pair,) = pairs(organisation("sayram"))
    assert (pair.cases, pair.agreement) == (29, None)
    double_marked(1)
    (pair,) = pairs(organisation("sayram"))
    assert pair.agreement is not None
    assert (pair.cases, pair.agreement.outcomes, pair.agreement.percent) == (30, 60, 100)


def test_what_they_settled_later_and_invented_cases_change_nothing(country) -> None:
    double_marked(30, apart=15)
    double_marked(5, rehearsal=True)
    (pair,) = pairs(organisation("sayram"))
    assert pair.agreement is not None
    assert (pair.cases, pair.agreement.percent) == (
        30,
        75,
    )  # by what each handed in: `achievement` is the same
    assert pair.agreement.weighted is not None
    assert 0.6 < pair.agreement.weighted < 1


def test_the_office_reads_both_names_and_what_the_figures_mean(country, as_) -> None:
    double_marked(30, apart=15)
    double_marked(2, first="daulet")
    page = as_("saule").get(PAGE).content.decode()
    assert "Both gave the same mark on 75 of 100 outcomes (30 cases, 60 outcomes)." in page
    assert "Weighted kappa: 0." in page
    assert "2 of 30 cases" in page


def test_before_any_the_page_says_how_figures_come_about(country, as_) -> None:
    assert "No case was judged by two yet" in as_("saule").get(PAGE).content.decode()


def test_nobody_but_the_office_reads_figures_on_people(country, as_, client) -> None:
    double_marked(30)
    for name in ("timur", "raushan", "aliya", "rustem", "madina", "aigul"):
        assert as_(name).get(PAGE).status_code == 404
    public = client.get("/en/recognition/decided/sayram/").content.decode()
    assert "Raushan" not in public
