"""Where plans and items come from and lead, and what was changed in them, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from tanym.apps.accounts.words import say
from tanym.apps.consultation.models import Consultation, Recommendation
from tanym.apps.consultation.queries import consultation, recommendation
from tanym.apps.plans.models import ActionItem, ActionPlan, ItemChange
from tanym.apps.policy.models import InForce
from tanym.apps.policy.queries import versions
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import readable
from tanym.core.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Links:
    """What stands before and after in the public history; None where nothing is linked, or not for this reader."""

    consultation: Consultation | None = None
    recommendation: Recommendation | None = None
    draft: PackDraft | None = None
    versions: tuple[InForce, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change after adoption: which fields, and the days before and after where a day was moved."""

    change: ItemChange
    fields: tuple[str, ...]
    deadline: tuple[date | None, date | None] | None


def links_of(thing: ActionPlan | ActionItem, reader: Any, on: date) -> Links:
    """The links of a plan or an item."""
    if isinstance(thing, ActionPlan):
        return Links(consultation=_found(consultation, thing.consultation))
    advised = _found(recommendation, thing.recommendation)
    name = thing.draft or (advised.consultation.draft if advised else "")
    draft = _found(lambda one: readable(one, reader, on), name)
    rows = versions(draft.pack) if draft else []
    return Links(
        consultation=advised.consultation if advised else None,
        recommendation=advised,
        draft=draft,
        versions=tuple(row for row in rows if row.draft == str(draft.public_id)) if draft else (),
    )


def changes(item: ActionItem) -> list[ShownChange]:
    """What was changed since the plan was adopted, the latest first."""
    language = get_language() or "kk"
    return [
        ShownChange(
            one,
            tuple(say(f"plans.field.{name}", language) for name in one.after),
            (_day(one.before["deadline"]), _day(one.after["deadline"])) if "deadline" in one.after else None,
        )
        for one in item.changes.select_related("by")
    ]


def _found(find: Any, name: str) -> Any:
    if not name:
        return None
    try:
        return find(name)
    except NotFound:
        return None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
