"""The form of a commission offers only people who can sit, names the others, and says where too few are left."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.organisations.models import Membership
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.seating import kept_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def lodged(walk):
    """An appeal against a refusal that Aliya, Bolat and Kamila decided."""
    walk.to("decided", result="refuse", achieved=0)
    walk.act(appeal, "aigul", grounds="My report shows it.")
    return walk.case.appeal


def key(walk, name: str) -> str:
    return str(walk.who(name).public_id).replace("-", "")


def address(lodged, act: str) -> str:
    with override("en"):
        return reverse(f"recognition:appeal-{act}", args=[lodged.public_id])


def test_who_decided_before_is_named_and_not_offered(walk, lodged, as_) -> None:
    shown = as_("gaukhar").get(address(lodged, "commission")).content.decode()
    told = " ".join(shown.split())
    assert "and cannot sit:" in told
    before, form = told.split("and cannot sit:")[1].split("</p>", 1)
    for name in ("aliya", "bolat", "kamila"):
        assert walk.who(name).name("en") in before
        assert f"office_{key(walk, name)}" not in form
    assert f"office_{key(walk, 'serik')}" in form
    assert str(walk.who("bolat").public_id) in kept_out(lodged, walk.who("gaukhar"))


def test_a_page_that_was_opened_before_seats_nobody_who_is_kept_out(walk, lodged, as_) -> None:
    sent = {
        f"office_{key(walk, 'serik')}": "chair",
        f"office_{key(walk, 'bolat')}": "member",
        "elected": "on",
    }
    answer = as_("gaukhar").post(address(lodged, "seat"), {"revision": lodged.revision, **sent})
    assert answer.status_code == 422
    assert walk.who("bolat").name("en") in answer.content.decode()


def test_where_too_few_are_left_the_page_says_what_to_do(walk, lodged, as_) -> None:
    free = ["serik", "aigerim", "daniyar"]
    Membership.objects.filter(organisation=walk.case.organisation, role="member").exclude(
        person__username__in=["aliya", "bolat", "kamila", *free[:2]]
    ).delete()
    shown = as_("gaukhar").get(address(lodged, "commission")).content.decode()
    assert "Too few people are left to sit" in shown
    assert "2 people are left, 3 at least are needed." in shown
    assert "Ask the head of the organisation to name further members" in shown
    assert ">Seat the commission</button>" not in shown
