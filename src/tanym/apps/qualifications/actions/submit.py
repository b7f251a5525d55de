"""Submit a design for approval."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.actions.check import check
from tanym.apps.qualifications import approval, notices, reviewing
from tanym.apps.qualifications.drafting import locked, repeated
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_OWNER, about
from tanym.apps.qualifications.queries import design_of, facts_of, subject_of
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.qualifications.review import route_data


def submit(*, actor: Person, at: datetime, version: Version, revision: int | None = None) -> Version:
    """Check the design by the rules in force, keep the report, and hand the design to the reviewer.

    A blocking rule that is not met refuses (`Refused("design.not-met")` with the rules); what is undecided goes to the
    reviewer. Raises `NotPermitted`, `Refused("changed-meanwhile" | "case.not-now")`.
    """
    on = timezone.localdate(at)
    owner = version.micro_qualification.owner
    permit(AT_OWNER, "submit", actor, on, at=owner, about=about(version))
    with transaction.atomic():
        kept = locked(version)
        if repeated(kept, actor=actor, act="submit", revision=revision):
            return kept
        facts = facts_of(kept, design_of(kept), on)
        report, found = check(
            at=at, on=on, subject="design", facts=facts, of=subject_of(kept), institution=owner.code
        )
        if found.blocking and approval.with_author(kept):
            rules = ", ".join(one.rule for one in found.blocking)
            raise Refused("design.not-met", count=len(found.blocking), rules=rules)
        moved = approval.take(
            kept,
            actor=actor,
            at=at,
            step="submit",
            party=approval.AUTHOR,
            facts=CaseFacts(checked=approval.checked(found)),
        )
        approval.put(kept, moved.state, at=at)
        kept.report, kept.submitted_at, kept.submitted_by = report.digest, at, actor
        kept.round += 1
        kept.route, kept.taken_by = route_data(reviewing.way_of_submission(kept)), None
        kept.judgements.all().delete()  # they were made of the design as it was; the journal keeps them
        kept.revision += 1
        kept.save()
        journal(
            actor=actor,
            at=at,
            action="qualifications.submit",
            subject=subject_of(kept),
            details={"report": report.digest, "document": kept.digest},
        )
        notices.tell(kept, moved, at=at)
        return kept
