"""Write the partner's text, the text of the European Union and the common wording beside a paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Paragraph, SideBySide
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import lines, locked, note
from tanym.apps.consultation.queries import beside
from tanym.core.consultation.contribution import LONGEST_TEXT
from tanym.core.kernel.errors import InvalidValue, Refused

FIELDS = (
    "theirs",
    "theirs_language",
    "theirs_source",
    "european",
    "european_source",
    "together",
    "together_language",
)
LONGEST_SOURCE = 300
LONGEST_LANGUAGE = 10


def write_beside(
    *, actor: Person, at: datetime, paragraph: Paragraph, given: Mapping[str, str], revision: int
) -> SideBySide:
    """Keep what stands beside a paragraph; a text of another act names its source.

    Raises `NotPermitted`, `Refused("changed-meanwhile" | "consultation.closed")`,
    `InvalidValue("consultation.source-missing" | "consultation.text-too-long")`.
    """
    consultation = paragraph.consultation
    require("write_beside", actor, timezone.localdate(at), consultation)
    with transaction.atomic():
        of = locked(consultation, at)
        found = beside(paragraph)
        wanted = {name: lines(given.get(name, "")) for name in FIELDS}
        if found.revision != revision:
            if found.revision == revision + 1 and all(getattr(found, n) == v for n, v in wanted.items()):
                return found  # the same form sent twice
            raise Refused("changed-meanwhile")
        for name, text in wanted.items():
            most = LONGEST_SOURCE if name.endswith("_source") else LONGEST_TEXT
            most = LONGEST_LANGUAGE if name.endswith("_language") else most
            if len(text) > most:
                raise InvalidValue("consultation.text-too-long", most=most, given=len(text))
        if any(wanted[part] and not wanted[f"{part}_source"] for part in ("theirs", "european")):
            raise InvalidValue("consultation.source-missing")
        for name, text in wanted.items():
            setattr(found, name, text)
        found.revision, found.changed_by, found.changed_at = revision + 1, actor, at
        found.save()
        note(of, actor=actor, at=at, verb="write_beside", details={"paragraph": paragraph.key})
        return found
