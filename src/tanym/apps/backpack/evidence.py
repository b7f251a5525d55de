"""A document that somebody brought in, as a piece of evidence in their portfolio."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.backpack.models import ImportedCredential
from tanym.apps.backpack.transcripts import ELMO
from tanym.apps.portfolio.actions.hide import hide
from tanym.apps.portfolio.actions.keep import keep
from tanym.apps.portfolio.actions.remove import remove
from tanym.apps.portfolio.given import LONGEST, LONGEST_TEXT, Given
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.queries import with_bytes
from tanym.apps.portfolio.removing import holding
from tanym.apps.recognition.signatures import SHOWN
from tanym.core.kernel.localized import choose
from tanym.core.recognition.evidence import EvidenceKind

_HOURS = re.compile(r"PT(\d{1,4})H(?:(\d{1,2})M)?")


def keep_as_item(credential: ImportedCredential, *, actor: Person, at: datetime) -> Item:
    """The item of the person's portfolio that refers to the same stored file; there already: as it is."""
    says = credential.says
    can = [_text(one, actor) for one in says["can"]] or [_text(says["about"], actor), says["criteria"]]
    given = Given(
        kind=EvidenceKind.TRANSCRIPT if credential.format == ELMO else EvidenceKind.SIGNED_CREDENTIAL,
        title=_text(says["title"], actor)[:LONGEST] or credential.file.name,
        provider=_text(says["issuer"], actor)[:LONGEST],
        dated=_day(says["on"], at),
        minutes=_minutes(says["workload"]),
        text="\n".join(one for one in can if one)[:LONGEST_TEXT],
    )
    checked = {one["name"]: one["outcome"] for one in credential.checks if one["name"] in SHOWN}
    return keep(actor=actor, at=at, given=given, stored=credential.file, checked=checked)


def let_go_of_item(digest: str, *, actor: Person, at: datetime) -> None:
    """The item with these bytes leaves the portfolio; where a case relies on it, it stays and is offered no more."""
    item = with_bytes(actor, digest)
    if item is None:
        return
    if holding(item):
        hide(actor=actor, at=at, item=item, hidden=True)
    else:
        remove(actor=actor, at=at, item=item)


def _text(texts: Mapping[str, str], reader: Person) -> str:
    return choose(texts, reader.language)[0]


def _day(written: str, at: datetime) -> date | None:
    """The day of the document; one that is still to come is none that evidence could have."""
    day = date.fromisoformat(written) if written else None
    return day if day and day <= timezone.localdate(at) else None


def _minutes(workload: str) -> int | None:
    found = _HOURS.fullmatch(workload)
    return int(found[1]) * 60 + int(found[2] or 0) if found else None
