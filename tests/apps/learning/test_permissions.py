"""Who may do what: every person of the cast, every act."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from tanym.apps.learning.models import Enrolment

Begin = Callable[..., Enrolment]
Judge = Callable[..., Enrolment]

#            read  assess conclude
MATRIX = {
    "aigul": (200, 403, 403),  # the learner
    "samal": (403, 403, 403),
    "dana": (403, 403, 403),
    "omar": (403, 200, 302),  # assessor of the assessing and awarding body
    "zhanar": (403, 200, 302),  # registrar of the awarding body: reads the sheet, cannot enter results
    "marat": (403, 403, 403),
    "timur": (403, 403, 403),  # assessor elsewhere
    "rustem": (403, 403, 403),  # registrar elsewhere
    "asel": (403, 403, 403),
    "gulnar": (403, 403, 403),
}


@pytest.mark.parametrize("name", MATRIX)
def test_each_person_may_do_what_the_table_says(
    name: str, enrolled: Begin, judged: Judge, as_: Callable[[str], Client]
) -> None:
    found, browser = judged(enrolled()), as_(name)
    at = f"/en/learning/{found.public_id}/"
    answers = (
        browser.get(at).status_code,
        browser.get(f"{at}assess/").status_code,
        browser.post(f"{at}conclude/", {"revision": found.revision}).status_code,
    )
    assert answers == MATRIX[name]


def test_a_registrar_enters_no_results(enrolled: Begin, as_: Callable[[str], Client]) -> None:
    found = enrolled()
    answer = as_("zhanar").post(
        f"/en/learning/{found.public_id}/assess/", {"revision": 1, "relation": "none"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("page", ["", "assess/"])
def test_an_unknown_enrolment_is_not_found(page: str, as_: Callable[[str], Client]) -> None:
    assert as_("omar").get(f"/en/learning/{uuid.uuid4()}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "to-assess/"])
@pytest.mark.parametrize("name", ["aigul", "omar", "zhanar", "samal"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_lists_open_for_everybody_and_show_ones_own(
    page: str, name: str, language: str, enrolled: Begin, as_: Callable[[str], Client]
) -> None:
    found = enrolled()
    answer = as_(name).get(f"/{language}/learning/{page}")
    assert answer.status_code == 200
    shown = str(found.public_id) in answer.content.decode()
    assert shown is ((name, page) in {("aigul", ""), ("omar", "to-assess/")})
