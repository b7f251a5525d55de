"""Foreign learning in a browser: a real course of Pavia, the European sample, credits in part, a refusal that an appeal reverses; and out to Italy."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Served
from tests.journeys.walker import Walker
from tests.places import ROOT, shared

# Its room's tests ask the same of PostgreSQL without a browser.
pytestmark = [pytest.mark.browser, pytest.mark.pages]

Open = Callable[..., Walker]
WHY = "Compared with what the purpose needs, by its own description."
AWARDED = "2026-07-10"
ELEMENTS = ("level", "workload", "quality", "profile", "learning-outcomes")
CRITERIA = ("quality-assurance", "level", "learning-outcomes", "workload", "testing")
FIRST, SECOND = ("sanzhar", "togzhan", "marzhan"), ("ermek", "saltanat", "galym")
AT_SAYRAM = ("aliya", "bolat", "kamila")


def pavia() -> dict[str, str]:
    """A real course of the University of Pavia, as its catalogue describes it: evidence that a person types."""
    with gzip.open(shared("data/catalogue/pavia_courses.jsonl.gz"), "rt", encoding="utf-8") as rows:
        course = next(row for row in map(json.loads, rows) if float(row["credits"]) == 6)
    said = course["texts"].get("eng") or course["texts"]["ita"]
    outcomes = said["Obiettivi formativi e risultati di apprendimento"]
    return {
        "kind": "transcript",
        "title": course["title"].capitalize(),
        "provider": "Università degli Studi di Pavia",
        "dated": AWARDED,
        "text": f"{outcomes[:5000]} {course['credits']} ECTS",
    }


def test_a_course_of_pavia_is_recognised_for_work_and_a_document_goes_to_italy(
    somebody: Open, served: Served, tmp_path: Path
) -> None:
    """The long way through the pages, in English, to a good end; then the statement as one file, opened in Italian."""
    learner = somebody("leyla", "en")
    case = begin(learner, "work as a copyright assistant", pavia())
    route(somebody("arailym", "en"), case, "micro-credential")
    evaluator = evaluate(somebody("ainash", "en"), case)
    rate(evaluator, case, "elements", ELEMENTS, "comparable")
    rate(evaluator, case, "criteria", CRITERIA, "substantial")
    propose(evaluator, case, {"statement": "comparability"})
    judge(evaluator, case, 5)
    sit(somebody, "en", case, "recognise", 5)
    registrar = somebody("arailym", "en")
    registrar.open(f"/recognition/cases/{case}/handling/")
    registrar.fill({"credits": "0", "line": "Statements, 31"})
    registrar.press("main form[action$='/credits/'] button")
    learner.open(f"/recognition/cases/{case}/")
    assert "Statement of comparability" in learner.text()
    served.tanym("issue_pending", check=False)
    take_to_italy(learner, somebody(None, "en"), tmp_path)


def test_the_european_sample_is_recognised_on_a_condition(somebody: Open, tmp_path: Path) -> None:
    """In Kazakh: a signed document from elsewhere fills its own lines; the result names goal, measure and day."""
    sample = tmp_path / "credential.json"
    sample.write_bytes(
        gzip.decompress(shared("data/credentials/elm3_Sample-MC-Annex1-signed.jsonld.gz").read_bytes())
    )
    learner = somebody("miras", "kk")
    given = {"kind": "signed-credential", "title": "Еуропалық үлгі", "file": sample}
    case = begin(learner, "деректер талдаушысы болып жұмыс істеу", given)
    route(somebody("arailym", "kk"), case, "")
    evaluator = evaluate(somebody("ainash", "kk"), case, check=False)
    assert evaluator.page.locator("#criteria-learning-outcomes li").count() >= 1
    rate(evaluator, case, "elements", ELEMENTS, "comparable")
    kinds = evaluator.page.locator("#criteria details").evaluate_all("all => all.map(one => one.id)")
    rate(evaluator, case, "criteria", [one.removeprefix("criteria-") for one in kinds], "weak")
    asked = {
        "statement": "advice", "possible_conditional": "yes", "because_conditional": "Бір курс жетіспейді.",
        "form": "conditional", "goal_0": "Статистика курсы", "measure_0": "Емтихан тапсырылды", "until_0": "2027-12-31",
    }  # fmt: skip
    propose(evaluator, case, asked)
    judge(evaluator, case, 4)
    sit(somebody, "kk", case, "recognise-in-part", 4)
    learner.open(f"/recognition/cases/{case}/")
    assert "Статистика курсы" in learner.text()


def test_a_university_counts_a_part_of_a_foreign_course(somebody: Open, served: Served) -> None:
    """In Kazakh: the credits of a discipline are the purpose; the university decides, and a part of it is recognised."""
    learner = somebody("yerlan", "kk")
    given = {
        "kind": "certificate", "title": "Деректерге кіріспе", "provider": "Монтеверде университеті", "dated": AWARDED,
        "text": "Кестелер мен диаграммалар, 3 ECTS, ауызша емтихан.",
    }  # fmt: skip
    case = begin(learner, "Деректер талдауына кіріспе", given, purpose="exemption")
    told = subprocess.run(
        [sys.executable, "-m", "tests.journeys.foreign_prepared", case, "3"],
        env=served.environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    room = f"/recognition/cases/{case}/commission/"
    office = somebody("saule", "kk")
    seat(office, room, AT_SAYRAM, AT_SAYRAM)
    vote(somebody, "kk", room, AT_SAYRAM, "recognise-in-part")
    minute(office, room, "recognise-in-part", 3)
    chair = somebody(AT_SAYRAM[0], "kk")
    chair.open(room)
    chair.press("main form[action$='/decide/recognise-in-part/'] button")
    learner.open(f"/recognition/cases/{case}/")
    assert learner.page.locator("main article.finding[data-outcome='yes']").count() == 3
    assert learner.page.locator("main article.finding[data-outcome='no']").count() == 2
    learner.open("/documents/")
    assert "Деректер талдауына кіріспе" in learner.text()


def test_a_refusal_says_what_hinders_and_other_people_reverse_it(somebody: Open) -> None:
    """In Russian: the officer cannot refuse before every other form is answered; the appeal puts it right."""
    learner = somebody("samal", "ru")
    given = {
        "kind": "certificate", "title": "Курс логистики", "provider": "Школа Монтеверде", "dated": AWARDED,
        "text": "Сорок часов о складском учёте.",
    }  # fmt: skip
    case = begin(learner, "работа логистом", given)
    route(somebody("arailym", "ru"), case, "qualification")
    evaluator = evaluate(somebody("ainash", "ru"), case)
    rate(evaluator, case, "elements", ELEMENTS, "different")
    evaluator.unfold()
    evaluator.fill(
        {
            "element": "profile", "in_what": "Склад, а не перевозки.", "obstacle": "Без перевозок работать нельзя.",
            "evidence": "Описание курса, с. 2.", "bridge": "Курс по перевозкам.",
        }
    )  # fmt: skip
    evaluator.press("main form[action$='/difference/'] button.button")
    no = {f"possible_{one}": "no" for one in ("alternative", "partial", "conditional")}
    because = {f"because_{one}": "Ничего не показано." for one in ("alternative", "partial", "conditional")}
    propose(evaluator, case, {"statement": "advice", **no, **because, "ground": "difference"})
    judge(evaluator, case, 0)
    sit(somebody, "ru", case, "refuse", 0)
    learner.open(f"/recognition/cases/{case}/")
    assert "Без перевозок работать нельзя." in learner.text()
    learner.unfold()
    learner.fill({"grounds": "О перевозках сказано на странице 5."})
    learner.press("main form[action$='/appeal/'] button")
    hear_again(somebody, "ru")
    learner.open(f"/recognition/cases/{case}/")
    assert "На странице 5 это есть." in learner.text()


def begin(learner: Walker, wanted: str, given: dict[str, Any], purpose: str = "employment") -> str:
    """The purpose, on a telephone; one document; the application. For credits `wanted` is the discipline."""
    learner.page.set_viewport_size({"width": 390, "height": 844})
    learner.open("/evaluation/")
    learner.press("main a[href$='/evaluation/apply/']")
    learner.fill({"purpose": purpose, "documented": "yes"})
    if purpose == "exemption":
        learner.page.locator("main [name='discipline']").select_option(label=wanted)
    else:
        learner.fill({"wanted": wanted})
    learner.press("main form.card button")
    case = learner.page.url.rstrip("/").rsplit("/", 1)[-1]
    learner.unfold()
    form = "main form[action$='/evidence/']"
    if file := given.pop("file", None):
        learner.page.set_input_files(f"{form} input[type=file]", str(file))
    learner.fill(given, within=form)
    shown = ("o1", "o2", "o3") if purpose == "exemption" else ELEMENTS
    learner.fill({"outcomes": list(shown)}, within=form)
    learner.press(f"{form} button.button")
    learner.fill({"application": "Please say what it compares with.", "informed": True})
    learner.press("#send form button.button")
    return case


def route(office: Walker, case: str, kind: str) -> None:
    """The secretary describes the document, chooses the route with a reason, and accepts."""
    office.page.set_viewport_size({"width": 390, "height": 844})
    office.open(f"/evaluation/cases/{case}/")
    office.unfold()
    if kind:
        office.fill(
            {"kind": kind, "mode": "onsite", "institution": "Pavia", "country": "IT", "award_day": AWARDED}
        )
    elif not office.page.locator("[name='country']").input_value():
        office.fill({"country": "BE"})
    office.press("main form[action$='/credential/'] button")
    office.unfold()
    office.fill({"route": "evaluation", "reasons": "A recognised institution gave it."})
    office.press("main form[action$='/route/'] button")
    office.open(f"/recognition/cases/{case}/handling/")
    office.press("main form[action$='/accept/'] button")


def evaluate(evaluator: Walker, case: str, *, check: bool = True) -> Walker:
    """No conflict; two sources for the day of the award; the document looked into; the mapping."""
    evaluator.open(f"/recognition/cases/{case}/handling/")
    evaluator.fill({"relation": "none"})
    evaluator.press("main form[action$='/declare/'] button")
    evaluator.open(f"/evaluation/cases/{case}/")
    for name, official in (("MUR", True), ("DEQAR", False)):
        evaluator.unfold()
        form = "main form[action$='/source/']"
        evaluator.fill({"name": name, "standing": "recognised" if official else "nothing"}, within=form)
        if official:
            evaluator.fill({"official": True}, within=form)
        evaluator.press(f"{form} button")
    if check:
        evaluator.unfold()
        form = "main form[action*='/check/']"
        evaluator.fill(
            {"method": "register", "outcome": "confirmed", "note": "In the register of awards."}, within=form
        )
        evaluator.press(f"{form} button")
    evaluator.open(f"/recognition/cases/{case}/handling/")
    selects = evaluator.page.locator("main select[name^='shows_'], main select[name^='rating_']")
    for name in selects.evaluate_all("all => all.map(e => e.name)"):
        evaluator.page.locator(f"main [name='{name}']").select_option("yes")
    evaluator.press("main button[name='finish']")
    evaluator.open(f"/evaluation/cases/{case}/")
    return evaluator


def rate(evaluator: Walker, case: str, part: str, names: Any, rating: str) -> None:
    """Each line with value, source and day."""
    for name in names:
        evaluator.unfold()
        prefix = f"{part}-{name}"
        values = {
            f"{prefix}-rating": rating,
            f"{prefix}-value": WHY,
            f"{prefix}-source": "document",
            f"{prefix}-on": AWARDED,
        }
        evaluator.fill(values)
        evaluator.press(f"main form[action$='/finding/{part}/{name}/'] button")


def propose(evaluator: Walker, case: str, values: dict[str, str]) -> None:
    """What is proposed to the commission."""
    evaluator.unfold()
    evaluator.fill(values, within="main form[action$='/proposal/']")
    evaluator.press("main form[action$='/proposal/'] button")


def judge(evaluator: Walker, case: str, achieved: int) -> None:
    """Each element judged with reasons, and the case referred."""
    evaluator.open(f"/recognition/cases/{case}/handling/")
    for place, name in enumerate(ELEMENTS):
        evaluator.unfold()
        form = f"main form[action$='/judge/{name}/']"
        wanted = "achieved" if place < achieved else "not-achieved"
        evaluator.page.locator(f"{form} [name='{name}-achievement'][value='{wanted}']").check(force=True)
        evaluator.page.locator(f"{form} [name='{name}-reasons']").fill(WHY)
        evaluator.press(f"{form} button")
    evaluator.press("main form[action$='/refer/'] button")


def sit(somebody: Open, language: str, case: str, result: str, achieved: int) -> None:
    """The commission is seated, votes, writes its minutes; the chair decides."""
    room = f"/recognition/cases/{case}/commission/"
    office = somebody("arailym", language)
    seat(office, room, FIRST)
    vote(somebody, language, room, FIRST, result)
    minute(office, room, result, achieved)
    chair = somebody(FIRST[0], language)
    chair.open(room)
    chair.press(f"main form[action$='/decide/{result}/'] button")


def minute(office: Walker, room: str, result: str, achieved: int) -> None:
    """The secretary writes the minutes: each line with its reason."""
    office.open(room)
    for place in range(len(ELEMENTS)):
        office.fill({f"recognised_{place}": "yes" if place < achieved else "no", f"reasons_{place}": WHY})
    office.fill({"result": result, "reasons": WHY, "advice": "A course would bridge it."})
    office.press("main form[action$='/commission/minutes/'] button:not([name])")


def hear_again(somebody: Open, language: str) -> None:
    """Other people decide on the appeal and put another decision in place of the first."""
    office = somebody("perizat", language)
    office.open("/recognition/desk/")
    href = office.page.locator("a[href*='/recognition/appeals/']").first.get_attribute("href") or ""
    room = "/recognition/appeals/" + href.split("/appeals/")[1].split("/")[0] + "/"
    seat(office, room, SECOND, SECOND)  # whoever decided first is not offered
    vote(somebody, language, room, SECOND, "reverse")
    office.open(room)
    for place in range(len(ELEMENTS)):
        office.fill(
            {
                f"recognised_{place}": "yes",
                f"reasons_{place}": "На странице 5 это есть.",
                f"departs_{place}": "Страницу 5 не прочли.",
            }
        )
    office.fill({"result": "reverse", "instead": "recognise", "reasons": "На странице 5 это есть."})
    office.press("main form[action$='/minutes/'] button:not([name])")
    chair = somebody(SECOND[0], language)
    chair.open(room)
    chair.press("main form[action$='/decide/reverse/'] button")


def seat(
    office: Walker, room: str, people: tuple[str, ...], listed: tuple[str, ...] = (*FIRST, *SECOND)
) -> None:
    """Chair, deputy and member; the page lists an organisation's members in the order in which they came."""
    office.open(room)
    offices = office.page.locator("main select[name^='office_']").evaluate_all("all => all.map(e => e.name)")
    by_name = dict(zip(listed, offices, strict=len(listed) > len(people)))
    for name, position in zip(people, ("chair", "deputy", "member"), strict=True):
        office.fill({by_name[name]: position})
    office.fill({"elected": True})
    office.press("main form[action$='/seat/'] button.button")


def vote(somebody: Open, language: str, room: str, people: tuple[str, ...], choice: str) -> None:
    """Each member votes."""
    for name in people:
        voter = somebody(name, language)
        voter.open(room)
        voter.fill({"choice": choice})
        voter.press("main form[action$='/vote/'] button")


def take_to_italy(learner: Walker, evaluator: Walker, folder: Path) -> None:
    """The holder downloads one file; somebody in Italy opens it without an account and reads the seven criteria."""
    learner.open("/evaluation/to-italy/")
    with learner.page.expect_download() as got:
        learner.page.locator("main a[download]").first.click()
    path = folder / "italy.zip"
    got.value.save_as(path)
    evaluator.open("/evaluation/open/")
    evaluator.page.set_input_files("main input[type=file]", str(path))
    evaluator.fill({"sheet": "it"})
    evaluator.press("main form button.button")
    assert "I sette criteri" in evaluator.text()
