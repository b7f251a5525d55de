"""Who has no address is helped by the administrator where they work, within limits; everybody else by the operator."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tanym.apps.accounts.models import Person
from tanym.apps.audit.models import Act
from tanym.apps.letters.models import Letter
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.portfolio.models import Item
from tanym.apps.recovery.actions.make_link import make_link
from tanym.core.kernel.errors import NotPermitted, Refused

pytestmark = pytest.mark.django_db
NEW = "quite another four words"


@pytest.fixture
def omar(person: Any) -> Person:
    """An assessor of Kokzhar without an address."""
    found: Person = person("omar")
    found.email = ""
    found.save()
    return found


def made(person: Any, omar: Person, at: datetime, by: str = "leila", of: str = "kokzhar") -> str:
    """A link for Omar."""
    return make_link(actor=person(by), at=at, person=omar, organisation=organisation(of))


def test_an_administrator_hands_over_a_link_that_works_once(omar: Person, as_: Any) -> None:
    answer = as_("leila").post(reverse("recovery:help", args=["kokzhar", omar.public_id]))
    assert answer.status_code == 201
    path = answer.context["link"].partition("localhost:8000")[2]
    browser = Client()
    to = browser.get(path)["Location"]
    assert browser.post(to, {"password": NEW, "again": NEW}).status_code == 302
    omar.refresh_from_db()
    assert omar.check_password(NEW)
    (act,) = Act.objects.filter(action="recovery.make_link")
    assert act.details["organisation"] == "kokzhar"
    assert Letter.objects.filter(to=omar).count() >= 2
    assert browser.get(path).status_code == 410


def test_nobody_else_makes_one_and_nobody_for_themselves(omar: Person, person: Any, at: datetime) -> None:
    for by in ("dana", "zhanar", "rustem", "arman", "samal", "omar"):
        with pytest.raises(NotPermitted):
            made(person, omar, at, by)
    with pytest.raises(NotPermitted):
        make_link(actor=person("leila"), at=at, person=person("leila"), organisation=organisation("kokzhar"))
    assert not Act.objects.filter(action="recovery.make_link").exists()


def test_who_has_an_address_asks_for_a_mail(omar: Person, person: Any, at: datetime) -> None:
    omar.email = "omar@people.example"
    omar.save()
    with pytest.raises(Refused, match=r"recovery\.has-address"):
        made(person, omar, at)


def test_one_organisation_opens_no_way_into_what_another_has_given(
    omar: Person, person: Any, at: datetime
) -> None:
    Membership.objects.create(
        person=omar, organisation=organisation("sayram"), role="assessor", since=at.date()
    )
    with pytest.raises(Refused, match=r"recovery\.works-elsewhere"):
        made(person, omar, at)


def test_a_head_is_helped_by_no_administrator(omar: Person, person: Any, at: datetime) -> None:
    Membership.objects.create(person=omar, organisation=organisation("kokzhar"), role="head", since=at.date())
    with pytest.raises(Refused, match=r"recovery\.role-above"):
        made(person, omar, at)


def test_a_place_of_work_opens_no_way_to_what_is_the_persons_own(
    omar: Person, person: Any, at: datetime
) -> None:
    Item.objects.create(owner=omar, title="A piece of work", kept_at=at, changed_at=at)
    with pytest.raises(Refused, match=r"recovery\.own-things"):
        made(person, omar, at)


def test_who_works_there_no_more_is_helped_by_others(omar: Person, person: Any, at: datetime) -> None:
    Membership.objects.filter(person=omar).update(until=at.date().replace(day=1))
    with pytest.raises(Refused, match=r"recovery\.not-here"):
        made(person, omar, at)


def test_the_operator_makes_one_for_anybody_and_the_journal_says_so(
    omar: Person, capsys: Any, person: Any
) -> None:
    call_command("recover", "--name", "OMAR")
    path = capsys.readouterr().out.strip().partition("localhost:8000")[2]
    assert Client().get(path).status_code == 302
    (act,) = Act.objects.filter(action="recovery.make_link")
    assert (act.actor, act.details["source"]) == ("", "operator:recover")
    with pytest.raises(CommandError):
        call_command("recover", "--name", "nobody")
    Person.objects.filter(pk=omar.pk).update(is_active=False)
    with pytest.raises(CommandError):
        call_command("recover", "--name", "omar")
