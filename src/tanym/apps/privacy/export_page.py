"""The page of an export that anybody can read in a browser: everything in it, room by room, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day
from tanym.apps.privacy.plain_rows import Kept
from tanym.apps.privacy.read_rows import read
from tanym.apps.privacy.showing import name_of


def page(
    person: Person, language: str, found: Mapping[str, Kept], names: Mapping[str, str], at: datetime
) -> str:
    """The page as one text of HTML without scripts; `names` are the files of the archive by their identifiers."""
    rooms = [
        {
            "name": name_of(f"room.{room}", language),
            "file": f"data/{room}.json",
            "tables": [
                {
                    "name": name_of(f"{room}.{table}", language),
                    "rows": [read(row, language) for row in rows],
                }
                for table, rows in held.tables.items()
            ],
        }
        for room, held in found.items()
    ]
    with override(language):
        return render_to_string(
            "privacy/export_page.html",
            {
                "language": language,
                "name": person.name(language),
                "on": day(timezone.localdate(at), language),
                "rooms": rooms,
                "later": any(held.later for held in found.values()),
                "files": [name for name in names.values() if name],
            },
        )
