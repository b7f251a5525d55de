"""Validation in a browser: a carpenter's long way to a part confirmed, then the other ends and an appeal from prepared cases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.journeys.conftest import Served
from tests.journeys.test_whole_journey import DISCIPLINES, OUTCOMES, REASON, RECOGNISED, accept, sit, today
from tests.journeys.walker import Walker
from tests.places import ROOT

# Its room's tests ask the same of PostgreSQL without a browser.
pytestmark = [pytest.mark.browser, pytest.mark.pages]

Open = Callable[..., Walker]
IN_PART = "recognise-in-part"


def prepared(served: Served, *arguments: str) -> str:
    """A validation brought to a stage by actions: the id of the case."""
    command = [sys.executable, "-m", "tests.journeys.validation_prepared", *arguments]
    told = subprocess.run(
        command, env=served.environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.strip().splitlines()[-1]


def test_what_a_carpenter_can_do_is_confirmed_in_part(somebody: Open) -> None:
    """Own words, a note of the adviser, evidence, assessment, the decision, and a plan for the rest: all through pages."""
    learner = somebody("yerlan", "kk")
    learner.page.set_viewport_size({"width": 390, "height": 844})
    case = begin(learner)
    advise(somebody("laura", "ru"), case)
    gather(learner, case)
    accept(somebody("saule", "ru"), case)
    assess(somebody("timur", "ru"), case)
    sit(somebody, "ru", case, IN_PART)
    give_plan(somebody("saule", "ru"), case)
    learner.open(f"/recognition/cases/{case}/")
    assert REASON in learner.text()
    assert learner.page.locator("section[aria-labelledby='pl'] li").count() == 2
    assert learner.page.locator("section[aria-labelledby='ph'] li[data-state='done']").count() == 4
    learner.open("/documents/")


def test_all_confirmed_is_entered_by_the_registrar(somebody: Open, served: Served) -> None:
    case = prepared(served, "decided", "samal", "recognise", "4")
    registrar = somebody("rustem", "en")
    registrar.open(f"/recognition/cases/{case}/handling/")
    registrar.fill({"credits": "4", "line": "Part 3, line 2"})
    registrar.press("main form[action$='/credits/'] button")
    learner = somebody("samal", "en")
    learner.open(f"/recognition/cases/{case}/")
    assert "Lean production" in learner.text()
    learner.open("/validation/")
    assert learner.page.locator("main section.next").count() == 1


def test_nothing_confirmed_is_appealed_and_the_second_commission_reverses_it(
    somebody: Open, served: Served
) -> None:
    case = prepared(served, "decided", "miras", "refuse", "0")
    learner = somebody("miras", "kk")
    learner.open(f"/recognition/cases/{case}/")
    assert learner.page.locator("main article.finding[data-outcome='no']").count() == 4
    assert prepared(served, "reversed", "miras", "", "0") == case
    learner.open(f"/recognition/cases/{case}/")
    assert learner.page.locator("main article.finding[data-outcome='yes']").count() == 4
    learner.open(f"/recognition/cases/{case}/letter/")


def test_whoever_stops_goes_on_later_and_an_employer_sees_numbers_only(
    somebody: Open, served: Served
) -> None:
    case = prepared(served, "interview", "aigul", "", "0")
    learner = somebody("aigul", "kk")
    learner.open(f"/recognition/cases/{case}/")
    learner.press("main form[action$='/step/stop/'] button")
    learner.press("main form[action$='/later/'] button")
    assert case not in learner.page.url
    assert learner.page.locator("section[aria-labelledby='ow'] p.typed").count() == 4
    employer = somebody("erlan", "ru")
    employer.open("/validation/cohorts/")
    employer.fill({"name": "Shop 3", "ref": "discipline:sayram/information-systems/data-tables"})
    employer.press("main form.card button")
    link = employer.page.locator("section.notice p.typed").inner_text()
    worker = somebody("samal", "en")
    worker.open(link.replace("/ru/", "/en/"))
    worker.fill({"informed": True})
    worker.press("main form.card button")
    employer.open("/validation/cohorts/")
    employer.press("main ul.list a[href*='/cohorts/']")
    assert "Абдирова" not in employer.text()


def begin(learner: Walker) -> str:
    """What could I have recognised? Then the own words, on a telephone."""
    learner.open("/validation/")
    learner.fill({"words": "Бақылау картасын құрып, оқимын, іріктеме жоспарын таңдаймын."})
    learner.press("main form.card button")
    discipline = DISCIPLINES[IN_PART]
    learner.open(f"/validation/aims/discipline:sayram/production-engineering/{discipline}/")
    learner.fill({"kind": "accompanied", "informed": True})
    learner.press("main form.card button")
    case = learner.page.url.rstrip("/").rsplit("/", 1)[-1]
    learner.press("main a[href$='/words/']")
    for number in range(len(OUTCOMES[IN_PART])):
        learner.fill({f"can_{number}": "yes", f"words_{number}": "Апта сайын істеймін."})
    learner.press("main button[name='go_on']")
    return case


def advise(adviser: Walker, case: str) -> None:
    """The adviser reads the case with consent and writes a note."""
    adviser.open("/validation/guidance/")
    adviser.press("main ul.list a[href*='/validation/guidance/']")
    page = adviser.page.url
    adviser.press(f"main a[href$='/cases/{case}/']")
    adviser.open(page)
    adviser.fill({"case": case, "text": "Снимите карты, которые висят в цехе."})
    adviser.press("main form[action$='/note/'] button")


def gather(learner: Walker, case: str) -> None:
    """A work sample for two outcomes, then the request."""
    learner.open(f"/recognition/cases/{case}/")
    learner.unfold()
    sample = {
        "kind": "work-sample",
        "title": "Ауысымның карталары",
        "text": "Өзім сыздым.",
        "outcomes": ["o1", "o2"],
    }
    learner.fill(sample, within="main form[action$='/evidence/']")
    learner.press("main form[action$='/evidence/'] button.button")
    learner.fill({"application": "Тоғыз жыл істеймін.", "informed": True})
    learner.press("main form[action$='/submit/'] button")


def assess(assessor: Walker, case: str) -> None:
    """Methods with the advice beside them, the evidence, a conversation, a judgement of each outcome."""
    assessor.open(f"/recognition/cases/{case}/handling/")
    assessor.fill({"relation": "none"})
    assessor.press("main form[action$='/declare/'] button")
    assessor.press("main a[href$='/methods/']")
    for number in range(len(OUTCOMES[IN_PART])):
        assessor.fill({f"methods_{number}": ["interview", "observation"]})
    assessor.press("main form button.button")
    selects = assessor.page.locator("main select[name^='shows_'], main select[name^='rating_']")
    for name in selects.evaluate_all("all => all.map(e => e.name)"):
        assessor.fill({name: "yes"})
    assessor.press("main button[name='finish']")
    assessor.fill({"held_on": today(), "record": "Показал карты в цехе."})
    assessor.press("main form[action$='/interview/'] button")
    for place, outcome in enumerate(OUTCOMES[IN_PART]):
        form = f"main form[action$='/judge/{outcome}/']"
        assessor.unfold()
        wanted = "achieved" if place < RECOGNISED[IN_PART] else "not-achieved"
        assessor.page.locator(f"{form} [name='{outcome}-achievement'][value='{wanted}']").check(force=True)
        assessor.page.locator(f"{form} [name='{outcome}-reasons']").fill(REASON)
        assessor.press(f"{form} button")
    assessor.press("main form[action$='/refer/'] button")


def give_plan(office: Walker, case: str) -> None:
    """A way in words for each of the two outcomes that are missing; then the person reads it."""
    office.open(f"/validation/cases/{case}/plan/")
    own = office.page.locator("main input[name^='own_']").evaluate_all("all => all.map(e => e.name)")
    office.fill(dict.fromkeys(own, "Два месяца с технологом цеха"))
    office.press("main button[name='give']")
