"""A personal number is written nowhere: not in the database but sealed, no journal, log, mail, letter, page, file or name."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse

from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.accounts.actions.reveal_number import reveal_number
from tanym.apps.accounts.views import own
from tanym.core.kernel.errors import Refused
from tests.apps.recognition.test_case_on_paper import text

pytestmark = pytest.mark.django_db

NUMBER = "791028302728"
TYPED = "7910 2830 2728"


@pytest.fixture
def decided(walk: Any) -> Any:
    """A whole case, decided, of somebody who gave their number; an office was given it."""
    aigul = walk.who("aigul")
    aigul.birth_date = date(1979, 10, 28)
    aigul.save()
    give_number(actor=aigul, at=walk.at, typed=TYPED)
    walk.to("decided")
    reveal_number(
        actor=walk.who("rustem"),
        at=walk.at,
        people={aigul.pk: walk.case.public_id.hex},
        purpose="platform-file",
    )
    return walk


def written() -> Iterator[tuple[str, str]]:
    """Every row of every table, as text."""
    for model in apps.get_models():
        names = [one.name for one in model._meta.concrete_fields if not isinstance(one, models.BinaryField)]
        for row in model._default_manager.values_list(*names):
            yield model._meta.label, json.dumps([str(one) for one in row], ensure_ascii=False)


def holds(said: str) -> bool:
    """Whether the number stands in it, spaces aside."""
    return NUMBER in "".join(said.split())


def test_no_row_of_the_database_holds_it(decided: Any) -> None:
    labels = set()
    for label, row in written():
        labels.add(label)
        assert not holds(row), label
    assert {"accounts.Identity", "audit.Act", "letters.Letter", "recognition.RecognitionCase"} <= labels


def test_no_page_letter_or_paper_of_the_case_holds_it(decided: Any, as_: Any, tmp_path: Path) -> None:
    case = decided.case.public_id
    for name in ("aigul", "saule"):
        browser = as_(name)
        for address in ("recognition:case", "recognition:whole", "recognition:letter-pdf", "accounts:mine"):
            answer = browser.get(reverse(address, args=[] if address == "accounts:mine" else [case]))
            assert not holds(f"{answer.headers}")
            if answer.get("Content-Type") == "application/pdf":
                assert NUMBER.encode() not in answer.content
                assert not holds(text(answer.content, tmp_path))
            else:
                assert not holds(answer.content.decode())
    assert not [path for path in Path(settings.TANYM.var).rglob("*") if holds(path.name)]


@pytest.mark.parametrize("failure", [RuntimeError("broken"), Refused("number.too-often")])
def test_no_log_and_no_error_page_holds_what_was_typed(
    as_: Any, monkeypatch: Any, caplog: pytest.LogCaptureFixture, failure: Exception
) -> None:
    def fail(**given: object) -> None:
        raise failure

    monkeypatch.setattr(own, "give_number", fail)
    browser = as_("omar")
    browser.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        answer = browser.post(reverse("accounts:give-number"), {"personal_number": TYPED})
    assert answer.status_code in (409, 500)
    assert not holds(answer.content.decode())
    assert not holds(caplog.text)
    assert not [one for one in caplog.records if holds(f"{one.getMessage()}{one.args}{one.exc_text}")]
