"""Evidence in a browser: uploaded once, confirmed by a witness through a link, shown in two cases."""

from __future__ import annotations

import email
import re
import time
from collections.abc import Callable
from email import policy
from pathlib import Path

import pytest

from tests.journeys.conftest import PATIENCE, Served
from tests.journeys.walker import Walker

# Its room's tests ask the same of PostgreSQL without a browser.
pytestmark = [pytest.mark.browser, pytest.mark.pages]

Open = Callable[..., Walker]
TITLE = "Plan of a vegetable store"
WORDS = "We planned it together in spring; the tables are his."
WITNESS = "marzhan@works.example"


def test_uploaded_once_confirmed_by_a_witness_and_shown_in_two_cases(
    somebody: Open, served: Served, tmp_path: Path
) -> None:
    learner = somebody("damir", "en")
    paper = tmp_path / "plan.pdf"
    paper.write_bytes(b"%PDF-1.7\n% a plan\n%%EOF\n")
    learner.open("/portfolio/add/")
    learner.page.set_input_files("main input[type='file']", paper)
    learner.fill({"kind": "work-sample", "title": TITLE, "joint": True, "own_share": "All tables"})
    learner.press("main form button")
    item = learner.page.url.rstrip("/").rsplit("/", 1)[-1]
    learner.unfold()
    ask = "main form[action$='/ask/']"
    learner.fill({"name": "Marzhan", "email": WITNESS, "language": "it"}, within=ask)
    learner.press(f"{ask} button")

    witness = somebody(None, "en")
    witness.open(link_in_the_mail(served))
    assert TITLE not in witness.text()
    witness.press("main form[action$='/portfolio/question/'] button")
    assert TITLE in witness.text()
    for choice in witness.page.locator("main fieldset input[value='yes']").all():
        choice.check()
    witness.page.locator("main textarea").first.fill(WORDS)
    witness.fill({"role": "Responsabile del magazzino"})
    witness.press("main form.card button")
    assert "Grazie" in witness.text()

    for discipline in ("data-tables", "quality-statistics"):
        learner.open(f"/recognition/towards/sayram/{discipline}/")
        learner.press("main form[action$='/apply/'] button")
        learner.press(f"main form:has(input[name='item'][value='{item}']) button")
        assert TITLE in learner.text()
        assert WORDS in learner.text()
    learner.open(f"/portfolio/{item}/")
    assert learner.page.locator("section:has(#us) li").count() == 2
    assert WORDS in learner.text()
    assert learner.page.locator("main form[action$='/remove/']").count() == 0  # two cases rely on it


def link_in_the_mail(served: Served) -> str:
    """The address that the witness was sent."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for file in (served.var / "mail").glob("*.eml"):
            mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
            body = mail.get_body()
            if (
                WITNESS in str(mail["To"])
                and body
                and (found := re.search(r"http\S+/q/\S+", body.get_content()))
            ):
                return found[0]
        time.sleep(0.2)
    raise AssertionError("no mail came")
