"""The installation's secrets are changed and the earlier ones dropped: everybody and everything is found again."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pydantic import SecretStr

from tanym.apps.accounts import identities
from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.accounts.holdings import hand_over
from tanym.apps.accounts.models import Identity
from tanym.apps.audit import rotation
from tanym.apps.audit.key_store import secrets
from tanym.apps.audit.secrets_kept import seal, unseal
from tanym.apps.backpack.models import Host
from tanym.apps.claims import codes
from tanym.apps.merging.queries import twins
from tanym.apps.portfolio import links
from tanym.apps.portfolio.models import Item, Question
from tanym.apps.recognition.models import NationalMark
from tanym.apps.recognition.national import keep, marks_of, sealed_name
from tanym.apps.registers.models import Subscription
from tanym.apps.registers.webhooks import secrets as shared
from tanym.core.kernel.errors import Refused

pytestmark = pytest.mark.django_db
NUMBER, OTHER, THIRD = "791028302728", "061211600012", "850312400128"
HOST = "https://host.example"


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings: Any, tmp_path: Path) -> None:
    """What is sealed anew here is no key of another test."""
    settings.TANYM = settings.TANYM.model_copy(update={"var": tmp_path})


def changed(settings: Any, count: int) -> None:
    """New secrets of both kinds in place of those that count, which are named as earlier ones."""
    before, general = secrets()[0], settings.SECRET_KEY
    new = f"general-{count}-" + "x" * 50
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = new, [general]
    settings.TANYM = settings.TANYM.model_copy(
        update={
            "secret_key": SecretStr(new),
            "secret_keys_before": SecretStr(general),
            "key_secret": SecretStr(f"keys-{count}-" + "y" * 50),
            "key_secrets_before": SecretStr(before),
        }
    )


def dropped(settings: Any) -> None:
    """The earlier secrets are named no more."""
    settings.SECRET_KEY_FALLBACKS = []
    settings.TANYM = settings.TANYM.model_copy(
        update={"secret_keys_before": SecretStr(""), "key_secrets_before": SecretStr("")}
    )


@pytest.fixture
def kept(person: Any, at: datetime) -> dict[str, Any]:
    """Something of each kind that rests under a secret."""
    omar, samal, saule = (person(name) for name in ("omar", "samal", "saule"))
    for one in (omar, samal, saule):
        one.birth_date = None
        one.save()
    for one, number in ((omar, NUMBER), (samal, NUMBER), (saule, OTHER)):
        give_number(actor=one, at=at, typed=number)
    sealed = NationalMark(person=omar, since=at)
    keep(sealed, NUMBER)
    sealed.save()
    by_identity = NationalMark.objects.create(person=saule, mark=marks_of(OTHER)[0], since=at)
    unknown = NationalMark.objects.create(person=person("aliya"), mark=marks_of(THIRD)[0], since=at)
    Host.objects.create(
        address=HOST,
        name="Host",
        endpoints={},
        client_id="us",
        sealed_secret=seal("theirs", f"backpack.host:{HOST}"),
        registered_at=at,
    )
    item = Item.objects.create(owner=samal, title="A piece of work", kept_at=at, changed_at=at)
    question = Question(
        item=item,
        to="author",
        asked_by=samal,
        questions=[],
        said={},
        email="who@people.example",
        address_digest=links.address_digest("who@people.example"),
        asked_at=at,
        until=at,
    )
    question.digest = links.digest(links.secret(question.public_id))
    question.save()
    return {
        "omar": omar,
        "samal": samal,
        "marks": (sealed, by_identity, unknown),
        "question": question,
        "code": codes.digest("7Q4KM2XD9FTR4WZ8"),
    }


def test_whatever_can_be_had_in_the_clear_is_made_anew_and_found_without_the_earlier_secret(
    kept: dict[str, Any], settings: Any, capsys: Any
) -> None:
    omar, samal = kept["omar"], kept["samal"]
    for count in (1, 2):  # and once more: nothing was lost on the way
        changed(settings, count)
        assert list(identities.same_number(omar)) == [samal]
        call_command("keys", "--seal")
        said = capsys.readouterr()
        assert "accounts: renewed with the secret of today: 3." in said.out
        assert "recognition: renewed with the secret of today: 2." in said.out
        assert "recognition: the earlier secret is still needed: 1." in said.err
        assert "backpack: renewed with the secret of today: 1." in said.out
        dropped(settings)
        assert list(identities.same_number(omar)) == [samal]
        assert [one.count for one in twins() if one.why == "number"] == [2]
        sealed, by_identity, unknown = kept["marks"]
        for row, number, same in (
            (sealed, NUMBER, True),
            (by_identity, OTHER, True),
            (unknown, THIRD, False),
        ):
            row.refresh_from_db()
            assert (row.mark == marks_of(number)[0]) is same
        assert unseal(Host.objects.get().sealed_secret, f"backpack.host:{HOST}") == "theirs"
        assert Question.objects.get().address_digest == links.address_digest("who@people.example")
    assert {one.sealed != "" for one in NationalMark.objects.filter(person__in=[omar])} == {True}
    assert NUMBER not in str(list(NationalMark.objects.values_list()) + list(Identity.objects.values_list()))


def test_what_nobody_has_in_the_clear_counts_while_the_earlier_secret_does(
    kept: dict[str, Any], settings: Any
) -> None:
    unknown, question = kept["marks"][2], kept["question"]
    subscription = Subscription(public_id=uuid.uuid4(), generation=2)
    today = shared(subscription)
    link = links.secret(question.public_id)
    changed(settings, 1)
    assert unknown.mark in marks_of(THIRD)
    assert kept["code"] in codes.digests("7Q4KM2XD9FTR4WZ8")
    assert kept["code"] != codes.digest("7Q4KM2XD9FTR4WZ8")
    assert (
        links.secret(question.public_id, question.digest) == link
    )  # a reminder holds the link that was sent
    assert question.address_digest in links.address_digests("who@people.example")
    assert shared(subscription)[2:] == today
    assert shared(subscription)[0] not in today
    dropped(settings)
    assert unknown.mark not in marks_of(THIRD)
    assert kept["code"] not in codes.digests("7Q4KM2XD9FTR4WZ8")
    assert shared(subscription)[0] not in today


def test_who_is_signed_in_stays_so_while_the_earlier_secret_counts(
    country: None, as_: Any, settings: Any
) -> None:
    browser: Client = as_("samal")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-" * 8, [settings.SECRET_KEY]
    assert browser.get(reverse("accounts:mine")).status_code == 200
    assert browser.get(reverse("accounts:mine")).status_code == 200
    stranger: Client = as_("omar")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a-third-one-" * 6, []
    assert stranger.get(reverse("accounts:mine")).status_code == 302


def test_what_no_secret_at_hand_opens_is_left_and_told(
    kept: dict[str, Any], settings: Any, capsys: Any
) -> None:
    changed(settings, 1)
    dropped(settings)
    call_command("keys", "--seal")
    assert "accounts: the earlier secret is still needed: 3." in capsys.readouterr().err
    with pytest.raises(Refused):
        identities.shown(kept["omar"])


def test_every_column_that_is_sealed_is_renewed_by_its_room() -> None:
    from django.apps import apps

    sealed = {
        model._meta.app_label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.name.startswith("sealed") or (field.name, model.__name__) == ("private", "Question")
    }
    assert sealed <= set(rotation._ROOMS), "join `rotation` in apps.py of the room"


def test_the_sealed_number_of_a_signature_opens_under_the_account_that_stays(
    kept: dict[str, Any], person: Any, at: datetime
) -> None:
    nurlan = person("nurlan")
    hand_over(kept["omar"], nurlan, at)
    row = NationalMark.objects.get(person=nurlan)
    assert unseal(row.sealed, sealed_name(nurlan)) == NUMBER
