"""Write down a visit, or a live assessment that was observed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation.handling import EXPERT, locked, note, permit_party, repeated, touch
from tanym.apps.accreditation.models import Application, Visit
from tanym.core.kernel.errors import InvalidValue, Refused


def record_visit(
    *,
    actor: Person,
    at: datetime,
    application: Application,
    kind: str,
    announced: bool,
    on: date,
    report: str,
    revision: int | None = None,
) -> Visit:
    """A visit on site (`site`) or an observed assessment (`assessment`), announced or not, with what was seen (rule PR-09).

    Raises `NotPermitted`, `InvalidValue("accreditation.visit-form")` for another kind, a day to come or an empty report,
    `Refused("accreditation.declare-first" | "changed-meanwhile")`.
    """
    today = timezone.localdate(at)
    with transaction.atomic():
        kept = locked(application)
        permit_party(kept, actor, EXPERT, today)
        if repeated(
            kept, actor=actor, act="record-visit", revision=revision, sent=(kind, announced, on, report)
        ):
            return kept.visits.latest("pk")
        if kind not in ("site", "assessment") or on > today or not report.strip():
            raise InvalidValue("accreditation.visit-form")
        seat = kept.seats.filter(expert=actor).first()
        if seat is None or seat.relation != "none":
            raise Refused("accreditation.declare-first")
        made = Visit.objects.create(
            application=kept,
            kind=kind,
            announced=announced,
            on=on,
            report=report.strip(),
            by=actor,
            at=at,
        )
        touch(kept, actor=actor, act="record-visit")
        note(
            kept,
            actor=actor,
            at=at,
            verb="record_visit",
            details={"kind": kind, "announced": announced, "on": on.isoformat()},
        )
        return made
