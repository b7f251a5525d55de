"""Whoever proves both accounts sees what comes over, and makes them one; an office sees how many there are, not whose."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.letters.models import Letter
from tanym.apps.merging import views
from tanym.apps.merging.queries import HINT, twins
from tests.apps.merging.conftest import PASSWORD

pytestmark = pytest.mark.django_db
START, CONFIRM = reverse("merging:start"), reverse("merging:confirm")


@pytest.fixture
def pair(person: Any, twin: Any) -> tuple[Person, Person]:
    """An account of Samal and another one that came later."""
    samal = person("samal")
    return samal, twin(samal)


def test_two_passwords_make_one_account(pair: tuple[Person, Person], as_: Any) -> None:
    samal, other = pair
    browser = as_("samal")
    assert browser.get(START).status_code == 200
    assert browser.get(CONFIRM).status_code == 302  # nothing is proved yet
    answer = browser.post(START, {"name": other.username, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, CONFIRM)
    assert Letter.objects.filter(to=other, about__startswith="merging.proof:").exists()
    assert other.username in browser.get(CONFIRM).content.decode()
    assert browser.post(CONFIRM, {}).status_code == 422
    done = browser.post(CONFIRM, {"read": "on"})
    assert (done.status_code, done["Location"]) == (302, reverse("records:home"))
    other.refresh_from_db()
    assert other.merged_into == samal
    warned = Letter.objects.get(to=samal, about__startswith="merging.proof:")
    assert warned.read_at is not None  # it was they who wanted it
    assert browser.post(CONFIRM, {"read": "on"})["Location"] == START  # a second click


def test_signing_in_to_the_account_that_went_leads_to_the_other(
    pair: tuple[Person, Person], as_: Any
) -> None:
    samal, other = pair
    browser = as_("samal")
    browser.post(START, {"name": other.username, "password": PASSWORD})
    browser.post(CONFIRM, {"read": "on"})
    sign_in = reverse("accounts:sign-in")
    told = Client().post(sign_in, {"username": other.username, "password": PASSWORD})
    assert told.status_code == 422
    assert (
        f"<strong>{samal.username}" in told.content.decode() or f"{samal.username}." in told.content.decode()
    )
    guessed = Client().post(sign_in, {"username": other.username, "password": "something else"})
    assert f": {samal.username}." not in guessed.content.decode()


@pytest.mark.parametrize("typed", ["samal2", "nobody.of.this.name", "samal"])
def test_a_wrong_password_and_a_name_that_nobody_has_read_alike(
    pair: tuple[Person, Person], as_: Any, typed: str
) -> None:
    answer = as_("samal").post(START, {"name": typed, "password": "not this one"})
    assert answer.status_code == 422
    assert say("merging.not-proved", "kk") in answer.content.decode()
    assert not Letter.objects.filter(about__startswith="merging.proof:").exists()


def test_passwords_cannot_be_tried_out_here(pair: tuple[Person, Person], as_: Any) -> None:
    browser, other = as_("samal"), pair[1].username
    codes = [browser.post(START, {"name": other, "password": f"wrong {n}"}).status_code for n in range(11)]
    assert codes == [422] * 10 + [409]


def test_a_proof_ends_after_a_quarter_of_an_hour(
    pair: tuple[Person, Person], as_: Any, monkeypatch: Any
) -> None:
    browser = as_("samal")
    browser.post(START, {"name": pair[1].username, "password": PASSWORD})
    later = timezone.localtime() + timedelta(minutes=16)
    monkeypatch.setattr(views.timezone, "now", lambda: later)
    assert browser.post(CONFIRM, {"read": "on"})["Location"] == START


def test_what_stands_in_the_way_is_said_instead_of_the_button(person: Any, twin: Any, as_: Any) -> None:
    other = twin(person("omar"))
    browser = as_("samal")
    browser.post(START, {"name": other.username, "password": PASSWORD})
    page = browser.get("/en/merging/confirm/").content.decode()
    assert "agree in no spelling" in page
    assert 'name="read"' not in page
    assert browser.post(CONFIRM, {"read": "on"}).status_code == 409


def test_an_office_sees_how_many_and_writes_once_and_learns_no_name(
    pair: tuple[Person, Person], as_: Any, at: Any, person: Any
) -> None:
    for one in pair:
        one.birth_date = None
        one.save()
        give_number(actor=one, at=at, typed="791028302728")
    keeper = next(
        name
        for name in Person.objects.exclude(hint={}).values_list("username", flat=True)
        if as_(name).get(reverse("merging:worklist")).status_code == 200
    )
    browser = as_(keeper)
    page = browser.get("/en/merging/twins/").content.decode()
    assert "One number in 2 accounts" in page
    for one in pair:
        assert one.username not in page
        assert one.name_kk not in page
    for _twice in range(2):
        assert browser.post(reverse("merging:tell")).status_code == 302
    letters = Letter.objects.filter(about__startswith="merging.twin:")
    assert sorted(one.to.pk for one in letters) == sorted(one.pk for one in pair)
    for letter in letters:
        assert not any(one.name_kk in str(letter.body) or one.username in str(letter.body) for one in pair)
    assert as_("samal").get(reverse("merging:worklist")).status_code == 403
    assert as_("samal").post(reverse("merging:tell")).status_code == 403


def test_the_same_name_and_birthday_are_a_hint_only(pair: tuple[Person, Person], as_: Any) -> None:
    samal, other = pair
    other.birth_date = samal.birth_date
    other.save()
    (found,) = [one for one in twins() if samal in one.people]
    assert (found.why, found.count, found.told_at) == (HINT, 2, None)
