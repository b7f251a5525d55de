"""A new training company in the browser: applies, is recognised, publishes, awards; is suspended a month later."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tanym.adapters.contexts import bundled_contexts
from tanym.adapters.signing.envelope import Seals
from tanym.adapters.signing.files import KeyStore
from tanym.core.credentials.proofs.data_integrity import sign
from tests.journeys.conftest import Served, installed
from tests.journeys.test_whole_journey import (
    NUMBER,
    approve,
    assess,
    conclude,
    design,
    enrol,
    take_certificate,
)
from tests.journeys.walker import Walker, today

pytestmark = [pytest.mark.browser, pytest.mark.pages]

NAME = "Zhibek Training LLP"
BODY = "zhibek-training-llp"
MARK = "909"
LATER = 40
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 64


@dataclass
class Country:
    """An installation that can be looked at on different days; whoever walks in it reads English."""

    browser: Any
    served: Served
    port: int
    walkers: list[Walker] = field(default_factory=list)

    @contextmanager
    def open(self, days: int = 0) -> Iterator[Callable[[str | None], Walker]]:
        """The platform as it is in so many days; gives whoever is asked for a browser of their own."""
        found: dict[str | None, Walker] = {}

        def somebody(username: str | None) -> Walker:
            if username not in found:
                found[username] = Walker(self.browser, self.served.address, "en", username)
            return found[username]

        Walker.sign_everybody_out()
        with self.served.process(self.port, days):
            yield somebody
            for walker in found.values():
                walker.close()


@pytest.fixture(scope="module")
def land(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Country:
    served, port = installed(tmp_path_factory.mktemp("registers"), "tanym_registers")
    return Country(browser, served, port)


def test_from_an_application_to_a_suspension_that_everybody_sees(land: Country, tmp_path: Path) -> None:
    with land.open() as somebody:
        application = applied(somebody("damir"))
        examined(somebody, application)
        recognised(somebody, application)
        in_the_register(somebody(None), "in force")
        staffed(somebody("damir"))
        published(somebody, MARK)
        number, credential = awarded(somebody, tmp_path)
    with land.open(days=LATER) as somebody:
        suspended(somebody, application)
        in_the_register(somebody(None), "suspended")
        no_award_now(somebody("damir"))
        earlier_is_confirmed(somebody(None), number, credential)
        later_is_not(somebody(None), land.served, credential, tmp_path)
        told = land.served.tanym("journal", "verify")
        assert "whole" in told.stdout


def applied(founder: Walker) -> str:
    """The company is registered, the checklist filled in, a program in disguise refused, the application sent."""
    founder.open("/accreditation/")
    founder.fill(
        {
            "type": "training",
            "legal_id": "261140000017",
            "name_kk": "«Жібек тренинг» ЖШС",
            "name_ru": "ТОО «Жибек Тренинг»",
            "name_en": NAME,
            "city": "Almaty",
        }
    )
    founder.press("button:has-text('Register the organisation')")
    founder.press("main form[action*='/begin/'] button:has-text('Apply to be recognised as a provider')")
    address = str(founder.page.url)
    founder.press("main h3 a[href*='/part/scope/']")
    founder.fill({"activities": ["teaching", "assessing", "awarding"], "sectors": ["it"], "levels": ["5"]})
    founder.press("button:has-text('Keep and go on')")
    founder.open(address)
    founder.press("main h3 a[href*='/part/quality/']")
    founder.fill({"quality_policy": "Quality policy of 2026, https://zhibek.example/quality"})
    founder.press("button:has-text('Keep and go on')")
    founder.open(address)
    upload = founder.page.locator("main input[type='file']")
    upload.first.set_input_files({"name": "statute.pdf", "mimeType": "application/pdf", "buffer": PROGRAM})
    with founder.page.expect_navigation():
        founder.page.locator("main button:has-text('Add the document')").first.click()
    founder.was_refused(422)
    assert founder.page.locator("main .error").count() == 1, founder.text()
    for one in range(founder.page.locator("main input[type='file']").count()):
        founder.open(address)
        inputs = founder.page.locator("main input[type='file']")
        inputs.nth(one).set_input_files({"name": "paper.pdf", "mimeType": "application/pdf", "buffer": PDF})
        with founder.page.expect_navigation():
            founder.page.locator("main button:has-text('Add the document')").nth(one).click()
    founder.open(address)
    founder.press("section.next button:has-text('Send the application')")
    return address


def case_of(address: str) -> str:
    """The page of the office for an application."""
    return f"{address}case/"


def step(walker: Walker, verb: str, reasons: str = "") -> None:
    """Take the step `do=verb` of the case that is open."""
    walker.unfold()
    form = f"main form:has(input[name='do'][value='{verb}'])"
    if reasons:
        walker.page.locator(f"{form} textarea[name='reasons']").first.fill(reasons)
    walker.press(f"{form} button")


def examined(somebody: Callable[[str | None], Walker], application: str) -> None:
    """A paper is asked for and supplied; an independent expert looks at the documents and at an assessment."""
    keeper, expert, founder = somebody("arman"), somebody("tomiris"), somebody("damir")
    keeper.open("/accreditation/queue/")
    keeper.press(f"main a:has-text('{NAME}')")
    keeper.unfold()
    keeper.page.locator("main textarea[name^='missing-'], main input[name^='missing-']").first.fill(
        "The second page is not readable."
    )
    keeper.press("button:has-text('Ask the applicant')")
    founder.open(application)
    assert "The second page is not readable." in founder.text()
    assert "stands still" in founder.text()
    founder.page.locator("main input[type='file']").first.set_input_files(
        {"name": "again.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    founder.press("main button:has-text('Add the document')")
    founder.press("section.next button:has-text('Send what was missing')")
    keeper.open(case_of(application))
    step(keeper, "accept")
    keeper.unfold()
    choice = keeper.page.locator("[name=expert] option", has_text="Tomiris").first.get_attribute("value")
    keeper.fill({"expert": choice})
    keeper.press("main form[action$='/assign/'] button")
    step(keeper, "send-to-experts")
    expert.open(case_of(application))
    expert.unfold()
    expert.fill({"relation": "none"})
    expert.press("main form[action$='/declare/'] button")
    step(expert, "find-documents-fit")
    expert.unfold()
    expert.fill(
        {
            "kind": "assessment",
            "announced": "unannounced",
            "on": today().isoformat(),
            "report": "Two assessments observed; criteria were applied as written.",
        }
    )
    expert.press("main form[action$='/visit/'] button")
    outcomes = expert.page.locator("main [name^='outcome-']").evaluate_all("all => all.map(e => e.name)")
    assert len(outcomes) >= 3
    for name in outcomes:
        expert.fill({name: "met", name.replace("outcome-", "reasons-"): "Seen on site and in the papers."})
    expert.press("main form[action$='/judge/'] button")
    step(expert, "report-visit")


def recognised(somebody: Callable[[str | None], Walker], application: str) -> None:
    """One person prepares the decision with a condition, another decides."""
    keeper, member = somebody("arman"), somebody("yerzhan")
    keeper.open(case_of(application))
    keeper.unfold()
    keeper.fill(
        {
            "result": "recognise",
            "reasons": "Every criterion was seen; surveys of learners are still to begin.",
            "condition-1": "Ask learners again six months after the course.",
            "due-1": (today() + timedelta(days=200)).isoformat(),
            "minutes": "21",
        },
        within="main form[action$='/prepare/']",
    )
    keeper.press("main form[action$='/prepare/'] button")
    step(keeper, "put-to-committee")
    member.open(case_of(application))
    step(member, "recognise")
    assert "recognised" in member.text().lower()


def in_the_register(anybody: Walker, status: str) -> None:
    """The public finds the company in the register and reads how it stands."""
    anybody.open("/registers/providers/?q=Zhibek")
    assert status in anybody.text(), anybody.text()
    anybody.press(f"main a:has-text('{NAME}')")
    assert status in anybody.text(), anybody.text()


def staffed(founder: Walker) -> None:
    """The administrator gives roles."""
    founder.open("/organisations/mine/")
    if "/people/" not in founder.page.url:
        founder.press(f"main a:has-text('{NAME}')")
    founder.press("main a:has-text('Damir')")
    for role in ("author", "assessor", "registrar"):
        founder.unfold()
        founder.fill({"role": role})
        founder.press("main form:has([name='role']) button")


def published(somebody: Callable[[str | None], Walker], mark: str) -> None:
    """The first micro-qualification is designed, reviewed and published."""
    design(somebody("damir"), mark, BODY)
    approve(somebody("marat"), mark)
    anybody = somebody(None)
    anybody.open(f"/catalogue/?q={mark}")
    assert NAME in anybody.text()


def awarded(somebody: Callable[[str | None], Walker], folder: Path) -> tuple[str, Path]:
    """Two learn and are assessed; one is awarded today, the other not yet."""
    assessor = somebody("damir")
    for learner in ("samal", "aigul"):
        enrol(somebody(learner), MARK)
        assess(assessor, MARK)
        if learner == "samal":
            conclude(assessor)
    return take_certificate(somebody("samal"), folder)


def suspended(somebody: Callable[[str | None], Walker], application: str) -> None:
    """The keeper proposes it, says what becomes of those who learn there, and a second person decides."""
    keeper, second = somebody("arman"), somebody("dina")
    keeper.open(case_of(application))
    keeper.unfold()
    form = "main form:has(input[name='do'][value='propose-suspension'])"
    keeper.page.locator(f"{form} [name='reasons']").fill("Assessments were not supervised in October.")
    keeper.page.locator(f"{form} [name='learners']").select_option("continue")
    keeper.press(f"{form} button")
    assert "1 person learns there now" in keeper.text()
    second.open(case_of(application))
    step(second, "suspend")


def no_award_now(registrar: Walker) -> None:
    """Whoever is through cannot be awarded while the right is suspended; the page says why."""
    registrar.open("/learning/to-assess/")
    registrar.press("main .next a.button")
    with registrar.page.expect_navigation():
        registrar.page.locator("main form[action$='/conclude/'] button").first.click()
    registrar.was_refused(409)
    assert "the right was suspended" in registrar.text(), registrar.text()
    assert not NUMBER.search(registrar.text())


def earlier_is_confirmed(anybody: Walker, number: str, credential: Path) -> None:
    """What was awarded before stays confirmed, by its number and as a file."""
    anybody.open(f"/documents/verify/{number}/")
    assert anybody.page.locator("main article.finding[data-outcome='no']").count() == 0, anybody.text()
    check(anybody, credential)
    assert anybody.page.locator("main article.finding[data-outcome='no']").count() == 0, anybody.text()


def later_is_not(anybody: Walker, served: Served, credential: Path, folder: Path) -> None:
    """A document with the company's own signature, but of a day on which its right was suspended, is not confirmed."""
    document = json.loads(credential.read_text())
    seals = Seals(served.environment["TANYM_SECRET_KEY"])
    signer = KeyStore(served.var / "keys", seals).signer(document["issuer"]["id"])
    later = datetime.now(ZoneInfo("Asia/Almaty")) + timedelta(
        days=LATER, seconds=-10
    )  # past already on that day
    stamp = later.isoformat(timespec="seconds")
    document |= {"validFrom": stamp} | ({"awardedDate": stamp} if "awardedDate" in document else {})
    del document["proof"]
    signed = sign(
        document,
        signer=signer,
        method=f"{document['issuer']['id']}#{signer.multibase}",
        created=later,
        contexts=bundled_contexts(),
    )
    made = folder / "later.json"
    made.write_text(json.dumps(signed))
    check(anybody, made)
    wrong = anybody.page.locator("main article.finding[data-outcome='no']")
    assert wrong.count() == 1, wrong.all_inner_texts()
    assert "suspended" in wrong.inner_text()


def check(anybody: Walker, file: Path) -> None:
    """Have a file checked."""
    anybody.open("/documents/verify/")
    anybody.page.locator("main input[type='file']").set_input_files(file)
    anybody.press("main form:has(input[type='file']) button")
