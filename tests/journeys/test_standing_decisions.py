"""A standing decision in a browser: a learner asks what would count, takes it, the registrar confirms, the document is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.walker import Walker

# Its room's tests ask the same of PostgreSQL without a browser.
pytestmark = [pytest.mark.browser, pytest.mark.pages]

Open = Callable[..., Walker]


def test_what_was_decided_once_is_taken_with_one_button_and_its_document_is_there(somebody: Open) -> None:
    learner, registrar = somebody("aigul", "kk"), somebody("rustem", "ru")
    learner.page.set_viewport_size({"width": 390, "height": 844})
    learner.open("/offers/what-counts/")
    learner.press("main ul.grid article a")
    learner.press("main form[action$='/take/'] button")
    case = learner.page.url.rstrip("/").rsplit("/", 1)[-1]
    assert "Тұрақты шешім бойынша шешілді" in learner.text()
    registrar.open(f"/recognition/cases/{case}/handling/")
    registrar.fill({"line": "IS-2026/377"})
    registrar.press("main form[action$='/credits/'] button")
    learner.open(f"/recognition/cases/{case}/")
    learner.open("/documents/")
    assert "Деректер кестелерімен жұмыс" in learner.text()


def test_what_has_changed_is_on_hold_until_the_office_has_looked_and_another_person_agrees(
    somebody: Open,
) -> None:
    office, chair = somebody("saule", "ru"), somebody("aliya", "kk")
    office.open("/offers/office/sayram/")
    assert "приостановлено" in office.text()
    office.press("main section:first-of-type ul.grid article a")
    office.press("main a[href$='/renew/']")
    assert "изменилась" in office.text() or "изменилось" in office.text()
    office.fill({"words": "Новая формулировка шире, но задание теста её покрывает."})
    office.press("main form[method='post'] button.button")
    address = office.page.url.split("/ru", 1)[1]
    chair.open(address)
    chair.press("main form[action$='/in-force/'] button")
    learner = somebody(None, "en")
    learner.open("/offers/")
    assert "Introduction to data analysis" in learner.text()
