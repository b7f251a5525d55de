"""A personal number is kept sealed, compared by a keyed digest, given out only with a reason, and never written anywhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse
from pydantic import SecretStr

from tanym.apps.accounts import identities
from tanym.apps.accounts.actions.give_number import MOST, give_number
from tanym.apps.accounts.actions.reveal_number import reveal_number
from tanym.apps.accounts.actions.seal_numbers import seal_numbers
from tanym.apps.accounts.actions.take_back_number import take_back_number
from tanym.apps.accounts.holdings import hand_over
from tanym.apps.accounts.models import Identity
from tanym.apps.audit.models import Act
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.kernel.personal_number import read_iin

pytestmark = pytest.mark.django_db

NUMBER, OTHER = "791028302728", "061211600012"


@pytest.fixture
def omar(person: Any) -> Any:
    """Somebody without a day of birth in the account."""
    return _without_birthday(person("omar"))


@pytest.fixture
def samal(person: Any) -> Any:
    """Another one."""
    return _without_birthday(person("samal"))


def _without_birthday(found: Any) -> Any:
    found.birth_date = None
    found.save()
    return found


def test_what_is_kept_can_be_read_by_nobody_without_the_secret(omar: Any, at: datetime) -> None:
    give_number(actor=omar, at=at, typed="7910 2830 2728")
    row = Identity.objects.get()
    assert NUMBER not in f"{row.sealed}{row.mark}{row.kind}"
    assert identities.shown(omar).masked == "•••• •••• 2728"
    (act,) = Act.objects.filter(action="accounts.give_number")
    assert NUMBER not in f"{act.subject}{act.details}"


def test_a_number_moved_to_another_row_of_the_database_does_not_open(
    omar: Any, samal: Any, at: datetime
) -> None:
    give_number(actor=omar, at=at, typed=NUMBER)
    give_number(actor=samal, at=at, typed=OTHER)
    one, two = Identity.objects.order_by("pk")
    Identity.objects.filter(pk=two.pk).update(sealed=one.sealed)
    with pytest.raises(InvalidValue):
        identities.shown(samal)


def test_the_same_twice_is_one_act_and_another_takes_its_place(omar: Any, at: datetime) -> None:
    for typed in (NUMBER, NUMBER, OTHER):
        give_number(actor=omar, at=at, typed=typed)
    assert Act.objects.filter(action="accounts.give_number").count() == 2
    assert identities.matches(omar, read_iin(OTHER))
    assert identities.matches(omar, read_iin(NUMBER)) is False
    take_back_number(actor=omar, at=at)
    take_back_number(actor=omar, at=at)
    assert identities.matches(omar, read_iin(OTHER)) is None
    assert Act.objects.filter(action="accounts.take_back_number").count() == 1


def test_a_number_of_another_day_of_birth_is_refused_with_what_to_do(
    omar: Any, at: datetime, as_: Any
) -> None:
    omar.birth_date = date(1979, 10, 27)
    omar.save()
    with pytest.raises(InvalidValue, match=r"number\.other-birth-date"):
        give_number(actor=omar, at=at, typed=NUMBER)
    answer = as_("omar").post(reverse("accounts:give-number"), {"personal_number": NUMBER})
    assert answer.status_code == 422
    assert NUMBER not in answer.content.decode()


def test_two_accounts_may_hold_one_number_and_each_is_told_only_that(
    omar: Any, samal: Any, as_: Any, at: datetime
) -> None:
    give_number(actor=omar, at=at, typed=NUMBER)
    give_number(actor=samal, at=at, typed=NUMBER)
    assert list(identities.same_number(omar)) == [samal]
    page = as_("omar").get(reverse("accounts:mine")).content.decode()
    assert 'data-kind="unknown"' in page
    assert samal.name_kk not in page
    assert samal.username not in page


def test_whoever_is_given_it_stands_in_the_journal_and_on_the_page(
    omar: Any, person: Any, as_: Any, at: datetime
) -> None:
    give_number(actor=omar, at=at, typed=NUMBER)
    madina = person("madina")
    people = {omar.pk: "exams.transfer:1", madina.pk: "exams.transfer:1"}
    assert reveal_number(actor=madina, at=at, people=people, purpose="platform-file") == {omar.pk: NUMBER}
    (act,) = Act.objects.filter(action=identities.REVEAL)
    assert (act.actor, act.details["about"]) == (str(madina.public_id), "exams.transfer:1")
    assert NUMBER not in str(act.details)
    assert madina.name_latin in as_("omar").get("/en/account/").content.decode()


def test_a_changed_secret_opens_what_the_earlier_one_sealed_until_all_is_sealed_anew(
    omar: Any, samal: Any, at: datetime, settings: Any
) -> None:
    give_number(actor=omar, at=at, typed=NUMBER)
    old = settings.TANYM.key_secret.get_secret_value() or settings.TANYM.secret_key.get_secret_value()
    before = Identity.objects.get()
    settings.TANYM = settings.TANYM.model_copy(
        update={"key_secret": SecretStr("another-" * 8), "key_secrets_before": SecretStr(old)}
    )
    give_number(actor=samal, at=at, typed=NUMBER)
    assert list(identities.same_number(omar)) == [samal]
    assert list(identities.same_number(samal)) == [omar]
    assert seal_numbers().done == 2
    after = Identity.objects.get(pk=before.pk)
    assert after.mark != before.mark
    assert len(set(Identity.objects.values_list("mark", flat=True))) == 1
    assert identities.shown(omar).masked.endswith("2728")


def test_trying_out_numbers_ends_soon(omar: Any, at: datetime) -> None:
    for _ in range(MOST):
        with pytest.raises(InvalidValue):
            give_number(actor=omar, at=at, typed="791028302729")
    with pytest.raises(Refused, match=r"number\.too-often"):
        give_number(actor=omar, at=at, typed=NUMBER)


def test_a_country_without_a_number_asks_for_none(omar: Any, as_: Any, at: datetime, settings: Any) -> None:
    settings.TANYM = settings.TANYM.model_copy(update={"jurisdiction": "eu"})
    with pytest.raises(InvalidValue, match=r"number\.none-here"):
        give_number(actor=omar, at=at, typed=NUMBER)
    assert "personal_number" not in as_("omar").get(reverse("accounts:mine")).content.decode()
    assert as_("omar").post(reverse("accounts:give-number"), {"personal_number": NUMBER}).status_code == 422


def test_the_page_keeps_shows_masked_and_erases(omar: Any, as_: Any) -> None:
    browser = as_("omar")
    assert browser.post(reverse("accounts:give-number"), {"personal_number": NUMBER}).status_code == 302
    page = browser.get("/kk/account/").content.decode()
    assert "•••• •••• 2728" in page
    assert NUMBER not in page
    assert browser.post(reverse("accounts:take-back-number")).status_code == 302
    assert not Identity.objects.exists()


def test_the_number_of_one_account_can_become_that_of_the_other(omar: Any, samal: Any, at: datetime) -> None:
    give_number(actor=omar, at=at, typed=NUMBER)
    hand_over(omar, samal, at)
    assert identities.shown(omar) is None
    assert identities.shown(samal).masked == "•••• •••• 2728"
