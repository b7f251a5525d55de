"""An exam in a browser: the long way to a qualification through pages, then a skill alone, and an appeal that reverses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.journeys.conftest import Served
from tests.journeys.walker import Walker, today
from tests.places import ROOT

# Its room's tests ask the same of PostgreSQL without a browser.
pytestmark = [pytest.mark.browser, pytest.mark.pages]

Open = Callable[..., Walker]
PROFESSION = "ILL-7534-0"


def prepared(served: Served, stage: str, who: str) -> str:
    """An exam brought to a stage by actions: the id of its case."""
    command = [sys.executable, "-m", "tests.journeys.exams_prepared", stage, who]
    told = subprocess.run(
        command, env=served.environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.strip().splitlines()[-1]


def test_a_qualification_is_examined_part_by_part_and_its_document_goes_to_the_register(
    somebody: Open,
) -> None:
    """Choose a centre, apply, be admitted, sit theory and practice on the examiner's telephone, hold the document."""
    candidate, officer, examiner = somebody("aigul", "kk"), somebody("madina", "ru"), somebody("aizhan", "en")
    examiner.page.set_viewport_size({"width": 390, "height": 844})
    case = begin(candidate)
    admit(officer, case)
    declare(examiner, case)
    invite(officer, case)
    candidate.open(f"/recognition/cases/{case}/")
    assert "Шеберхана" in candidate.text()
    identify(examiner, case)
    examiner.fill({"correct": "36", "questions": "50"})
    examiner.press("main form[action$='/theory/'] button")
    invite(officer, case)
    identify(examiner, case)
    for skill in ("f1-s1", "f1-s2"):
        examiner.unfold()
        sheet = examiner.page.locator(f"#judge-{skill} form")
        sheet.locator("input[value='achieved']").check(force=True)
        sheet.locator("textarea").fill("Shown at the bench.")
        examiner.press(f"#judge-{skill} form button")
        examiner.open(f"/recognition/cases/{case}/handling/")
    examiner.press("main form[action$='/step/finish-practice/'] button")
    for number in range(2):
        examiner.fill({f"shown_{number}": "yes", f"reasons_{number}": "Seen at work."})
    examiner.press("main form[action$='/personal/'] button")
    examiner.press("main form[action$='/conclude/'] button")
    officer.open(f"/recognition/cases/{case}/handling/")
    officer.press("main form[action$='/document/'] button")
    officer.open("/exams/centres/oner-centre/")
    officer.press("main form[action$='/transfers/'] button")
    officer.fill({"number": "NQS-7"})
    officer.press("main form[action$='/uploaded/'] button")
    assert "NQS-7" in officer.text()
    candidate.open(f"/recognition/cases/{case}/")
    assert candidate.page.locator("main section.next a[href$='/documents/']").count() == 1
    candidate.open("/documents/")
    assert "Жиһаз қаптаушы" in candidate.text()


def test_a_skill_alone_is_documented_where_the_whole_was_not_passed(somebody: Open, served: Served) -> None:
    case = prepared(served, "partly", "miras")
    officer = somebody("madina", "kk")
    officer.open(f"/recognition/cases/{case}/handling/")
    officer.press("main form[action$='/document/'] button")
    candidate = somebody("miras", "en")
    candidate.open(f"/recognition/cases/{case}/")
    assert "Separate skills recognised" in candidate.text()
    assert candidate.page.locator("main article.finding[data-outcome='yes']").count() == 1
    candidate.open("/documents/")
    assert "separate skills: Furniture upholsterer" in candidate.text()


def test_a_result_that_is_not_passed_is_appealed_and_reversed(somebody: Open, served: Served) -> None:
    case = prepared(served, "failed", "yerlan")
    candidate = somebody("yerlan", "ru")
    candidate.open(f"/recognition/cases/{case}/")
    assert "Не сдал" in candidate.text()
    candidate.unfold()
    candidate.fill({"grounds": "Сиденье обито без складок, это видно на фото."})
    candidate.press("main form[action$='/appeal/'] button")
    assert prepared(served, "reversed", "yerlan") == case
    officer = somebody("madina", "kk")
    officer.open(f"/recognition/cases/{case}/handling/")
    officer.press("main form[action$='/document/'] button")
    candidate.open("/documents/")
    assert "Обойщик мебели" in candidate.text()


def begin(candidate: Walker) -> str:
    """From the list of professions to an application that is sent."""
    candidate.open("/exams/")
    candidate.press(f"main a[href$='/professions/{PROFESSION}/']")
    candidate.press("main form[action$='/apply/'] button")
    case = candidate.page.url.rstrip("/").rsplit("/", 1)[-1]
    candidate.unfold()
    evidence = {
        "kind": "experience",
        "title": "Үйде жиһаз қаптау",
        "text": "Бес жыл бойы орындық пен диван қаптаймын.",
    }
    form = "main form[action$='/evidence/']"
    candidate.fill(evidence, within=form)
    candidate.press(f"{form} button.button")
    candidate.fill({"application": "Біліктілігімді тануды сұраймын.", "informed": True})
    candidate.press("main form[action$='/submit/'] button")
    return case


def admit(officer: Walker, case: str) -> None:
    """The officer looks at what decides, and names the examiner."""
    officer.open(f"/recognition/cases/{case}/handling/")
    form = officer.page.locator("main form[action$='/admit/']")
    form.locator("input[name='of_age']").check(force=True)
    for box in form.locator("input[name='admits']").all():
        box.check(force=True)
    form.locator("select[name='assessor']").select_option(label="Айжан Бекенова")
    officer.press("main form[action$='/admit/'] button")


def declare(examiner: Walker, case: str) -> None:
    """No conflict of interest."""
    examiner.open(f"/recognition/cases/{case}/handling/")
    examiner.page.locator("main form[action$='/declare/'] [value='none']").check(force=True)
    examiner.press("main form[action$='/declare/'] button")


def invite(officer: Walker, case: str) -> None:
    """The part that the case waits for, today before midnight."""
    officer.open(f"/recognition/cases/{case}/handling/")
    officer.fill({"on": today().isoformat(), "time": "23:59"})
    officer.page.fill("main input[name='place']", "Шеберхана 2")  # not in whose place an examiner is
    officer.press("main form[action$='/sitting/'] button")


def identify(examiner: Walker, case: str) -> None:
    """Whoever came is the candidate."""
    examiner.open(f"/recognition/cases/{case}/handling/")
    examiner.page.locator("main form[action$='/identity/'] [value='document']").check(force=True)
    examiner.press("main form[action$='/identity/'] button")
