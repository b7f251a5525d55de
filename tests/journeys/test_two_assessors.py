"""Two assessors judge blind in their browsers, differ on one outcome, and a third settles it; the claimant reads how."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.journeys.conftest import Served
from tests.journeys.test_whole_journey import today
from tests.journeys.walker import Walker
from tests.places import ROOT

# Its room's tests ask the same of PostgreSQL without a browser.
pytestmark = [pytest.mark.browser, pytest.mark.pages]

Open = Callable[..., Walker]
OUTCOMES = ("o1", "o2", "o3", "o4")
FIRST, SECOND, THIRD = "Shown in the charts.", "The second saw no plan.", "The plan stands in the annex."


def test_two_judge_blind_and_a_third_settles_what_they_differ_on(somebody: Open, served: Served) -> None:
    work = f"/recognition/cases/{prepared(served)}/handling/"
    office, claimant = somebody("saule", "ru"), somebody("aigul", "kk")
    office.open(work)
    office.choose("assessor", "Тимур")
    office.choose("second", "Раушан")
    office.press("main form[action$='/accept/'] button")
    first, second = somebody("timur", "ru"), somebody("raushan", "kk")
    lead_to_the_judgement(first, work)
    declare(second, work)
    for outcome in OUTCOMES:
        mark(first, outcome, "achieved", FIRST)
        mark(second, outcome, "not-achieved" if outcome == "o2" else "achieved", SECOND)
    first.press("main form[action$='/hand-in/'] button")
    second.open(work)
    assert FIRST not in second.text()
    claimant.open(work.replace("handling/", ""))
    assert "Раушан" in claimant.text()
    second.press("main form[action$='/hand-in/'] button")
    assert FIRST in second.text()
    claimant.open(work.replace("handling/", ""))
    assert (
        claimant.page.locator("section[aria-labelledby='by'] ul li").count() == 3
    )  # two people, one outcome
    assert SECOND not in claimant.text()
    office.open(work)
    office.choose("assessor", "Даулет")
    office.press("main form[action$='/appoint/'] button")
    third = somebody("daulet", "ru")
    declare(third, work)
    assert SECOND not in third.text()
    mark(third, "o2", "achieved", THIRD)
    third.press("main form[action$='/hand-in/'] button")
    first.open(work)
    assert THIRD in first.text()
    first.press("main form[action$='/refer/'] button")
    assert first.page.locator("a[href$='/commission/']").count() >= 1


def prepared(served: Served) -> str:
    """A case of Aigul's whose papers are to be checked: its id."""
    command = [sys.executable, "-m", "tests.journeys.case_prepared", "completeness", "quality-statistics"]
    told = subprocess.run(
        command, env=served.environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.strip().splitlines()[-1]


def declare(assessor: Walker, work: str) -> None:
    """No conflict of interest."""
    assessor.open(work)
    assessor.fill({"relation": "none"})
    assessor.press("main form[action$='/declare/'] button")


def lead_to_the_judgement(assessor: Walker, work: str) -> None:
    """The first assessor maps the evidence and records the interview."""
    declare(assessor, work)
    selects = assessor.page.locator("main select[name^='shows_'], main select[name^='rating_']")
    for name in selects.evaluate_all("all => all.map(e => e.name)"):
        assessor.fill({name: "yes"})
    assessor.press("main button[name='finish']")
    assessor.fill({"held_on": today(), "record": "Explained each step."})
    assessor.press("main form[action$='/interview/'] button")


def mark(assessor: Walker, outcome: str, achievement: str, reasons: str) -> None:
    """A judgement on one outcome, on the assessor's own page."""
    if "/handling/" in assessor.page.url:
        assessor.page.reload()
    form = f"main form[action$='/judge/{outcome}/']"
    assessor.unfold()
    assessor.page.locator(f"{form} [name='{outcome}-achievement'][value='{achievement}']").check(force=True)
    assessor.page.locator(f"{form} [name='{outcome}-reasons']").fill(reasons)
    assessor.press(f"{form} button")
