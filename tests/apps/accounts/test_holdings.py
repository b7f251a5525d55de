"""What is kept about one account can be about another: two accounts of one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import transaction

from tanym.apps.accounts.holdings import Fate, Holding, Own, erase, hand_over, move_rows, rows
from tanym.apps.accounts.models import Person
from tanym.apps.letters.models import Letter, MailChoice
from tanym.apps.organisations.models import Membership

pytestmark = pytest.mark.django_db
LETTERS = Holding("letters", own=(Own("Letter", "to"), Own("MailChoice", "person", Fate.GOES, doubled=True)))


def _letter(to: Person, at: datetime) -> Letter:
    return Letter.objects.create(to=to, about="x.y:1", subject={}, body={}, sent_at=at)


def test_the_rows_of_one_account_become_those_of_the_other(
    person: Callable[[str], Person], at: datetime
) -> None:
    source, target = person("aigul"), person("samal")
    letter = _letter(source, at)
    moved = hand_over(source, target, at)
    assert moved["letters"] >= 1
    letter.refresh_from_db()
    assert letter.to == target
    assert not rows(LETTERS, LETTERS.own[0], source).exists()


def test_what_both_accounts_have_and_one_is_enough_of_is_kept_once(
    person: Callable[[str], Person], at: datetime
) -> None:
    source, target = person("aigul"), person("samal")
    MailChoice.objects.create(person=source, wanted=False)
    kept = MailChoice.objects.create(person=target)
    with transaction.atomic():
        assert move_rows(LETTERS, source, target) == 0
    assert list(MailChoice.objects.filter(person__in=[source, target])) == [kept]


def test_what_both_have_and_nobody_may_throw_away_stays_where_it_is(
    person: Callable[[str], Person], at: datetime
) -> None:
    source, target = person("dana"), person("omar")
    theirs = Membership.objects.filter(person=target).first()
    assert theirs is not None
    same = Membership.objects.create(
        person=source, organisation=theirs.organisation, role=theirs.role, since=theirs.since
    )
    hand_over(source, target, at)
    same.refresh_from_db()
    assert same.person == source


def test_erasing_takes_only_what_may_go(person: Callable[[str], Person], at: datetime) -> None:
    aigul = person("aigul")
    letter = _letter(aigul, at)
    MailChoice.objects.create(person=aigul, wanted=False)
    with transaction.atomic():
        assert erase(LETTERS, aigul, at).gone == 1
    assert not MailChoice.objects.filter(person=aigul).exists()
    assert Letter.objects.filter(pk=letter.pk).exists()


def test_nobody_is_found_by_an_address_that_nobody_has(person: Callable[[str], Person]) -> None:
    aigul = person("aigul")
    aigul.email = ""
    by_mail = Own("Message", "to", by="email")
    assert not rows(LETTERS, by_mail, aigul).exists()
