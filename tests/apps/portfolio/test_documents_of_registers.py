"""A document of the official register is evidence without an upload, in the register's words, until it is annulled there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tanym.apps.accounts.actions.confirm_number import confirm_number
from tanym.apps.accounts.actions.give_number import give_number
from tanym.apps.accounts.holdings import erase
from tanym.apps.accounts.marked_numbers import read_marked
from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.portfolio.actions.change import change
from tanym.apps.portfolio.actions.claim_documents import claim_documents
from tanym.apps.portfolio.actions.end_document import end_document
from tanym.apps.portfolio.actions.remove import remove
from tanym.apps.portfolio.actions.take_in_document import take_in_document
from tanym.apps.portfolio.holdings import HOLDING
from tanym.apps.portfolio.models import Item, RegisterDocument
from tanym.apps.portfolio.registered import Registered, lapses
from tanym.apps.recognition.actions.put_evidence import put_evidence
from tanym.apps.recognition.queries import items_to_show
from tanym.core.kernel.errors import NotPermitted, Refused
from tests.apps.portfolio.conftest import SAMPLE
from tests.apps.recognition.conftest import Walk
from tests.apps.test_at_once import at_once

pytestmark = pytest.mark.django_db
IIN = "791028302728"
SAID = Registered(
    number="NQS-77",
    holder=read_marked(IIN),
    kind="qualification",
    code="ILL-2166-1",
    titles={"kk": "Деректер талдаушысы", "ru": "Аналитик данных"},
    skills=[],
    names={"passport": "SEIITOVA AIGUL"},
    centre="Қарағанды тану орталығы",
    decided_on=date(2026, 10, 1),
    issued_on=date(2026, 10, 5),
    valid_until=None,
)
Who = Callable[[str], Person]


def taken_in(who: Person, at: datetime) -> RegisterDocument | None:
    return take_in_document(
        actor=who,
        at=at,
        organisation=organisation("oner-centre"),
        said=SAID,
        source="imports.batch:1",
        digest="ab" * 32,
    )


def annulled(who: Person, at: datetime) -> bool:
    return end_document(
        actor=who,
        at=at,
        organisation=organisation("oner-centre"),
        number="NQS-77",
        on=date(2026, 11, 1),
        source="imports.batch:2",
        digest="cd" * 32,
    )


@pytest.fixture
def document(walk: Walk) -> Item:
    """Aigul's document of the register, in her portfolio."""
    aigul = walk.who("aigul")
    Person.objects.filter(pk=aigul.pk).update(birth_date=None)
    aigul.refresh_from_db()
    give_number(actor=aigul, at=walk.at, typed=IIN)
    confirm_number(at=walk.at, person=aigul, by="national-signature")
    assert taken_in(walk.who("madina"), walk.at) is not None
    return Item.objects.get(owner=aigul, register__number="NQS-77")


def test_a_decision_elsewhere_is_evidence_in_an_academic_case_without_an_upload(
    walk: Walk, document: Item, as_: Callable[[str], Client]
) -> None:
    assert document in items_to_show(walk.case)
    put_evidence(
        actor=walk.who("aigul"),
        at=walk.at,
        case=walk.case,
        revision=None,
        item=document,
        outcomes=walk.outcomes[:1],
    )
    (shown,) = walk.case.evidence.filter(kept=document)
    assert (shown.kind, shown.file, shown.provider) == ("certificate", None, SAID.centre)
    assert "NQS-77" in shown.text
    page = as_("aigul").get(reverse("recognition:case", args=[walk.case.public_id])).content.decode()
    assert "NQS-77" in page
    annulled(walk.who("madina"), walk.at)
    after = as_("aigul").get(reverse("recognition:case", args=[walk.case.public_id])).content.decode()
    assert 'data-outcome="no"' in after
    assert after.count('data-outcome="no"') > page.count('data-outcome="no"')


def test_its_words_are_the_registers(walk: Walk, document: Item, as_: Callable[[str], Client]) -> None:
    with pytest.raises(Refused, match=r"portfolio\.register-speaks"):
        change(actor=document.owner, at=walk.at, item=document, revision=document.revision, given=SAMPLE)
    page = as_("aigul").get(reverse("portfolio:item", args=[document.public_id])).content.decode()
    assert reverse("portfolio:change", args=[document.public_id]) not in page


def test_what_is_annulled_is_offered_nowhere_and_put_into_no_case(walk: Walk, document: Item) -> None:
    assert annulled(walk.who("madina"), walk.at)
    assert not annulled(walk.who("madina"), walk.at)
    document.refresh_from_db()
    assert document not in items_to_show(walk.case)
    with pytest.raises(Refused, match=r"award\.annulled"):
        put_evidence(actor=document.owner, at=walk.at, case=walk.case, revision=None, item=document)


def test_an_annulment_that_was_a_mistake_is_taken_back_by_whoever_brought_the_document_in(
    walk: Walk, document: Item, as_: Callable[[str], Client]
) -> None:
    annulled(walk.who("madina"), walk.at)
    held = RegisterDocument.objects.get()
    address = reverse("exams:restore", args=["oner-centre", held.public_id])
    assert as_("aigul").post(address).status_code == 404
    for _twice in range(2):
        assert as_("madina").post(address).status_code == 302
    held.refresh_from_db()
    assert held.annulled_on is None
    assert document in items_to_show(walk.case)


def test_what_its_owner_removed_comes_back_when_they_look_for_it(walk: Walk, document: Item) -> None:
    owner = document.owner
    remove(actor=owner, at=walk.at, item=document)
    assert claim_documents(actor=owner, at=walk.at) == 0
    assert Item.objects.get(owner=owner, register__isnull=False).title == SAID.titles[owner.language]


def test_it_is_taken_in_once_and_only_by_the_desk_of_a_centre(walk: Walk, document: Item) -> None:
    assert taken_in(walk.who("madina"), walk.at) is None
    for act in (taken_in, annulled):
        with pytest.raises(NotPermitted):
            act(walk.who("aigul"), walk.at)
    assert RegisterDocument.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_accounts_with_one_number_that_ask_at_once_one_gets_the_document(
    country: None, person: Who, at: datetime
) -> None:
    taken_in(person("madina"), at)
    both = [person("aigul"), person("samal")]
    for one in both:
        Person.objects.filter(pk=one.pk).update(birth_date=None)
        one.refresh_from_db()
        give_number(actor=one, at=at, typed=IIN)
        confirm_number(at=at, person=one, by="national-signature")
    done = at_once(*[lambda one=one: claim_documents(actor=one, at=at) for one in both])
    assert done.count(1) == 1
    assert Item.objects.filter(register__number="NQS-77").count() == 1


def test_whoever_has_their_data_erased_has_none_of_it_left(walk: Walk, document: Item) -> None:
    erase(HOLDING, document.owner, walk.at)
    assert not RegisterDocument.objects.exists()


def test_what_nobody_claims_is_kept_for_a_term_and_no_longer(
    country: None, person: Who, at: datetime
) -> None:
    taken_in(person("madina"), at)
    (waiting,) = lapses()
    assert (waiting.organisation, waiting.term) == ("oner-centre", "keep.undecided")
    assert waiting.erase(at) == 1
    assert not RegisterDocument.objects.exists()
