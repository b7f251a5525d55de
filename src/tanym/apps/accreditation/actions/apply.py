"""Send an application."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accreditation import notices
from tanym.apps.accreditation.checking import check_and_keep, guard_facts
from tanym.apps.accreditation.handling import kind_of, locked, permit_applicant, repeated, take
from tanym.apps.accreditation.kinds import OFFICE
from tanym.apps.accreditation.models import Application
from tanym.apps.accreditation.permissions import AT_APPLICANT
from tanym.apps.organisations.queries import members
from tanym.core.kernel.errors import InvalidValue, Refused


def apply(
    *, actor: Person, at: datetime, application: Application, revision: int | None = None
) -> Application:
    """Check by the rules in force, keep the report, and hand the application to the office.

    Raises `NotPermitted`, `InvalidValue("accreditation.no-scope")`, `Refused("accreditation.not-met")` for binding rules
    that are not met, `Refused("case.apply.documents-given")` with the documents, `Refused("changed-meanwhile")`.
    """
    on = timezone.localdate(at)
    permit_applicant(AT_APPLICANT, "apply", application, actor, on)
    with transaction.atomic():
        kept = locked(application)
        if repeated(kept, actor=actor, act="apply", revision=revision):
            return kept
        if not all(kept.scope.get(name) for name in kind_of(kept).scope[:1]):
            raise InvalidValue("accreditation.no-scope")
        report = check_and_keep(kept, at, on)
        if report.blocking:
            rules = ", ".join(one.rule for one in report.blocking)
            raise Refused("accreditation.not-met", count=len(report.blocking), rules=rules)
        kept.submitted_at = at
        moved = take(
            kept,
            actor=actor,
            at=at,
            step="apply",
            facts=guard_facts(kept, "apply", actor, on, report=report),
            details={"report": kept.report},
        )
        notices.announce(kept, moved, at=at)
        staff = {
            one.person_id: one.person for role in sorted(OFFICE) for one in members(kept.office, role, on)
        }
        notices.ask_to_act(kept, staff.values(), at=at, code="accreditation.letter.arrived")
        return kept
