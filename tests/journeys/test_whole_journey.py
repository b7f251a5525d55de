"""The seven steps in a browser: from a design to credit recognised elsewhere, in three languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openvc.errors import OpenvcError

from tests.journeys.conftest import Served
from tests.journeys.design_in_words import steps
from tests.journeys.independent import independently_verified
from tests.journeys.walker import Walker, today

pytestmark = pytest.mark.browser

Open = Callable[..., Walker]

DISCIPLINES = {
    "recognise": "data-tables",
    "recognise-in-part": "quality-statistics",
    "refuse": "lean-production",
}
"""Another discipline of the sample country for each journey: while one case is open, a second is refused."""
OUTCOMES = {
    "recognise": ("o1", "o2", "o3"),
    **dict.fromkeys(("recognise-in-part", "refuse"), ("o1", "o2", "o3", "o4")),
}
NUMBER = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}")
REASON = "Because the evidence shows it, or does not."
RECOGNISED = {"recognise": 3, "recognise-in-part": 2, "refuse": 0}


OTHER_WORDS = [pytest.param(one, marks=pytest.mark.pages) for one in ("ru", "en")]


@pytest.mark.parametrize("language", ["kk", *OTHER_WORDS])
def test_from_a_design_to_credit_recognised_elsewhere(
    language: str, somebody: Open, served: Served, tmp_path: Path
) -> None:
    mark = {"kk": "101", "ru": "707", "en": "303"}[language]
    design(somebody("dana", language), mark)
    approve(somebody("marat", language), mark)
    learner = somebody("samal", language)
    enrol(learner, mark)
    assess(somebody("omar", language), mark)
    conclude(somebody("zhanar", language))
    number, credential = take_certificate(learner, tmp_path)
    anyone = somebody(None, language)
    verify(anyone, served, number, credential)
    result = {"kk": "recognise", "ru": "recognise-in-part", "en": "refuse"}[language]
    statement = recognise(somebody, language, number, result, tmp_path)
    if result != "refuse":
        host = served.address.removeprefix("http://")
        told = served.tanym("verify", str(statement), "--allow", host, check=False)
        assert told.returncode == 0, told.stdout + told.stderr
        assert independently_verified(statement).format == "data-integrity:eddsa-rdfc-2022"
    assert independently_verified(credential).format == "data-integrity:eddsa-rdfc-2022"
    revoke(somebody("zhanar", language), anyone, number)
    with pytest.raises(OpenvcError):
        independently_verified(credential)
    told = served.tanym(
        "verify", str(credential), "--allow", served.address.removeprefix("http://"), check=False
    )
    assert told.returncode == 1, told.stdout
    told = served.tanym("journal", "verify")
    assert "whole" in told.stdout


def design(author: Walker, mark: str, body: str = "kokzhar") -> None:
    """Step 1 and 2: the author types, the rules answer, the design is sent."""
    fields = steps(mark, body)
    author.open("/designs/")
    author.open("/designs/new/")
    author.fill(
        {
            name.replace("titles", "title"): text
            for name, text in fields["title"].items()
            if name.startswith("titles")
        }
    )
    author.press("main form button.button")
    for step, values in fields.items():
        assert f"/{step}/" in author.page.url
        for rows in ("outcomes", "outcomes", "assessments", "need.evidence"):
            add = author.page.locator(f"main button[value='add:{rows}']")
            wanted = {
                int(n) for name in values for n in re.findall(rf"^{rows.replace('.', '-')}-(\d+)-", name)
            }
            have = author.page.locator(f"main button[value^='remove:{rows}:']").count()
            if add.count() and have < len(wanted):
                author.do(f"add:{rows}")
        if step == "volume":
            rules_answer_while_typing(author, values)
        author.fill(values)
        author.do("next")
    assert author.page.locator("main .notice[data-kind='no']").count() == 0, author.text()
    author.press("main section.next form button")
    assert f" {mark}" in author.text()


def rules_answer_while_typing(author: Walker, values: dict[str, Any]) -> None:
    """Hours that do not fit the credits are answered beside the field before anything is saved."""
    author.fill(
        {
            **{k: v for k, v in values.items() if k.startswith(("credits", "ects", "workload"))},
            "workload-self-study": "30",
        }
    )
    wrong = author.page.locator("#findings-hours [data-outcome='no'], #findings-credits [data-outcome='no']")
    wrong.first.wait_for()
    assert wrong.first.locator(".citation").count() >= 1
    author.fill({"workload-self-study": "36"})
    wrong.first.wait_for(state="detached")


def approve(reviewer: Walker, mark: str) -> None:
    """Step 3: the reviewer returns nothing this time: reads the findings by criterion and approves."""
    reviewer.open("/designs/review/")
    reviewer.press(f"main a:has-text(' {mark}')")
    assert reviewer.page.locator("main .finding").count() > 5
    reviewer.do("approve")


def enrol(learner: Walker, mark: str) -> None:
    """Step 4: the learner finds it in the catalogue by words in capitals, and enrols."""
    word = {"kk": "ДЕРЕК КЕСТЕЛЕРІ", "ru": "ТАБЛИЦЫ ДАННЫХ", "en": "TABLES OF DATA"}[learner.language]
    learner.open(f"/catalogue/?q={word} {mark}")
    learner.press(f"main h3 a:has-text(' {mark}')")
    assert learner.page.locator(".gives section").count() == 2
    learner.press("main form[action*='/learning/enrol/'] button")


def assess(assessor: Walker, mark: str) -> None:
    """Step 4: a result for each outcome, with reasons."""
    assessor.open("/learning/to-assess/")
    assessor.press(f"main tr:has-text(' {mark}') a")
    names = assessor.page.locator("main [name$='-percent']").evaluate_all("all => all.map(e => e.name)")
    for name in names:
        assessor.fill({name: "82", name.replace("-percent", "-reasons"): "Орындалды. Выполнено. Done."})
    identities = assessor.page.locator("main [name$='-identity']").evaluate_all("all => all.map(e => e.name)")
    assessor.fill({"relation": "none", **dict.fromkeys(identities, "supervised-with-id")})
    assessor.press("main form:has([name='relation']) button.button")


def conclude(registrar: Walker) -> None:
    """Step 4: the award follows, with its letter by the scale in force."""
    registrar.open("/learning/to-assess/")
    registrar.press("main .next a.button")
    registrar.press("main form[action$='/conclude/'] button")
    assert NUMBER.search(registrar.text()), "the award is conferred under its number"


def take_certificate(learner: Walker, folder: Path) -> tuple[str, Path]:
    """Step 5: the credential, the certificate and the supplement; a link is shared and withdrawn."""
    learner.open("/documents/")
    learner.press("main .card-link a, main table a, main li a[href*='/documents/']")
    number = NUMBER.search(learner.text())
    assert number
    for paper in ("certificate", "supplement"):
        assert take_home(learner, paper, folder / f"{paper}.pdf").read_bytes().startswith(b"%PDF")
    kept = take_home(learner, "open-badge", folder / "credential.json")
    credential = json.loads(kept.read_text())
    proof = credential["proof"]
    (one,) = proof if isinstance(proof, list) else [proof]
    assert one["cryptosuite"] == "eddsa-rdfc-2022"
    return number.group(), kept


def take_home(learner: Walker, form: str, path: Path) -> Path:
    """Download a form of the document that is looked at; the rarer ones lie in a fold."""
    link = learner.page.locator(f"main a[href$='/as/{form}']").first
    if not link.is_visible():
        learner.page.locator(f"main details:has(a[href$='/as/{form}']) > summary").first.click()
    with learner.page.expect_download() as downloading:
        link.click()
    downloading.value.save_as(path)
    return path


def verify(anyone: Walker, served: Served, number: str, credential: Path) -> None:
    """Step 6: by number and by file, in the browser and from the shell."""
    anyone.open(f"/documents/verify/{number}/")
    assert anyone.page.locator("main article.statement").count() == 1
    assert anyone.page.locator("main article.finding[data-outcome='yes']").count() >= 5
    anyone.open("/documents/verify/")
    anyone.page.locator("main input[type='file']").set_input_files(credential)
    anyone.press("main form:has(input[type='file']) button")
    assert anyone.page.locator("main article.finding[data-outcome='no']").count() == 0
    host = served.address.removeprefix("http://")
    told = served.tanym("verify", str(credential), "--allow", host, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def recognise(open_: Open, language: str, number: str, result: str, folder: Path) -> Path:
    """Step 7: another university recognises it, together with a certificate without a signature."""
    learner = open_("samal", language)
    work = apply_elsewhere(learner, number, DISCIPLINES[result])
    accept(open_("saule", language), work)
    judge_each_outcome(open_("timur", language), work, result)
    sit(open_, language, work, result)
    if result == "recognise":
        registrar = open_("rustem", language)
        registrar.open(f"/recognition/cases/{work}/handling/")
        registrar.fill({"credits": "3", "line": "Part 2, line 17"})
        registrar.press("main form[action$='/credits/'] button")
        registrar.open(f"/recognition/cases/{work}/register-line/")
    learner.open(f"/recognition/cases/{work}/")
    assert REASON in learner.text()
    learner.open(f"/recognition/cases/{work}/letter/")
    learner.open("/records/")
    learner.open("/records/letters/")
    return statement_of(learner, work, folder) if result != "refuse" else Path()


def apply_elsewhere(learner: Walker, number: str, discipline: str) -> str:
    """The learner chooses a discipline, shows two pieces of evidence, says what they show, and submits."""
    learner.open("/recognition/")
    learner.open(f"/recognition/towards/sayram/{discipline}/")
    learner.press("main form[action$='/apply/'] button")
    case = learner.page.url.rstrip("/").rsplit("/", 1)[-1]
    learner.press(f"main form:has(input[name='number'][value='{number}']) button")
    learner.unfold()
    learner.fill(
        {
            "kind": "certificate",
            "title": "Charts that answer questions",
            "provider": "Darmen Training",
            "dated": "2026-03-27",
            "hours": "20",
            "text": "Computes a measure and draws a chart that answers a question.",
            "outcomes": ["o2"],
        }
    )
    learner.press("main form[action$='/evidence/'] button.button")
    claims = learner.page.locator("main input[name^='claim-']").evaluate_all("all => all.map(e => e.name)")
    learner.fill({claims[0]: ["o1", "o3"]})
    learner.press("main form[action$='/claim/'] button")
    learner.fill({"application": "Please count what I learnt towards this discipline.", "informed": True})
    learner.press("main form[action$='/submit/'] button")
    return case


def accept(secretary: Walker, case: str) -> None:
    """The secretary finds the papers complete."""
    secretary.open("/recognition/desk/")
    secretary.open(f"/recognition/cases/{case}/handling/")
    secretary.choose("assessor", "Тимур|Timur")
    secretary.press("main form[action$='/accept/'] button")


def judge_each_outcome(assessor: Walker, case: str, result: str) -> None:
    """The assessor maps, interviews, and judges each outcome with reasons."""
    assessor.open(f"/recognition/cases/{case}/handling/")
    assessor.fill({"relation": "none"})
    assessor.press("main form[action$='/declare/'] button")
    selects = assessor.page.locator("main select[name^='shows_'], main select[name^='rating_']")
    for name in selects.evaluate_all("all => all.map(e => e.name)"):
        assessor.fill({name: "yes"})
    assessor.press("main button[name='finish']")
    assessor.fill(
        {"held_on": today().isoformat(), "record": "The claimant explained each step without prompting."}
    )
    assessor.press("main form[action$='/interview/'] button")
    achieved = RECOGNISED[result]
    for place, outcome in enumerate(OUTCOMES[result]):
        form = f"main form[action$='/judge/{outcome}/']"
        assessor.unfold()
        wanted = "achieved" if place < achieved else "not-achieved"
        assessor.page.locator(f"{form} [name='{outcome}-achievement'][value='{wanted}']").check(force=True)
        assessor.page.locator(f"{form} [name='{outcome}-reasons']").fill(REASON)
        assessor.press(f"{form} button")
    assessor.press("main form[action$='/refer/'] button")


def sit(open_: Open, language: str, case: str, result: str) -> None:
    """The secretary seats the commission and writes the minutes; members vote; the chair signs and decides."""
    room = f"/recognition/cases/{case}/commission/"
    secretary = open_("saule", language)
    secretary.open(room)
    offices = secretary.page.locator("main select[name^='office_']").evaluate_all(
        "all => all.map(e => e.name)"
    )
    secretary.fill(dict(zip(offices, ("chair", "deputy", "member"), strict=False)))
    sides = secretary.page.locator("main select[name^='side_']").evaluate_all("all => all.map(e => e.name)")
    secretary.fill({sides[-1]: "practitioner", "elected": True})
    secretary.press("main form[action$='/seat/'] button.button")
    for member in ("aliya", "bolat", "kamila"):
        voter = open_(member, language)
        voter.open("/recognition/desk/")
        voter.open(room)
        voter.fill({"choice": result})
        voter.press("main form[action$='/vote/'] button")
    secretary.open(room)
    recognised = RECOGNISED[result]
    for place in range(len(OUTCOMES[result])):
        secretary.fill(
            {
                f"recognised_{place}": "yes" if place < recognised else "no",
                f"reasons_{place}": REASON,
            }
        )
    secretary.fill(
        {"result": result, "reasons": "By the assessor's findings.", "advice": "Take the missing part."}
    )
    secretary.press("main form[action$='/commission/minutes/'] button:not([name])")
    chair = open_("aliya", language)
    chair.open(room)
    chair.press(f"main form[action$='/decide/{result}/'] button")
    chair.open(f"/recognition/cases/{case}/minutes/")


def statement_of(learner: Walker, case: str, folder: Path) -> Path:
    """The decision as a verifiable credential in the learner's hands."""
    learner.open("/documents/")
    learner.press("main a[href*='/documents/']:not([href$='/documents/']):not([href*='verify'])")
    return take_home(learner, "open-badge", folder / "statement.json")


def revoke(registrar: Walker, anyone: Walker, number: str) -> None:
    """A document revoked by who issued it shows as revoked a moment later."""
    registrar.open("/documents/issued/")
    registrar.press(f"main tr:has-text('{number}') a[href$='/state/']")
    registrar.press("main a[href$='/revoke/']")
    registrar.fill({"reason": "Issued in error."})
    registrar.press("main form[action=''] button, main form:not([action]) button")
    anyone.open(f"/documents/verify/{number}/")
    assert anyone.page.locator("main article.finding[data-outcome='no']").count() == 1
