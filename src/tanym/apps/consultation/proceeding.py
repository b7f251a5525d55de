"""What every act of a consultation does: lock, see whether it was sent twice, note it in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.consultation.models import Consultation
from tanym.core.consultation.contribution import Said
from tanym.core.consultation.period import require_unclosed
from tanym.core.kernel.errors import InvalidValue, Refused


def locked(of: Consultation, at: datetime | None = None) -> Consultation:
    """The consultation as it is now, under lock; with `at`, not one that is closed (`consultation.closed`)."""
    found = Consultation.objects.select_for_update(no_key=True).get(pk=of.pk)
    if at is not None:
        require_unclosed(found.stage(timezone.localdate(at)))
    return found


def current(row: Any, revision: int) -> Any:
    """The row as it is now, under lock. Raises `Refused("changed-meanwhile")` unless it is what the actor saw."""
    found = type(row).objects.select_for_update(no_key=True).get(pk=row.pk)
    if found.revision != revision:
        raise Refused("changed-meanwhile")
    return found


def made_before(rows: Any, once: UUID, **same: Any) -> Any:
    """What an earlier sending of the same form has made; None for the first. A key of somebody else's form is refused."""
    found = rows.filter(once=once).first()
    if found is not None and any(getattr(found, name) != value for name, value in same.items()):
        raise InvalidValue("form.revision")
    return found


def following(rows: Any) -> int:
    """The number of the next one in a list that begins with one."""
    last = rows.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def note(
    of: Consultation,
    *,
    actor: Person | None,
    at: datetime,
    verb: str,
    subject: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Journal an act; `subject` is `thing:id` where it is not the consultation itself."""
    journal(
        actor=actor,
        at=at,
        action=f"consultation.{verb}",
        subject=f"consultation.{subject or f'consultation:{of.public_id}'}",
        details={"consultation": str(of.public_id), **(details or {})},
    )


def fields_of(said: Said) -> dict[str, str]:
    """What a contributor says, as a contribution keeps it."""
    return {
        "category": said.category,
        "organisation": said.organisation.strip(),
        "stance": said.stance,
        "text": lines(said.text),
        "wording": lines(said.wording),
        "address": said.address.strip(),
    }


def clean(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts by language without empty ones and with lines as they are kept."""
    return {language: one for language, text in texts.items() if (one := lines(text))}


def lines(text: str) -> str:
    """A text as it is kept: one kind of line end, nothing around it."""
    return text.replace("\r\n", "\n").strip()
