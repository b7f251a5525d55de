"""A person gives their account another address: with the password, and the code that only its reader has."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.letters.models import Letter, Message
from tanym.apps.recovery import addressing
from tanym.apps.recovery.actions.send_code import MOST
from tanym.apps.recovery.links import TOKENS

pytestmark = pytest.mark.django_db
PAGE, PASSWORD, NEW = reverse("recovery:address"), "four words of one's own", "new@people.example"


@pytest.fixture
def samal(person: Any) -> Person:
    """Somebody with a password."""
    found: Person = person("samal")
    found.set_password(PASSWORD)
    found.save()
    return found


@pytest.fixture
def browser(samal: Person) -> Client:
    """Hers."""
    made = Client()
    made.force_login(samal)
    return made


def asked(browser: Client, **other: str) -> Any:
    """Write the new address."""
    return browser.post(PAGE, {"email": NEW, "password": PASSWORD, **other})


def code() -> str:
    """What stands in the mail."""
    (found,) = re.findall(r"\d{8}", Message.objects.get(to=NEW).text)
    return str(found)


def test_an_address_counts_once_its_code_was_typed(samal: Person, browser: Client) -> None:
    before, token = samal.email, TOKENS.make_token(samal)
    assert asked(browser).status_code == 302
    samal.refresh_from_db()
    assert samal.email == before
    assert NEW in browser.get(PAGE).content.decode()
    assert browser.post(PAGE, {"code": f"{code()[:4]} {code()[4:]}"}).status_code == 302
    samal.refresh_from_db()
    assert samal.email == NEW
    assert TOKENS.check_token(samal, token) is False  # a link that went to the address before
    assert Message.objects.filter(to=before, about__startswith="recovery.former:").exists()
    assert Letter.objects.filter(to=samal).exists()
    (act,) = Act.objects.filter(action="recovery.change_address")
    assert NEW not in f"{act.subject}{act.details}"


def test_a_wrong_password_sends_nothing(browser: Client) -> None:
    assert asked(browser, password="another").status_code == 422
    assert not Message.objects.exists()


def test_a_code_is_guessed_five_times_at_most(samal: Person, browser: Client) -> None:
    asked(browser)
    right = code()
    wrong = "0" * 8 if right != "0" * 8 else "1" * 8
    for _ in range(addressing.MOST_WRONG):
        assert browser.post(PAGE, {"code": wrong}).status_code == 422
    assert browser.post(PAGE, {"code": right}).status_code == 200  # asks for the address anew
    samal.refresh_from_db()
    assert samal.email != NEW


def test_a_code_is_over_after_a_quarter_of_an_hour(samal: Person, browser: Client) -> None:
    asked(browser)
    session = browser.session
    late = (timezone.localtime() - timedelta(minutes=16)).isoformat()
    session[addressing.PENDING] = {**session[addressing.PENDING], "at": late}
    session.save()
    browser.post(PAGE, {"code": code()})
    samal.refresh_from_db()
    assert samal.email != NEW


def test_a_code_of_one_browser_counts_in_no_other(samal: Person, browser: Client) -> None:
    asked(browser)
    other = Client()
    other.force_login(samal)
    other.post(PAGE, {"code": code()})
    samal.refresh_from_db()
    assert samal.email != NEW


def test_nobody_fills_a_mailbox(browser: Client) -> None:
    for _ in range(MOST):
        assert asked(browser).status_code == 302
        assert browser.post(PAGE, {"again": "yes"}).status_code == 302
    assert asked(browser).status_code == 409
