"""Signatures under minutes are asked for after the votes: a vote changes the text, and everybody would sign anew."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.sign_minutes import sign_minutes
from tanym.apps.recognition.casefile import commission_of, minutes_of

pytestmark = pytest.mark.django_db

FIRST = "The votes come first. Not voted yet:"


def page(walk, as_, name: str, of: str = "commission") -> str:
    with override("en"):
        return as_(name).get(reverse(f"recognition:{of}", args=[walk.case.public_id])).content.decode()


def signed(walk) -> int:
    case = walk.renew()
    return len(minutes_of(case, commission_of(case)).signatures)


def test_minutes_that_are_written_before_the_votes_are_signed_by_nobody(walk, as_) -> None:
    walk.to("commission").seated()
    assert FIRST in page(walk, as_, "saule")
    assert "Write it into the minutes and sign" not in page(walk, as_, "saule")
    walk.minuted("recognise", 5)
    assert signed(walk) == 0
    for name in ("saule", "aliya"):
        shown = page(walk, as_, name, "sign")
        assert FIRST in shown
        assert "Sign this text" not in shown
    assert "Sign and decide" not in page(walk, as_, "aliya")


def test_after_the_votes_each_signs_once_and_the_chair_decides(walk, as_) -> None:
    walk.to("commission").seated()
    walk.minuted("recognise", 5)
    walk.voted("recognise")
    assert "Sign this text" in page(walk, as_, "saule", "sign")
    shown = page(walk, as_, "aliya")
    assert f"First the signatures of: {walk.who('saule').name('en')}." in " ".join(shown.split())
    assert "Sign and decide" not in shown
    sign_minutes(actor=walk.who("saule"), at=walk.at, record=walk.renew(), revision=walk.case.revision)
    assert "Sign and decide" in page(walk, as_, "aliya")
    walk.act(recognise, "aliya")
    assert walk.case.stage == "recognised"


def test_minutes_that_the_votes_do_not_carry_say_what_comes_first(walk, as_) -> None:
    walk.to("commission").seated()
    walk.voted("refuse")
    walk.minuted("recognise", 5)
    assert signed(walk) == 0
    assert "No majority is for the result in the minutes" in page(walk, as_, "aliya", "sign")
