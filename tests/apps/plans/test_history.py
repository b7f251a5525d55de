"""The public history: comment → answer → change → action item → version in force → first decision, and back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.consultation.actions.answer import answer
from tanym.apps.consultation.actions.close import close
from tanym.apps.consultation.actions.comment import comment
from tanym.apps.consultation.actions.moderate import moderate
from tanym.apps.consultation.actions.open import open as open_it
from tanym.apps.consultation.models import Consultation
from tanym.apps.organisations.queries import organisation
from tanym.apps.plans.chain import chain, first_decision
from tanym.apps.policy.actions.check import check
from tanym.apps.qualifications.actions.draft import draft as draft_design
from tanym.apps.qualifications.queries import subject_of
from tanym.apps.workshop.actions.approve import approve
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.actions.submit import submit
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import base_files, entry_at
from tanym.core.consultation.contribution import Outcome, Said, Stance
from tanym.core.consultation.stakeholders import Category
from tanym.core.rules.entries import Place
from tests.apps.consultation.conftest import announcement
from tests.apps.plans.conftest import Office, page

pytestmark = pytest.mark.django_db

PLACE = Place("policy.toml", "value", "item.overdue-longest")


@pytest.fixture
def draft(country: None) -> PackDraft:
    """A draft of the governance pack that names one of its values in plainer words."""
    gulnar, at = find("gulnar"), timezone.localtime()
    made = open_draft(
        actor=gulnar, at=at, owner=organisation("min-higher"), pack="governance", titles={"en": "Plain words"}
    )
    content: Any = dict(entry_at(base_files(made), PLACE) or {})  # type: ignore[call-overload]
    content["words"] = {**content["words"], "en": "Most days without a report"}
    edit_entry(
        actor=gulnar,
        at=at,
        draft=made,
        place=PLACE,
        content=content,
        revision=0,
        citation="own-figures, days [E]",
        reason="Plainer words.",
    )
    made.refresh_from_db()
    return made


def put_in_force(draft: PackDraft) -> Consultation:
    """The draft discussed, answered, submitted and approved by a second person, from today on."""
    gulnar, at, today = find("gulnar"), timezone.localtime(), timezone.localdate()
    consultation = open_it(
        actor=gulnar,
        at=at,
        draft=draft,
        once=uuid4(),
        announcement=announcement(today),
    )
    said = comment(
        actor=find("erlan"),
        at=at,
        consultation=consultation,
        paragraph=consultation.paragraphs.get(key=PLACE.key),
        said=Said(stance=Stance.OPPOSE, text="Nobody <b>reads this</b>.", category=Category.EMPLOYER),
        language="en",
        once=uuid4(),
    )
    if said.state == "held":
        said = moderate(actor=gulnar, at=at, contribution=said, publish=True, revision=said.revision)
    answer(
        actor=gulnar,
        at=at,
        consultation=consultation,
        contributions=[(said, said.revision)],
        outcome=Outcome.ACCEPTED,
        reason="You are right.",
        language="en",
        once=uuid4(),
        entry=str(draft.entries.get().public_id),
    )
    consultation.refresh_from_db()
    close(
        actor=gulnar, at=at, consultation=consultation, revision=consultation.revision, early="All was said."
    )
    draft.refresh_from_db()
    draft = submit(actor=gulnar, at=at, draft=draft, wished_since=today)
    approve(actor=find("baurzhan"), at=at, draft=draft, since=today, reason={"en": "Agreed."})
    return consultation


def test_the_whole_way_is_walked_on_and_back(draft: PackDraft, person: Callable[[str], Person]) -> None:
    address = page("history", draft.public_id, "en")
    assert Client().get(address).status_code == 404  # nobody outside reads a draft before it is public
    put_in_force(draft)
    item = Office(person, timezone.localtime()).adopted(draft=str(draft.public_id))
    draft.refresh_from_db()
    found = chain(draft.public_id, find("samal"), timezone.localdate())
    said, reply, changed, version = (
        found.contributions[0],
        found.answers[0],
        found.changes[0],
        found.versions[0],
    )
    assert changed.answers == (reply,)
    assert found.items == (item,)
    assert version.digest == draft.digest
    shown = Client().get(address).content.decode()
    for anchor in (
        f"#a-{reply.public_id}",
        f"#c-{said.public_id}",
        f"#e-{reply.entry}",
        "#planned",
        "#in-force",
    ):
        assert f'href="{anchor}"' in shown, anchor
        assert f'id="{anchor[1:]}"' in shown, anchor
    assert "reads this" in shown
    assert "<b>reads this" not in shown
    assert "No decision has been taken under it yet." in shown
    assert page("item", item.public_id, "en") in shown
    its = Client().get(page("item", item.public_id, "en")).content.decode()
    assert address in its
    assert first_decision("0" * 64) is None
    decided = _decided(timezone.localtime())
    found_later = first_decision(draft.digest)
    assert found_later is not None
    assert (found_later.action, found_later.at) == ("qualifications.approve", decided)
    assert "approved and published" in Client().get(address).content.decode()


def test_a_design_that_went_back_to_its_author_is_not_named(
    person: Callable[[str], Person],
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    at, today = timezone.localtime(), timezone.localdate()
    document = {"titles": {"en": "Not yet public"}}
    design = draft_design(actor=person("dana"), at=at, owner=organisation("kokzhar"), document=document)
    subject = subject_of(design)
    for minute in range(9):  # of other things, before it
        check(
            at=at + minute * timedelta(minutes=1),
            on=today,
            subject="design",
            facts={},
            of=f"{subject}{minute}",
        )
    back = at + timedelta(hours=1)
    report = check(at=back, on=today, subject="design", facts={}, of=subject)[0]
    journal(actor=None, at=back, action="qualifications.return_with_remarks", subject=subject)
    digest = next(iter(report.bundles.values_list("digest", flat=True)))
    with django_assert_max_num_queries(4):
        found = first_decision(digest)
    assert found is not None
    assert (found.action, found.code) == ("qualifications.return_with_remarks", "")


def _decided(at: datetime) -> datetime:
    """A design submitted and, a minute later, approved by the rules of today: only the second is a decision.

    Nothing has changed in between, so both were checked by one report.
    """
    subject = f"qualifications.version:{uuid4()}"
    for number, action in enumerate(("qualifications.submit", "qualifications.approve")):
        moment = at + number * timedelta(minutes=1)
        report = check(at=moment, on=timezone.localdate(), subject="design", facts={}, of=subject)[0]
        journal(actor=None, at=moment, action=action, subject=subject, details={"report": report.digest})
    assert report.made_at == at
    return at + timedelta(minutes=1)


def test_empty_links_say_so(draft: PackDraft) -> None:
    gulnar = Client()
    gulnar.force_login(find("gulnar"))
    shown = gulnar.get(page("history", draft.public_id, "en")).content.decode()
    for sentence in (
        "No contribution has led to a change of this draft.",
        "No answer names a change of this draft.",
        "No adopted action plan has an item for it.",
        "The draft is not in force.",
        "No decision has been taken under it yet.",
    ):
        assert sentence in shown
    assert gulnar.get(page("history", uuid4(), "en")).status_code == 404
