"""A source that a draft calls read is read by somebody: asked at release, too, where files came from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.workshop.actions.bring_in import bring_in
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.checking import readers_missing
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.apps.workshop.queries import draft_files, draft_pack
from tanym.core.rules.entries import Place, with_entries

pytestmark = pytest.mark.django_db
Find = Callable[[str], Person]


@pytest.fixture
def read(content: Callable[[int], dict[str, Any]]) -> dict[str, Any]:
    """The limit with a line that rests on the same source, now said to be read."""
    entry = content(8)
    entry["dated"][1]["cites"] = ["illustration, largest volume [V]"]
    return entry


def test_a_draft_that_came_from_elsewhere_names_who_read(
    draft: PackDraft, limit: Place, read: Any, person: Find, at: datetime
) -> None:
    files = with_entries(draft_files(draft), {limit: read})
    bring_in(
        actor=person("gulnar"),
        at=at,
        draft=draft,
        files=files,
        citation="own [O]",
        reason="Worked on at home.",
    )
    (fault,) = readers_missing(draft, draft_pack(draft))
    assert (fault.code, fault.place) == (
        "draft.who-read",
        f"{draft.pack}: volume.toml value volume.highest-credits",
    )
    assert fault.details == {"sources": "illustration"}
    edit_entry(
        actor=person("gulnar"),
        at=at,
        draft=draft,
        place=limit,
        content=read,
        revision=DraftEntry.objects.get(draft=draft, key=limit.key).revision,
        citation="own [O]",
        reason="Worked on at home.",
        read_by="Gulnar",
        read_on=date(2026, 3, 1),
    )
    assert readers_missing(draft, draft_pack(draft)) == ()


def test_nobody_is_asked_where_nothing_was_raised(lowered: DraftEntry) -> None:
    assert readers_missing(lowered.draft, draft_pack(lowered.draft)) == ()
