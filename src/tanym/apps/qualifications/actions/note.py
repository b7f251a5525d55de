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
from tanym.apps.qualifications.queries import remarks_unsent, subject_of
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

    The version that is returned carries the revision for what the reviewer does next. The author reads none of it before the design is returned. Raises `InvalidValue("design.no-reason")`,
    `Refused("design.not-undecided")` for a rule that answers itself, `Refused("case.not-now")` outside the review,
    `Refused("changed-meanwhile")` where another reviewer has written since `revision`.
    """
    permit(AT_CENTRE, "note", actor, timezone.localdate(at), at=organisation(approval.centre()))
    with transaction.atomic():
        kept = locked(version)
        if approval.stage_of(kept).waits_for != approval.REVIEWER:
            raise Refused("case.not-now", step="note", stage=kept.stage)
        written = _written(kept, remarks)
        decided = _decided(kept, decisions or {})
        if not written and not decided:  # a second click, or nothing was typed
            return kept
        if revision is not None and revision != kept.revision:
            raise Refused("changed-meanwhile")
        _keep_remarks(kept, actor, at, written)
        _keep_decisions(kept, actor, at, decided)
        kept.revision += 1
        kept.save(update_fields=["revision"])
        return kept


def _written(version: Version, remarks: Mapping[str, str]) -> dict[str, str]:
    """The remarks that differ from what is kept; blank: to be taken away."""
    known = remarks_unsent(version)
    given = {about: text.replace("\r\n", "\n").strip() for about, text in remarks.items()}
    return {about: text for about, text in given.items() if text != known.get(about, "")}


def _decided(version: Version, decisions: Mapping[str, Decision]) -> dict[str, Decision]:
    """The decisions that differ from what is kept."""
    known = {one.rule: (one.outcome, one.note) for one in version.judgements.all()}
    given = {
        rule: (outcome, reason.replace("\r\n", "\n").strip())
        for rule, (outcome, reason) in decisions.items()
        if outcome
    }
    changed = {rule: decision for rule, decision in given.items() if decision != known.get(rule)}
    _, found = reopened(report(version.report))
    for rule, (outcome, reason) in changed.items():
        finding = found.finding(rule)
        if finding is None or finding.outcome is not Outcome.UNDECIDED:
            raise Refused("design.not-undecided", rule=rule)
        if outcome not in ("met", "not-met") or not reason:
            raise InvalidValue("design.no-reason", rule=rule)
    return changed


def _keep_remarks(version: Version, actor: Person, at: datetime, remarks: Mapping[str, str]) -> None:
    for about, text in remarks.items():
        if text:
            Remark.objects.update_or_create(
                version=version,
                about=about,
                sent_at=None,
                defaults={"text": text, "author": actor, "at": at},
            )
        else:
            Remark.objects.filter(version=version, about=about, sent_at__isnull=True).delete()
    if remarks:
        journal(
            actor=actor,
            at=at,
            action="qualifications.note",
            subject=subject_of(version),
            details={"remarks": len(remarks)},
        )


def _keep_decisions(version: Version, actor: Person, at: datetime, decisions: Mapping[str, Decision]) -> None:
    for rule, (outcome, reason) in decisions.items():
        Judgement.objects.update_or_create(
            version=version, rule=rule, defaults={"outcome": outcome, "note": reason, "by": actor, "at": at}
        )
        journal(
            actor=actor,
            at=at,
            action="qualifications.note",
            subject=subject_of(version),
            details={"rule": rule, "outcome": outcome, "reason": reason},
        )
