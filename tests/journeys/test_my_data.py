"""One's own data in a browser: read what is kept, take everything along, take a consent back, erase."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Served
from tests.journeys.walker import Walker

# Its room's tests ask the same of PostgreSQL without a browser.
pytestmark = [pytest.mark.browser, pytest.mark.pages]

TITLE = "Plan of a vegetable store, kept for myself"
APPLICATION = "Please count what I can do."


@pytest.fixture
def learner(browser: Any, served: Served) -> Iterator[Walker]:
    walker = Walker(browser, served.address, "en", "yerlan")
    yield walker
    walker.close()


def test_see_what_is_kept_take_it_along_take_the_consent_back_and_erase(
    learner: Walker, tmp_path: Path
) -> None:
    paper = tmp_path / "plan.pdf"
    paper.write_bytes(b"%PDF-1.7\n% kept for myself\n%%EOF\n")
    learner.open("/portfolio/add/")
    learner.page.set_input_files("main input[type='file']", paper)
    learner.fill({"kind": "certificate", "title": TITLE})
    learner.press("main form button")
    item = learner.page.url.rstrip("/").rsplit("/", 1)[-1]
    learner.open("/recognition/towards/sayram/quality-statistics/")
    learner.press("main form[action$='/apply/'] button")
    learner.press(f"main form:has(input[name='item'][value='{item}']) button")
    assert "Consent to the use of my personal data" in learner.text()
    learner.fill({"application": APPLICATION, "informed": True})
    learner.press("main form[action$='/submit/'] button")

    learner.open("/my-data/")
    assert "Portfolio" in learner.text()
    learner.press("main form[action$='/my-data/export/'] button")
    learner.page.wait_for_selector("main #job a.button")
    learner.open("/my-data/")
    with learner.page.expect_download() as download:
        learner.page.click("main a[href$='/my-data.zip']")
    packed = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert TITLE in packed.read("index.html").decode()
    assert APPLICATION in packed.read("data/recognition.json").decode()
    assert "yerlan" not in download.value.suggested_filename

    learner.page.locator("main section:has(#co) a").first.click()
    learner.press("main form[action$='/take-back/'] button")
    assert "The use of your data for this ended on" in learner.text()

    learner.open("/my-data/erase/")
    learner.page.check("main input[value='portfolio']")
    learner.press("main form button")
    learner.open("/portfolio/")
    assert TITLE not in learner.text()
