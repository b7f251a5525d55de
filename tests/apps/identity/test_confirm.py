"""An office confirms a number by the document that it saw: nobody for themselves, nobody by guessing; merging accepts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tanym.apps.accounts import identities
from tanym.apps.accounts.actions.confirm_number import confirm_number
from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.accounts.actions.open_account import open_account
from tanym.apps.accounts.actions.take_back_number import take_back_number
from tanym.apps.accounts.identities import BY_DOCUMENT, BY_SIGNATURE
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import names
from tanym.apps.audit.models import Act
from tanym.apps.identity.actions.ask import ask
from tanym.apps.identity.actions.confirm import confirm
from tanym.apps.identity.actions.decline import decline
from tanym.apps.identity.actions.recuse import recuse
from tanym.apps.identity.actions.take_back import take_back
from tanym.apps.identity.actions.withdraw import withdraw
from tanym.apps.identity.models import Check
from tanym.apps.identity.queries import offices
from tanym.apps.letters.models import Letter
from tanym.apps.merging.actions.merge import merge
from tanym.apps.merging.queries import in_the_way
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.core.kernel.errors import InvalidValue, NotFound, NotPermitted, Refused, TanymError
from tanym.core.recognition.merging import Obstacle
from tests.apps.test_at_once import at_once

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "791028302728", "061211600012"
DOCUMENT: dict[str, Any] = {"document": "identity-card", "changed_by": "", "no_interest": True}


@pytest.fixture
def samal(person: Any, at: datetime) -> Person:
    """Somebody who gave her number."""
    found: Person = person("samal")
    found.birth_date = None
    found.save()
    give_number(actor=found, at=at, typed=NUMBER)
    return found


@pytest.fixture
def asked(samal: Person, at: datetime) -> Check:
    """She asks Sayram."""
    return ask(actor=samal, at=at, organisation=organisation("sayram"))


@pytest.fixture
def seen(person: Any, at: datetime) -> Callable[..., Check]:
    """Rustem, a registrar of Sayram, types the number from the document; anything may be another."""

    def made(check: Check, typed: str = NUMBER, by: str = "rustem", **other: Any) -> Check:
        check.refresh_from_db()
        given = {**DOCUMENT, "seen_on": at.date(), "revision": check.revision, **other}
        return confirm(actor=person(by), at=at, check=check, typed=typed, **given)

    return made


def test_the_number_of_the_document_proves_that_of_the_account(
    samal: Person, asked: Check, seen: Any, person: Any
) -> None:
    seen(asked)
    shown = identities.shown(samal)
    assert shown is not None
    assert (shown.proof, shown.confirmed_at is not None) == (BY_DOCUMENT, True)
    (act,) = Act.objects.filter(action="identity.confirm")
    assert act.actor == str(person("rustem").public_id)
    assert act.details == {
        "organisation": "sayram",
        "document": "identity-card",
        "seen_on": "2026-11-21",
        "named": "same",
    }
    assert NUMBER[-4:] not in str(act.details)
    assert Letter.objects.filter(to=samal, about=asked.subject).count() == 1
    with pytest.raises(Refused, match=r"identity\.over"):
        seen(asked)


def test_the_officer_is_shown_no_digit(samal: Person, asked: Check, as_: Any) -> None:
    rustem = as_("rustem")
    for page in ("/kk/identity/desk/", f"/kk/identity/{asked.public_id}/"):
        text = rustem.get(page).content.decode()
        assert samal.name_kk in text
        for hidden in (NUMBER, NUMBER[-4:], samal.username + "<", "2728"):
            assert hidden not in text


def test_of_a_wrong_number_only_that_is_told_and_after_three_it_is_over(
    samal: Person, asked: Check, seen: Any
) -> None:
    for left in (2, 1, 0):
        with pytest.raises(InvalidValue, match=r"identity\.other-number") as wrong:
            seen(asked, OTHER)
        assert wrong.value.details == {"left": left}
    asked.refresh_from_db()
    assert (asked.state, asked.wrong) == ("declined", 3)
    with pytest.raises(Refused, match=r"identity\.over"):
        seen(asked)
    assert not identities.proved(samal)
    assert Act.objects.filter(action="identity.mismatch").count() == 3
    assert Letter.objects.filter(to=samal, about=asked.subject).count() == 1


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"document": "library-card"}, "identity.document"),
        ({"seen_on": date(2026, 11, 22)}, "identity.seen-on"),
        ({"seen_on": date(2026, 10, 1)}, "identity.seen-on"),
        ({"typed": "791028302729"}, "number.check-digit"),
        ({"typed": "7910"}, "number.form"),
        ({"no_interest": False}, "identity.interest-unsaid"),
        ({"revision": 0}, "changed-meanwhile"),
    ],
)
def test_what_is_not_said_rightly_confirms_nothing_and_costs_no_try(
    asked: Check, seen: Any, other: dict[str, Any], code: str
) -> None:
    with pytest.raises(TanymError) as refused:
        seen(asked, **other)
    assert refused.value.code == code
    asked.refresh_from_db()
    assert (asked.state, asked.wrong) == ("asked", 0)


def test_nobody_confirms_themselves(person: Any, seen: Any, at: datetime) -> None:
    rustem = person("rustem")
    give_number(actor=rustem, at=at, typed=OTHER)
    own = ask(actor=rustem, at=at, organisation=organisation("sayram"))
    with pytest.raises(NotPermitted, match=r"identity\.own"):
        seen(own, OTHER)


def test_nobody_confirms_another_account_of_theirs(person: Any, seen: Any, at: datetime) -> None:
    rustem, samal = person("rustem"), person("samal")
    rustem.birth_date = samal.birth_date = None
    rustem.save()
    samal.save()
    for one in (rustem, samal):
        give_number(actor=one, at=at, typed=NUMBER)
    theirs = ask(actor=samal, at=at, organisation=organisation("sayram"))
    with pytest.raises(NotPermitted, match=r"identity\.own"):
        seen(theirs)
    take_back_number(actor=rustem, at=at)
    Person.objects.filter(pk=samal.pk).update(name_passport=rustem.name_passport.lower())
    theirs.refresh_from_db()
    with pytest.raises(NotPermitted, match=r"identity\.same-name"):
        seen(Check.objects.get(pk=theirs.pk))


def test_who_declares_an_interest_leaves_it_to_a_colleague(
    asked: Check, seen: Any, person: Any, at: datetime
) -> None:
    recuse(actor=person("rustem"), at=at, check=asked)
    recuse(actor=person("rustem"), at=at, check=asked)
    assert Act.objects.filter(action="identity.recuse").count() == 1
    with pytest.raises(NotPermitted, match=r"identity\.recused"):
        seen(asked)
    asked.refresh_from_db()
    with pytest.raises(NotPermitted, match=r"identity\.recused"):
        decline(actor=person("rustem"), at=at, check=asked, revision=asked.revision, reason="No.")
    Membership.objects.create(
        person=person("timur"), organisation=organisation("sayram"), role="registrar", since=at.date()
    )
    assert seen(asked, by="timur").state == "confirmed"


def test_another_office_finds_nothing_and_other_roles_may_not(
    asked: Check, seen: Any, as_: Any, person: Any
) -> None:
    page = reverse("identity:check", args=[asked.public_id])
    for name in ("zhanar", "timur", "samal"):
        assert as_(name).get(page).status_code == 404
    for name in ("zhanar", "timur", "aliya", "samal"):
        with pytest.raises(NotPermitted):
            seen(asked, by=name)
    assert as_("samal").get(reverse("identity:desk")).status_code == 403


def test_one_is_asked_at_a_time_and_of_an_office_alone(samal: Person, asked: Check, at: datetime) -> None:
    with pytest.raises(Refused, match=r"identity\.asked-already"):
        ask(actor=samal, at=at, organisation=organisation("kokzhar"))
    take_back(actor=samal, at=at, check=asked)
    with pytest.raises(Refused, match=r"identity\.not-an-office"):
        ask(actor=samal, at=at, organisation=organisation("qaraghai"))
    with pytest.raises(Refused, match=r"identity\.over"):
        take_back(actor=samal, at=at, check=asked)
    take_back_number(actor=samal, at=at)
    with pytest.raises(Refused, match=r"identity\.no-number"):
        ask(actor=samal, at=at, organisation=organisation("kokzhar"))
    assert {one.type for one in offices(at.date())} <= {"university", "college", "recognition-centre"}


def test_a_number_that_was_erased_meanwhile_is_confirmed_by_nobody(
    samal: Person, asked: Check, seen: Any, at: datetime
) -> None:
    take_back_number(actor=samal, at=at)
    with pytest.raises(Refused, match=r"identity\.no-number"):
        seen(asked)


def test_a_mistake_is_withdrawn_and_what_a_signature_proved_stays(
    samal: Person, asked: Check, seen: Any, person: Any, at: datetime
) -> None:
    seen(asked)
    asked.refresh_from_db()
    with pytest.raises(NotPermitted):
        withdraw(actor=person("zhanar"), at=at, check=asked, revision=asked.revision, reason="No.")
    with pytest.raises(InvalidValue, match=r"identity\.reason"):
        withdraw(actor=person("rustem"), at=at, check=asked, revision=asked.revision, reason=" ")
    withdraw(actor=person("rustem"), at=at, check=asked, revision=asked.revision, reason="Somebody else's.")
    assert not identities.proved(samal)
    again = ask(actor=samal, at=at, organisation=organisation("sayram"))
    seen(again)
    confirm_number(at=at, person=samal, by=BY_SIGNATURE)
    again.refresh_from_db()
    withdraw(actor=person("rustem"), at=at, check=again, revision=again.revision, reason="Somebody else's.")
    assert identities.proof(samal) == BY_SIGNATURE
    assert Letter.objects.filter(about=again.subject).count() == 2


def test_an_older_check_that_is_withdrawn_leaves_what_a_newer_one_proved(
    samal: Person, asked: Check, seen: Any, person: Any, at: datetime
) -> None:
    seen(asked)
    take_back_number(actor=samal, at=at)
    give_number(actor=samal, at=at, typed=NUMBER)
    again = ask(actor=samal, at=at + timedelta(days=1), organisation=organisation("sayram"))
    again.refresh_from_db()
    given = {**DOCUMENT, "seen_on": at.date(), "revision": again.revision}
    confirm(actor=person("rustem"), at=at + timedelta(days=1), check=again, typed=NUMBER, **given)
    asked.refresh_from_db()
    withdraw(actor=person("rustem"), at=at, check=asked, revision=asked.revision, reason="The old one.")
    assert identities.proved(samal)


def test_another_name_is_no_obstacle_once_both_numbers_are_confirmed(
    samal: Person, asked: Check, seen: Any, at: datetime
) -> None:
    """Samal has married: her second account has another name in every spelling."""
    married = open_account(
        at=at,
        names=names("Самал Омарова", "Самал Омарова", "OMAROVA SAMAL"),
        email="",
        language="kk",
        password="x",
    )
    give_number(actor=married, at=at, typed=NUMBER)
    assert in_the_way(samal, married, at.date()) == (Obstacle.OTHER_NAME,)
    seen(asked)
    assert in_the_way(samal, married, at.date()) == (Obstacle.OTHER_NAME,)
    second = ask(actor=married, at=at, organisation=organisation("sayram"))
    seen(second, changed_by="Marriage certificate")
    second.refresh_from_db()
    assert (second.named, second.changed_by) == ("changed", "Marriage certificate")
    assert in_the_way(samal, married, at.date()) == ()
    merge(actor=married, at=at, source=samal)
    assert Check.objects.filter(person=married).count() == 2
    assert identities.proved(married)


def test_what_proved_the_number_of_the_account_that_goes_proves_it_in_the_other(
    samal: Person, asked: Check, seen: Any, at: datetime
) -> None:
    twin = open_account(
        at=at,
        names=names(samal.name_kk, samal.name_ru, samal.name_passport),
        email="",
        language="kk",
        password="x",
    )
    give_number(actor=twin, at=at, typed=NUMBER)
    seen(asked)
    merge(actor=twin, at=at, source=samal)
    assert identities.proof(twin) == BY_DOCUMENT


def test_who_confirmed_a_number_and_whose_it_is_are_two_people(
    samal: Person, asked: Check, seen: Any, person: Any, at: datetime
) -> None:
    seen(asked)
    assert Obstacle.OWN_JUDGE in in_the_way(person("rustem"), samal, at.date())


def test_the_pages_lead_from_the_number_to_its_proof(samal: Person, as_: Any, at: datetime) -> None:
    browser, office = as_("samal"), as_("rustem")
    assert reverse("identity:mine") in browser.get(reverse("accounts:mine")).content.decode()
    assert browser.post(reverse("identity:mine"), {"organisation": "sayram"}).status_code == 302
    check = Check.objects.get()
    page = reverse("identity:check", args=[check.public_id])
    given = {
        "personal_number": OTHER,
        "document": "passport",
        "seen_on": (timezone.localdate() - timedelta(days=2)).isoformat(),
        "revision": check.revision,
        "no_interest": "on",
    }
    wrong = office.post(page, given)
    assert wrong.status_code == 422
    assert OTHER not in wrong.content.decode()
    assert office.post(page, given).status_code == 409  # somebody was quicker: just this form, a moment ago
    check.refresh_from_db()
    right = office.post(page, {**given, "personal_number": "7910 2830 2728", "revision": check.revision})
    assert right.status_code == 302
    assert "Sayram" in browser.get("/en/identity/").content.decode()
    check.refresh_from_db()
    withdrawn = reverse("identity:withdraw", args=[check.public_id])
    assert office.post(withdrawn, {"reason": "", "revision": check.revision}).status_code == 422
    assert office.post(withdrawn, {"reason": "Mistaken.", "revision": check.revision}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_confirm_it_once(asked: Check, seen: Any, person: Any, at: datetime) -> None:
    Membership.objects.create(
        person=person("timur"), organisation=organisation("sayram"), role="registrar", since=at.date()
    )
    revision, given = asked.revision, {**DOCUMENT, "seen_on": at.date(), "typed": NUMBER}
    people = [person("rustem"), person("timur")]
    outcomes = at_once(
        *(
            lambda who=who: confirm(actor=who, at=at, check=asked, revision=revision, **given)
            for who in people
        )
    )
    assert sum(isinstance(one, Exception) for one in outcomes) == 1, outcomes
    assert Act.objects.filter(action="identity.confirm").count() == 1


def test_an_unknown_request_is_not_found(samal: Person) -> None:
    from uuid import uuid4

    from tanym.apps.identity.queries import own_check

    with pytest.raises(NotFound):
        own_check(uuid4(), samal)
