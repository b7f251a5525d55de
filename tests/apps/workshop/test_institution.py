"""An institution writes its own rules: on its own pack, or its first one; nobody else is bound by them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Membership
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.queries import stack, versions
from tanym.apps.workshop.actions.approve import approve
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.actions.submit import submit
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import draft_files
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.rules.entries import Place, entries

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]
TERM = "academic.decide-within"


def shortened(draft: PackDraft, author: Person, at: datetime, source: str) -> None:
    """Ten working days for a decision, from today on, by the institution's own decision."""
    place = Place("values.toml", "value", TERM)
    kept = entries(draft_files(draft)).get(place, {"dated": []})
    line = {"since": at.date(), "value": "10 working-day", "cites": [f"{source}, item 9 [O]"]}
    edit_entry(
        actor=author,
        at=at,
        draft=draft,
        place=place,
        content={"dated": [*kept["dated"], line]},
        citation=f"{source}, item 9 [O]",
        reason="Claimants wait too long.",
        revision=0,
    )


def test_a_university_shortens_its_own_term_and_binds_nobody_else(person: Find, at: datetime) -> None:
    symbat, kanat = person("symbat"), person("kanat")
    draft = open_draft(
        actor=symbat, at=at, owner=organisation("sayram"), pack="sayram", titles={"en": "A shorter term"}
    )
    shortened(draft, symbat, at, "sayram-council-4")
    draft.refresh_from_db()
    submit(actor=symbat, at=at, draft=draft)
    draft.refresh_from_db()
    with pytest.raises((NotPermitted, Refused)):
        approve(actor=symbat, at=at, draft=draft, since=at.date(), reason={"en": "Mine."})
    with pytest.raises(NotPermitted):  # the ministry does not approve a university's own rules
        approve(actor=person("baurzhan"), at=at, draft=draft, since=at.date(), reason={"en": "Agreed."})
    approve(actor=kanat, at=at, draft=draft, since=at.date(), reason={"en": "Agreed."})
    assert str(stack(at.date(), "sayram").value(TERM)) == "10 working-day"
    assert str(stack(at.date(), "kokzhar").value(TERM)) == "15 working-day"
    assert stack(at.date()).value(TERM) is None
    assert [row.institution for row in versions("sayram")] == ["sayram", "sayram"]


def test_nobody_opens_the_rules_of_another_body(person: Find, at: datetime) -> None:
    for actor, owner, pack in (
        ("symbat", "sayram", "kz"),
        ("symbat", "sayram", "kokzhar"),
        ("symbat", "kokzhar", "kokzhar"),
        ("gulnar", "min-higher", "sayram"),
    ):
        with pytest.raises(NotPermitted):
            open_draft(
                actor=person(actor), at=at, owner=organisation(owner), pack=pack, titles={"en": "Not mine"}
            )


def test_a_college_begins_its_first_rules_from_nothing(person: Find, at: datetime) -> None:
    nurlan = person("nurlan")
    Membership.objects.create(
        person=nurlan, organisation=organisation("tobyl"), role="policy-author", since=date(2026, 1, 1)
    )
    draft = open_draft(
        actor=nurlan, at=at, owner=organisation("tobyl"), pack="tobyl", titles={"en": "Our first rules"}
    )
    source = Place("sources.toml", "source", "tobyl-council-1")
    words = dict.fromkeys(("kk", "ru"), "Педагогикалық кеңестің № 1 хаттамасы")
    edit_entry(
        actor=nurlan,
        at=at,
        draft=draft,
        place=source,
        content={"kind": "own-decision", "title": "Council, minutes 1", "words": words, "date": at.date()},
        citation="tobyl-council-1, whole [O]",
        reason="Our decision.",
        revision=0,
    )
    shortened(draft, nurlan, at, "tobyl-council-1")
    draft.refresh_from_db()
    submit(actor=nurlan, at=at, draft=draft)
    draft.refresh_from_db()
    assert draft.state == PackDraft.State.CHECKED
