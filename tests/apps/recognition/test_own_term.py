"""A claimant reads at the top of the page what to do next, and by when."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tanym.apps.accounts.words import day
from tanym.apps.audit import clock as timezone
from tanym.apps.recognition.own_term import own_term, with_office
from tanym.apps.recognition.reading import clocks
from tests.apps.recognition.conftest import Walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("result", "achieved"), [("recognise-in-part", 3), ("refuse", 0)])
def test_the_card_says_until_when_a_decision_can_be_appealed(
    walk: Walk, as_: Callable[[str], Client], result: str, achieved: int
) -> None:
    walk.at = timezone.localtime()
    walk.to("decided", result=result, achieved=achieved)
    term = own_term(walk.renew(), clocks(walk.case, walk.at.date()))
    assert term is not None
    aigul = as_("aigul")
    page = aigul.get(f"/en/recognition/cases/{walk.case.public_id}/").content.decode()
    card = page[page.index('class="next"') : page.index("Each outcome and its reason")]
    assert f"You can appeal until {day(term.due, 'en')}" in card
    assert 'id="appeal"' in card  # the form itself stands before the papers, not below them
    home = aigul.get("/en/records/").content.decode()
    assert f"by {day(term.due, 'en')}" in home[home.index('class="next"') : home.index("</section>")]


def test_what_waits_for_the_office_is_no_term_of_the_claimant(walk: Walk) -> None:
    walk.to("assessment")
    assert own_term(walk.renew(), clocks(walk.case, walk.at.date())) is None
    assert with_office(walk.case)
