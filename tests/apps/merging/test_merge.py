"""After a merge no row anywhere is about the account that went; whatever was done stays done by whoever did it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.accounts.holdings import holdings, rows
from tanym.apps.accounts.identities import shown
from tanym.apps.accounts.models import Identity, Person
from tanym.apps.accounts.words import catalogue
from tanym.apps.audit.models import Act
from tanym.apps.audit.proving import prove as prove_journal
from tanym.apps.credentials.models import Credential, StatusPlace
from tanym.apps.merging.actions.follow_up import follow_up
from tanym.apps.merging.actions.merge import merge
from tanym.apps.merging.queries import in_the_way, what_moves
from tanym.apps.organisations.models import Membership
from tanym.apps.portfolio.holdings import ALIKE
from tanym.apps.portfolio.models import Item
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.models import RecognitionCase, Seat
from tanym.core.kernel.errors import Refused
from tanym.core.recognition.merging import Obstacle
from tests.apps.recognition.conftest import CERTIFICATE

pytestmark = pytest.mark.django_db

APART = {"audit.Act", "accounts.Person", "letters.Message"}
"""The journal keeps who acted; the account itself leads to the other one; a message is to an address, not to an account."""


def named(person: Person) -> set[str]:
    """The tables that still hold something about a person."""
    return {
        f"{holding.room}.{own.model}"
        for holding in holdings()
        for own in holding.own
        if rows(holding, own, person).exists()
    } - APART


def test_whoever_it_is_no_row_is_about_the_account_that_went(
    designs: None, twin: Any, walk: Any, at: Any
) -> None:
    walk.submitted()
    held: set[str] = set()
    for source in Person.objects.exclude(hint={}).order_by("pk"):
        Membership.objects.filter(person=source).update(until=date(2026, 11, 1))
        held |= named(source)
        target = twin(source)
        with transaction.atomic():
            merge(actor=target, at=walk.at, source=source)
            assert named(source) == set()
            source.refresh_from_db()
            assert (source.is_active, source.merged_into) == (False, target)
    assert {"recognition.RecognitionCase", "organisations.Membership", "letters.Letter"} <= held
    assert prove_journal().fault is None


def test_a_case_goes_on_under_the_account_that_stays(walk: Any, twin: Any) -> None:
    walk.submitted()
    aigul, target = walk.who("aigul"), None
    target = twin(aigul)
    before = list(Act.objects.filter(actor=str(aigul.public_id)).values_list("number", "digest"))
    merge(actor=target, at=walk.at, source=aigul)
    walk.renew()
    walk.accepted()
    assert (walk.case.stage, walk.case.claimant) == ("mapping", target)
    assert str(aigul.public_id) not in str(walk.case.case)
    assert list(Act.objects.filter(actor=str(aigul.public_id)).values_list("number", "digest")) == before
    link = Act.objects.get(action="merging.merge")
    assert link.details["from"] == str(aigul.public_id)
    assert link.actor == str(target.public_id)
    assert prove_journal().fault is None


def test_a_document_stays_valid_letter_for_letter(issued: Credential, twin: Any, at: Any) -> None:
    holder = issued.holder
    content = {f.name: getattr(issued, f.name) for f in Credential._meta.concrete_fields}
    places = list(StatusPlace.objects.values_list())
    merge(actor=(target := twin(holder)), at=at, source=holder)
    issued.refresh_from_db()
    assert issued.holder == target
    changed = {name for name, was in content.items() if getattr(issued, name) != was}
    assert changed <= {"holder", "revision"}
    assert list(StatusPlace.objects.values_list()) == places


def test_what_was_merged_once_is_merged_no_more(walk: Any, twin: Any) -> None:
    aigul = walk.who("aigul")
    first, second = twin(aigul), twin(aigul)
    merge(actor=first, at=walk.at, source=aigul)
    for actor, source in ((second, aigul), (aigul, second), (first, first)):
        with pytest.raises(Refused, match=r"merging\.closed"):
            merge(actor=actor, at=walk.at, source=source)
    merge(actor=second, at=walk.at, source=first)
    aigul.refresh_from_db()
    assert aigul.merged_into == second


def test_nobody_becomes_the_judge_of_their_own_case(walk: Any) -> None:
    walk.to("commission").seated()
    aigul = walk.who("aigul")
    for name in ("timur", "aliya", "bolat", "saule"):
        judge = walk.who(name)
        Membership.objects.filter(person=judge).update(until=date(2026, 11, 1))
        judge.name_passport = aigul.name_passport
        judge.save()
        for source, target in ((judge, aigul), (aigul, judge)):
            assert Obstacle.OWN_JUDGE in in_the_way(source, target, walk.at.date())
            with pytest.raises(Refused, match=r"merging\.obstacle"):
                merge(actor=target, at=walk.at, source=source)
    assert Seat.objects.filter(person=walk.who("bolat")).exists()
    assert RecognitionCase.objects.get().claimant == aigul


def test_a_role_that_is_held_keeps_an_account_and_may_stay_in_the_other(walk: Any, twin: Any) -> None:
    omar = walk.who("omar")
    other = twin(omar)
    with pytest.raises(Refused, match=r"holds-role"):
        merge(actor=other, at=walk.at, source=omar)
    merge(actor=omar, at=walk.at, source=other)


def test_who_asks_for_the_same_twice_waits_for_one_of_the_answers(
    walk: Any, twin: Any, discipline: Any
) -> None:
    walk.submitted()
    aigul = walk.who("aigul")
    other = twin(aigul)
    other.birth_date = aigul.birth_date
    other.save()
    second = type(walk)(apply(actor=other, at=walk.at, discipline=discipline), walk.at)
    assert in_the_way(other, aigul, walk.at.date()) == ()  # a draft asks for nothing yet
    RecognitionCase.objects.filter(pk=second.case.pk).update(submitted_at=walk.at)
    assert in_the_way(other, aigul, walk.at.date()) == (Obstacle.BOTH_ASK,)


def test_evidence_with_the_same_content_is_kept_once_and_shown_where_it_was(
    walk: Any, twin: Any, discipline: Any
) -> None:
    aigul = walk.who("aigul")
    other = twin(aigul)
    theirs = apply(actor=other, at=walk.at, discipline=discipline)
    for case, person in ((walk.case, aigul), (theirs, other)):
        add_evidence(actor=person, at=walk.at, case=case, given=CERTIFICATE, revision=case.revision)
    Item.objects.update(digest="a" * 64)
    kept = Item.objects.get(owner=aigul)
    merge(actor=aigul, at=walk.at, source=other)
    assert list(Item.objects.all()) == [kept]
    assert kept.shown_in.count() == 2


def test_what_both_accounts_say_word_for_word_is_kept_once(walk: Any, twin: Any) -> None:
    aigul = walk.who("aigul")
    walk.act(add_evidence, "aigul", given=CERTIFICATE, outcomes=walk.outcomes[:1])
    other, kept = twin(aigul), Item.objects.get(owner=aigul)
    Item.objects.create(
        owner=other,
        kept_at=walk.at,
        changed_at=walk.at,
        **{name: getattr(kept, name) for name in ALIKE},
    )
    merge(actor=aigul, at=walk.at, source=other)
    assert list(Item.objects.filter(owner=aigul)) == [kept]
    Item.objects.create(
        owner=twin(aigul), title="Another", kind=kept.kind, kept_at=walk.at, changed_at=walk.at
    )
    merge(actor=aigul, at=walk.at, source=Item.objects.get(title="Another").owner)
    assert Item.objects.filter(owner=aigul).count() == 2


def test_the_number_comes_over_and_two_numbers_are_two_people(walk: Any, twin: Any) -> None:
    samal = walk.who("samal")
    samal.birth_date = None
    samal.save()
    other = twin(samal)
    give_number(actor=other, at=walk.at, typed="791028302728")
    give_number(actor=samal, at=walk.at, typed="061211600012")
    with pytest.raises(Refused, match=r"other-number"):
        merge(actor=samal, at=walk.at, source=other)
    Identity.objects.filter(person=samal).delete()
    merge(actor=samal, at=walk.at, source=other)
    assert shown(samal).masked.endswith("2728")


def test_an_address_comes_over_where_the_other_account_has_none(walk: Any, twin: Any) -> None:
    aigul = walk.who("aigul")
    first, second = twin(aigul), twin(aigul)
    merge(actor=first, at=walk.at, source=aigul)
    first.refresh_from_db()
    assert first.email == aigul.email != ""
    second.email = "another@people.example"
    second.save()
    merge(actor=first, at=walk.at, source=second)
    first.refresh_from_db()
    assert first.email == aigul.email


def test_what_comes_over_is_called_by_name_the_weightiest_first(walk: Any, twin: Any) -> None:
    walk.submitted()
    codes = [code for code, _count in what_moves(walk.who("aigul"))]
    assert codes[0] == "merging.room.recognition"
    assert codes[-1] == "merging.room.letters"
    assert not [code for code in codes if code not in catalogue()]


def test_what_cannot_change_hands_undoes_everything(walk: Any, twin: Any, monkeypatch: Any) -> None:
    walk.submitted()
    aigul = walk.who("aigul")
    monkeypatch.setattr("tanym.apps.merging.actions.merge.hand_over", lambda *_: {})
    with pytest.raises(Refused, match=r"merging\.not-whole"):
        merge(actor=twin(aigul), at=walk.at, source=aigul)
    aigul.refresh_from_db()
    assert aigul.is_active
    assert not Act.objects.filter(action="merging.merge").exists()


def test_what_came_in_that_very_moment_follows(walk: Any, twin: Any, discipline: Any) -> None:
    aigul = walk.who("aigul")
    target = twin(aigul)
    merge(actor=target, at=walk.at, source=aigul)
    late = apply(actor=aigul, at=walk.at, discipline=discipline)
    assert follow_up(at=walk.at) >= 1
    late.refresh_from_db()
    assert late.claimant == target
    assert follow_up(at=walk.at) == 0


def test_a_page_that_is_still_open_in_the_account_that_went_asks_to_sign_in(
    walk: Any, twin: Any, as_: Any
) -> None:
    browser = as_("aigul")
    merge(actor=twin(walk.who("aigul")), at=walk.at, source=walk.who("aigul"))
    assert browser.get(reverse("records:home")).status_code == 302
    assert Client().get(reverse("records:home")).status_code == 302
