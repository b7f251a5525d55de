"""Drafts of the sample country's illustrative pack, and forms read from pages as a browser reads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import organisation
from tanym.apps.workshop.actions.edit_entry import edit_entry
from tanym.apps.workshop.actions.open_draft import open_draft
from tanym.apps.workshop.models import DraftEntry, PackDraft
from tanym.core.rules.entries import Place

Find = Callable[[str], Person]
Fields = dict[str, Any]

LIMIT = Place("volume.toml", "value", "volume.highest-credits")


@pytest.fixture
def limit() -> Place:
    """Where the upper limit of credits stands."""
    return LIMIT


@pytest.fixture
def draft(person: Find, at: datetime) -> PackDraft:
    """A draft by Gulnar that says nothing new yet."""
    return open_draft(
        actor=person("gulnar"),
        at=at,
        owner=organisation("min-higher"),
        pack="kz-illustration",
        titles={"en": "Smaller micro-qualifications"},
        wished_since=date(2027, 3, 1),
    )


@pytest.fixture
def lowered(draft: PackDraft, person: Find, at: datetime) -> DraftEntry:
    """The same draft with an upper limit of eight credits from March 2027."""
    return edit_entry(
        actor=person("gulnar"),
        at=at,
        draft=draft,
        place=LIMIT,
        content=limits(8),
        revision=0,
        citation="illustration, largest volume [E]",
        reason="Eight are enough.",
    )


def limits(credits: int) -> dict[str, Any]:
    """The entry with a second dated line."""
    cites = ["illustration, largest volume [E]"]
    return {
        "dated": [
            {"since": date(2026, 2, 1), "value": 15, "cites": cites},
            {"since": date(2027, 3, 1), "value": credits, "cites": cites},
        ]
    }


@pytest.fixture
def content() -> Callable[[int], dict[str, Any]]:
    """The entry of the upper limit as a draft would have it."""
    return limits


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        name = given.get("name", "")
        if tag == "input" and name and given.get("type") == "checkbox":
            if "checked" in given:
                self.fields.setdefault(name, []).append(given["value"])
        elif tag == "input" and name:
            self.fields[name] = given.get("value", "")
        elif tag == "select":
            self.select = name
            self.fields.setdefault(name, [] if "multiple" in given else "")
        elif tag == "option" and "selected" in given:
            held = self.fields[self.select]
            self.fields[self.select] = [*held, given["value"]] if isinstance(held, list) else given["value"]
        elif tag == "textarea":
            self.area = name
            self.fields[name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area] += data


@pytest.fixture
def fields() -> Callable[[Any], Fields]:
    """What a browser would send back of the forms of a page."""

    def read(response: Any) -> Fields:
        html = response.content.decode()
        reader = _Reader()
        reader.feed(html[html.index("<main") : html.index("<footer")])
        return reader.fields

    return read
