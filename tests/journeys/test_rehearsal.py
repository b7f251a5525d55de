"""A rehearsal in a browser: the secretary plays everybody, from the application to the decision, and takes it away again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.conftest import Served
from tests.journeys.walker import Walker

# Its room's tests ask the same of PostgreSQL without a browser.
pytestmark = [pytest.mark.browser, pytest.mark.pages]

REASON = "Because the evidence shows it."
PARTS = re.compile(r"\((.+)\)$")
SECRETARY, MEMBER = "secretary of the commission", "member of the commission"


@pytest.fixture
def saule(browser: Any, served: Served) -> Iterator[Walker]:
    """The secretary of Sayram, reading English."""
    walker = Walker(browser, served.address, "en", "saule")
    yield walker
    walker.close()


def test_a_secretary_plays_a_whole_case_and_nothing_of_it_stays(saule: Walker) -> None:
    saule.open("/rehearsals/")
    saule.press("main section.next a.button")
    saule.fill({"wanted": "academic:data-analysis-intro"})
    saule.press("main form button.button")
    rehearsal = saule.page.url
    apply(saule)
    act_as(saule, SECRETARY)
    saule.press("main form[action$='/accept/'] button")
    assess(saule)
    decide(saule)
    act_as(saule, "claimant")
    assert REASON in saule.text()
    assert saule.page.locator("aside.played").count() == 1
    saule.page.goto(rehearsal)
    saule.unfold()
    saule.look()
    assert "Rehearsal:" in saule.text()
    saule.press("main form[action$='/end/'] button")
    assert saule.page.locator("aside.played").count() == 0
    saule.open("/recognition/desk/")
    assert "R-" not in saule.text()


def act_as(officer: Walker, part: str, number: int = 0) -> None:
    """Go on as an invented person, by the switch that stands above every page."""
    options = officer.page.locator("#play-as option").evaluate_all("all => all.map(e => [e.value, e.label])")
    found = [value for value, label in options if PARTS.search(label)[1] == part]  # type: ignore[index]
    officer.page.locator("#play-as").select_option(found[number])
    officer.press("aside.played form button")


def apply(officer: Walker) -> None:
    """As the claimant: evidence for every outcome, and the application."""
    act_as(officer, "claimant")
    officer.unfold()
    officer.fill(
        {
            "kind": "certificate",
            "title": "Charts that answer questions",
            "provider": "Somebody invented",
            "dated": "2026-03-27",
            "hours": "20",
            "text": "Cleans data and draws a chart that answers a question.",
            "outcomes": ["o1", "o2", "o3", "o4", "o5"],
        },
        within="main form[action$='/evidence/']",
    )
    officer.press("main form[action$='/evidence/'] button.button")
    officer.fill({"application": "Please count what I learnt.", "informed": True})
    officer.press("main form[action$='/submit/'] button")


def assess(officer: Walker) -> None:
    """As the assessor who was appointed: mapping, interview, a judgement of each outcome."""
    officer.press("aside.played p a")
    officer.fill({"relation": "none"})
    officer.press("main form[action$='/declare/'] button")
    selects = officer.page.locator("main select[name^='shows_'], main select[name^='rating_']")
    for name in selects.evaluate_all("all => all.map(e => e.name)"):
        officer.fill({name: "yes"})
    officer.press("main button[name='finish']")
    officer.fill({"held_on": officer.page.locator("[name='held_on']").get_attribute("max") or today(officer)})
    officer.fill({"record": "Explained each step."})
    officer.press("main form[action$='/interview/'] button")
    forms = officer.page.locator("main form[action*='/judge/']").evaluate_all(
        "all => all.map(e => e.getAttribute('action'))"
    )
    for form in forms:
        officer.unfold()
        officer.page.locator(f"main form[action='{form}'] [name$='-achievement'][value='achieved']").check(
            force=True
        )
        officer.page.locator(f"main form[action='{form}'] [name$='-reasons']").fill(REASON)
        officer.press(f"main form[action='{form}'] button")
    officer.press("main form[action$='/refer/'] button")


def today(officer: Walker) -> str:
    """The day in the country of the sample."""
    return str(officer.page.evaluate("new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Almaty' })"))


def decide(officer: Walker) -> None:
    """As the secretary and three members: seats, votes, minutes, the decision of the chair."""
    act_as(officer, SECRETARY)
    officer.press("main a[href$='/commission/']")
    room = officer.page.url
    offices = officer.page.locator("main select[name^='office_']").evaluate_all("all => all.map(e => e.name)")
    officer.fill(dict(zip(offices, ("chair", "deputy", "member"), strict=False)))
    sides = officer.page.locator("main select[name^='side_']").evaluate_all("all => all.map(e => e.name)")
    officer.fill({sides[0]: "practitioner", "elected": True})
    officer.press("main form[action$='/seat/'] button.button")
    for number in range(3):
        act_as(officer, MEMBER, number)
        officer.fill({"choice": "recognise"})
        officer.press("main form[action$='/vote/'] button")
    officer.page.goto(room)
    for place in range(5):
        officer.fill({f"recognised_{place}": "yes", f"reasons_{place}": REASON})
    officer.fill({"result": "recognise", "reasons": REASON, "advice": "Nothing is missing."})
    officer.press("main form[action$='/commission/minutes/'] button:not([name])")
    act_as(officer, MEMBER)
    officer.press("main form[action$='/decide/recognise/'] button")
