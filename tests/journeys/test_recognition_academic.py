"""Recognition towards a discipline in a browser: in part, not at all, and appeals that put both right; each document checked by an employer."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.journeys.conftest import Served
from tests.journeys.test_whole_journey import NUMBER
from tests.journeys.walker import Walker
from tests.places import ROOT

# Its room's tests ask the same of PostgreSQL without a browser.
pytestmark = [pytest.mark.browser, pytest.mark.pages]

Open = Callable[..., Walker]
FIRST, SECOND = ("aliya", "bolat", "kamila"), ("serik", "aigerim", "daniyar")
PHONE = {"width": 390, "height": 844}
OUTCOMES = ("o1", "o2", "o3", "o4")


def prepared(served: Served, *asked: str) -> list[str]:
    """Cases brought to a stage by actions: their ids."""
    command = [sys.executable, "-m", "tests.journeys.academic_prepared", *asked]
    told = subprocess.run(
        command, env=served.environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.strip().splitlines()[-len(asked) :]


def test_a_part_is_recognised_and_other_people_recognise_the_rest(somebody: Open, served: Served) -> None:
    """In Kazakh: minuted, signed, read on a telephone, appealed; the statement of all replaces that of a part."""
    (case,) = prepared(served, "voted:yerlan:machine-maintenance:recognise-in-part:2")
    conclude(somebody, "kk", case, "recognise-in-part", 2)
    learner = somebody("yerlan", "kk")
    learner.page.set_viewport_size(PHONE)
    learner.open(f"/recognition/cases/{case}/")
    assert "Ішінара танылды" in learner.text()
    assert "Реттеу көрсетілмеген." in learner.text()
    part = document(learner)
    appeal(learner, case, "Реттеуді бейнежазбадан көруге болады.")
    assert prepared(served, "heard:yerlan:machine-maintenance:recognise:4") == [case]
    confirm(somebody("rustem", "kk"), case, "5")
    whole = document(learner)
    assert whole != part
    employer = somebody("erlan", "kk")
    employer.page.set_viewport_size(PHONE)
    employer.open(f"/documents/verify/{part}/")
    assert employer.page.locator("main article.finding[data-outcome='no']").count() == 1
    employer.open(f"/documents/verify/{whole}/")
    assert employer.page.locator("main article.finding[data-outcome='no']").count() == 0


def test_a_refusal_is_reversed_and_its_document_is_the_first(somebody: Open, served: Served) -> None:
    """In English, on the narrowest telephone: reasons of each outcome, the appeal, the second panel, the document."""
    (case,) = prepared(served, "decided:leyla:secure-web-development:refuse:0")
    learner = somebody("leyla", "en")
    learner.page.set_viewport_size({"width": 320, "height": 640})
    learner.open(f"/recognition/cases/{case}/")
    assert learner.page.locator("main article.finding[data-outcome='no']").count() == 4
    learner.open("/documents/")
    assert learner.page.locator("main article").count() == 0
    number = appeal(learner, case, "The repository shows each of the four.")
    hear_again(somebody, "en", number, "The repository shows it.")
    confirm(somebody("rustem", "ru"), case, "5")
    learner.open(f"/recognition/cases/{case}/")
    assert learner.page.locator("main article.finding[data-outcome='yes']").count() == 4
    number = document(learner)
    employer = somebody(None, "ru")
    employer.open(f"/documents/verify/{number}/")
    assert employer.page.locator("main article.finding[data-outcome='no']").count() == 0


def test_what_nobody_appeals_ends_in_part_or_closed(somebody: Open, served: Served) -> None:
    """In Russian: the time to appeal is over; the part goes to the registrar, the refusal is closed with its reasons."""
    part, nothing = prepared(
        served, "over:samal:machine-maintenance:recognise-in-part:2", "over:samal:secure-web-development:refuse:0"
    )  # fmt: skip
    confirm(somebody("rustem", "ru"), part, "0")
    learner = somebody("samal", "ru")
    learner.page.set_viewport_size(PHONE)
    learner.open(f"/recognition/cases/{part}/")
    assert learner.page.locator("main article.finding[data-outcome='yes']").count() == 2
    learner.open(f"/recognition/cases/{nothing}/")
    assert "В признании отказано" in learner.text()
    assert learner.page.locator("main form[action$='/appeal/']").count() == 0


def conclude(somebody: Open, language: str, case: str, result: str, achieved: int) -> None:
    """The last vote, on a telephone; the minutes; the chair signs them by themselves, then decides."""
    room = f"/recognition/cases/{case}/commission/"
    chair, office = somebody(FIRST[0], language), somebody("saule", language)
    chair.page.set_viewport_size(PHONE)
    chair.open(room)
    chair.fill({"choice": result})
    chair.press("main form[action$='/vote/'] button")
    office.open(room)
    for place in range(len(OUTCOMES)):
        good = place < achieved
        reasons = "Әңгімеде айтып берді." if good else "Реттеу көрсетілмеген."
        office.fill({f"recognised_{place}": "yes" if good else "no", f"reasons_{place}": reasons})
    office.fill({"result": result, "reasons": "Екі нәтиже көрінді.", "advice": "Реттеуді көрсетіңіз."})
    office.press("main form[action$='/commission/minutes/'] button:not([name])")
    chair.open(f"{room}sign/")
    chair.press("main form[action$='/sign/account/'] button")
    chair.open(room)
    chair.press(f"main form[action$='/decide/{result}/'] button")


def appeal(learner: Walker, case: str, grounds: str) -> str:
    """The claimant says what the first commission did not see; the number of the case."""
    learner.open(f"/recognition/cases/{case}/")
    learner.unfold()
    learner.fill({"grounds": grounds})
    learner.press("main form[action$='/appeal/'] button")
    found = re.search(r"\b20\d\d-\d{4,}\b", learner.text())
    assert found, learner.text()
    return found.group()


def hear_again(somebody: Open, language: str, number: str, reason: str) -> None:
    """Other people put another decision in place of the first: every outcome is recognised."""
    office = somebody("gaukhar", language)
    office.open("/recognition/desk/")
    row = office.page.locator(f"main a[href*='/recognition/appeals/']:has-text('{number}')")
    href = row.first.get_attribute("href") or ""
    room = "/recognition/appeals/" + href.split("/appeals/")[1].split("/")[0] + "/"
    seat(office, room, SECOND)
    vote(somebody, language, room, SECOND, "reverse")
    office.open(room)
    for place in range(len(OUTCOMES)):
        given = {f"{name}_{place}": reason for name in ("reasons", "departs")}
        office.fill({f"recognised_{place}": "yes", **given})
    office.fill({"result": "reverse", "instead": "recognise", "reasons": reason})
    office.press("main form[action$='/minutes/'] button:not([name])")
    chair = somebody(SECOND[0], language)
    chair.open(room)
    chair.press("main form[action$='/decide/reverse/'] button")


def seat(office: Walker, room: str, people: tuple[str, ...]) -> None:
    """Chair, deputy and member; the page lists those who took no part in the first decision, as they came."""
    office.open(room)
    offices = office.page.locator("main select[name^='office_']").evaluate_all("all => all.map(e => e.name)")
    by_name = dict(zip(people, offices, strict=True))
    for name, position in zip(people, ("chair", "deputy", "member"), strict=True):
        office.fill({by_name[name]: position})
    office.fill({"elected": True})
    office.press("main form[action$='/seat/'] button.button")


def vote(somebody: Open, language: str, room: str, people: tuple[str, ...], choice: str) -> None:
    """Each member votes on a telephone."""
    for name in people:
        voter = somebody(name, language)
        voter.page.set_viewport_size(PHONE)
        voter.open(room)
        voter.fill({"choice": choice})
        voter.press("main form[action$='/vote/'] button")


def confirm(registrar: Walker, case: str, credits: str) -> None:
    """The registrar has entered what is due, and says so."""
    registrar.open(f"/recognition/cases/{case}/handling/")
    registrar.fill({"credits": credits, "line": "Part 4, line 8"})
    registrar.press("main form[action$='/credits/'] button")


def document(learner: Walker) -> str:
    """The number of the newest document in My documents."""
    learner.open("/documents/")
    learner.press("main a[href*='/documents/']:not([href$='/documents/']):not([href*='verify'])")
    found = NUMBER.search(learner.text())
    assert found, learner.text()
    return found.group()
