"""Prepare the decision: result, reasons, scope and conditions, for another person to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.handling import (
    kind_of,
    locked,
    note,
    permit_office,
    repeated,
    steps,
    touch,
)
from tanym.apps.accreditation.models import Application, Condition, Decision
from tanym.apps.accreditation.permissions import AT_OFFICE
from tanym.core.kernel.errors import InvalidValue, Refused

PREPARED_BY = frozenset({"put-to-committee", "ask-for-consent", "deny"})
"""Steps that hand on a prepared decision."""


def prepare(
    *,
    actor: Person,
    at: datetime,
    application: Application,
    result: str,
    reasons: str,
    scope: Mapping[str, list[Any]] | None = None,
    conditions: Sequence[tuple[str, date]] = (),
    minutes: str = "",
    revision: int | None = None,
) -> Decision:
    """Keep the draft of the decision. Each condition has a text and a due day; the office confirms that it is fulfilled.

    The scope is never wider than what was asked for. Raises `NotPermitted`, `InvalidValue("accreditation.no-result" |
    "accreditation.scope-wider" | "accreditation.condition")`, `Refused("case.not-now" | "changed-meanwhile")`.
    """
    on = timezone.localdate(at)
    permit_office(AT_OFFICE, "prepare", application, actor, on)
    with transaction.atomic():
        kept = locked(application)
        sent = (result, reasons, sorted((scope or {}).items()), tuple(conditions), minutes)
        if repeated(kept, actor=actor, act="prepare", revision=revision, sent=sent):
            return kept.decision
        if not PREPARED_BY & {row.do for row in steps(kept, actor, on)}:
            raise Refused("case.not-now", step="prepare", stage=kept.stage)
        if result not in ("recognise", "refuse"):
            raise InvalidValue("accreditation.no-result")
        given = _within(kept, scope)
        if any(not text.strip() or due <= on for text, due in conditions):
            raise InvalidValue("accreditation.condition")
        made, _new = Decision.objects.update_or_create(
            application=kept,
            defaults={
                "result": result,
                "reasons": reasons.strip(),
                "scope": given,
                "minutes": minutes.strip(),
                "prepared_by": actor,
                "prepared_at": at,
            },
        )
        kept.conditions.all().delete()
        if result == "recognise":
            for text, due in conditions:
                Condition.objects.create(application=kept, text=text.strip(), due_on=due)
        touch(kept, actor=actor, act="prepare")
        note(
            kept,
            actor=actor,
            at=at,
            verb="prepare",
            details={"result": result, "conditions": len(conditions)},
        )
        return made


def _within(kept: Application, scope: Mapping[str, list[Any]] | None) -> dict[str, list[Any]]:
    asked = {name: list(kept.scope.get(name) or ()) for name in kind_of(kept).scope}
    if scope is None:
        return asked
    given = {name: list(scope.get(name) or ()) for name in asked}
    if any(asked[name] and not set(given[name]) <= set(asked[name]) for name in asked):
        raise InvalidValue("accreditation.scope-wider")
    first = kind_of(kept).scope[0]
    if asked[first] and not given[first]:
        raise InvalidValue("accreditation.no-scope")
    return {name: given[name] or asked[name] for name in asked}
