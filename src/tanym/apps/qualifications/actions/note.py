"""Keep what a reviewer has written so far: remarks, and decisions where the rules could not decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.queries import reopened, report
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.drafting import locked
from tanym.apps.qualifications.models import Judgement, Remark, Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.queries import subject_of
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.rules import Outcome

Decision = tuple[str, str]
"""Outcome (met, not-met) and the reason."""


def note(
    *,
    actor: Person,
    at: datetime,
    version: Version,
    remarks: Mapping[str, str],
    decisions: Mapping[str, Decision] | None = None,
    revision: int | None = None,
) -> Version:
    """Keep remarks by what they are about (a blank one is taken away) and decisions by rule.

    The author reads none of it before the design is returned. Raises `InvalidValue("design.no-reason")`,
    `Refused("design.not-undecided")` for a rule that answers itself, `Refused("case.not-now")` outside the review.
    """
    permit(AT_CENTRE, "note", actor, timezone.localdate(at), at=organisation(approval.centre()))
    with transaction.atomic():
        kept = locked(version, revision)
        if approval.stage_of(kept).waits_for != approval.REVIEWER:
            raise Refused("case.not-now", step="note", stage=kept.stage)
        _remarks(kept, actor, at, remarks)
        changed = _decisions(kept, actor, at, decisions or {})
        for rule, (outcome, reason) in changed.items():
            journal(
                actor=actor,
                at=at,
                action="qualifications.note",
                subject=subject_of(kept),
                details={"rule": rule, "outcome": outcome, "reason": reason},
            )
        return kept


def _remarks(version: Version, actor: Person, at: datetime, remarks: Mapping[str, str]) -> None:
    for about, text in remarks.items():
        unsent = Remark.objects.filter(version=version, about=about, sent_at__isnull=True)
        if not text.strip():
            unsent.delete()
        elif not unsent.filter(text=text).exists():
            Remark.objects.update_or_create(
                version=version, about=about, sent_at=None, defaults={"text": text, "author": actor, "at": at}
            )


def _decisions(
    version: Version, actor: Person, at: datetime, decisions: Mapping[str, Decision]
) -> dict[str, Decision]:
    """What changed."""
    _, found = reopened(report(version.report))
    known = {one.rule: (one.outcome, one.note) for one in version.judgements.all()}
    changed: dict[str, Decision] = {}
    for rule, (outcome, reason) in decisions.items():
        finding = found.finding(rule)
        if not outcome or known.get(rule) == (outcome, reason):
            continue
        if finding is None or finding.outcome is not Outcome.UNDECIDED:
            raise Refused("design.not-undecided", rule=rule)
        if outcome not in ("met", "not-met") or not reason.strip():
            raise InvalidValue("design.no-reason", rule=rule)
        Judgement.objects.update_or_create(
            version=version, rule=rule, defaults={"outcome": outcome, "note": reason, "by": actor, "at": at}
        )
        changed[rule] = (outcome, reason)
    return changed
