"""Beginning a design."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tanym.apps.accounts.models import Person
from tanym.apps.audit.proving import prove
from tanym.apps.audit.queries import history
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.actions.draft import draft
from tanym.apps.qualifications.models import MicroQualification, Version
from tanym.apps.qualifications.queries import design_of, subject_of
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.qualifications.design import InvalidDocument, parse

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


def test_a_whole_document_becomes_a_draft_and_is_journalled(
    drafted: Version, document: dict[str, Any]
) -> None:
    assert drafted.stage == "draft"
    assert design_of(drafted) == parse(document)
    assert (drafted.level, drafted.credits, drafted.languages) == (6, 300, " kk ru ")
    assert [act.action for act in history(subject_of(drafted))] == ["qualifications.draft"]
    assert prove().fault is None


def test_a_title_in_one_language_is_enough(person: Find, at: datetime) -> None:
    titles = {"kk": "Дәнекерлеу қауіпсіздігі"}
    version = draft(actor=person("dana"), at=at, owner=organisation("kokzhar"), document={"titles": titles})
    assert version.micro_qualification.code == "danekerleu-qauipsizdigi"


def test_two_designs_of_one_title_get_two_codes(person: Find, at: datetime) -> None:
    codes = [
        draft(
            actor=person("dana"), at=at, owner=organisation("kokzhar"), document={"titles": {"en": "Tea"}}
        ).micro_qualification.code
        for _ in range(3)
    ]
    assert codes == ["tea", "tea-2", "tea-3"]


def test_a_code_of_its_own_is_given_once(
    person: Find, at: datetime, drafted: Version, document: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match=r"design.code-taken"):
        draft(actor=person("dana"), at=at, owner=organisation("kokzhar"), document=document)
    assert Version.objects.count() == 1


def test_without_a_title_nothing_begins(person: Find, at: datetime) -> None:
    with pytest.raises(InvalidValue, match=r"design.not-titled"):
        draft(actor=person("dana"), at=at, owner=organisation("kokzhar"), document={"titles": {"kk": "  "}})
    assert not MicroQualification.objects.exists()


def test_a_document_of_the_wrong_form_is_refused_with_its_place(person: Find, at: datetime) -> None:
    with pytest.raises(InvalidDocument) as refused:
        draft(
            actor=person("dana"),
            at=at,
            owner=organisation("kokzhar"),
            document={"titles": {"en": "Tea"}, "credits": "many"},
        )
    assert [fault.place for fault in refused.value.faults] == ["credits"]


def test_an_author_of_another_organisation_may_not(person: Find, at: datetime) -> None:
    with pytest.raises(NotPermitted):
        draft(
            actor=person("nurlan"), at=at, owner=organisation("kokzhar"), document={"titles": {"en": "Tea"}}
        )


def test_the_page_begins_a_design_and_leads_to_its_first_step(dana: Client) -> None:
    answer = dana.post("/en/designs/new/", {"title-en": "Bread baking", "owner": "kokzhar"})
    version = Version.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/en/designs/{version.public_id}/title/"


def test_the_page_asks_for_a_title_in_the_readers_language(dana: Client) -> None:
    answer = dana.post("/kk/designs/new/", {"title-kk": "", "owner": "kokzhar"})
    assert answer.status_code == 422
    assert "Кемінде бір тілде атау жазыңыз" in answer.content.decode()


def test_the_page_offers_no_organisation_that_is_not_the_authors(dana: Client) -> None:
    assert dana.post("/en/designs/new/", {"title-en": "Tea", "owner": "tobyl"}).status_code == 422
    assert not Version.objects.exists()


def test_a_learner_is_told_that_only_authors_design(as_: Callable[[str], Client]) -> None:
    assert as_("aigul").get("/ru/designs/new/").status_code == 403
