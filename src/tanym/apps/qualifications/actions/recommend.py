"""Sign a review sheet: the step that its recommendation leads to is taken with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval, notices, reviewing
from tanym.apps.qualifications.actions.approve import approve
from tanym.apps.qualifications.actions.fill_sheet import fill_sheet
from tanym.apps.qualifications.actions.note import note
from tanym.apps.qualifications.actions.return_with_remarks import return_with_remarks
from tanym.apps.qualifications.drafting import locked
from tanym.apps.qualifications.models import Sheet, Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.queries import remarks_unsent, subject_of
from tanym.core.kernel.errors import Refused
from tanym.core.qualifications.review import Recommendation, contradiction, follows


def recommend(
    *,
    actor: Person,
    at: datetime,
    version: Version,
    judgements: Mapping[str, tuple[str, str]],
    recommendation: str,
    reasons: str = "",
    conditions: Sequence[reviewing.Asked] = (),
    remarks: Mapping[str, str] | None = None,
    decisions: Mapping[str, tuple[str, str]] | None = None,
    revision: int | None = None,
) -> Version:
    """Sign, and approve, return, pass on to the second reviewer or refer to the committee, as the way of the design has it.

    A sheet stays as it was signed. Raises as `fill_sheet`, `approve`, `return_with_remarks`; `Refused`:
    `review.approves-what-is-not-met`, `review.approves-what-is-partly-met`, `review.no-conditions`,
    `changed-meanwhile`, `case.STEP.GUARD`.
    """
    on = timezone.localdate(at)
    permit(AT_CENTRE, "recommend", actor, on, at=organisation(approval.centre()))
    with transaction.atomic():
        kept = locked(version)
        signed = reviewing.own_sheet(kept, actor)
        if signed and signed.signed_at and _same(signed, kept, judgements, recommendation, reasons):
            return kept
        if revision is not None and revision != kept.revision:
            raise Refused("changed-meanwhile")
        sheet = fill_sheet(
            actor=actor,
            at=at,
            version=kept,
            judgements=judgements,
            recommendation=recommendation,
            reasons=reasons,
            conditions=conditions,
        )
        wanted = reviewing.read_recommendation(recommendation)
        _consistent(sheet, wanted)
        if remarks or decisions:
            kept = note(actor=actor, at=at, version=kept, remarks=remarks or {}, decisions=decisions)
        sheet.signed_at = at
        sheet.save(update_fields=["signed_at"])
        return _follow(kept, sheet, wanted, actor, at, conditions)


def _follow(
    kept: Version,
    sheet: Sheet,
    wanted: Recommendation,
    actor: Person,
    at: datetime,
    conditions: Sequence[reviewing.Asked],
) -> Version:
    earlier = next((one.recommendation for one in reviewing.sheets(kept) if one.place < sheet.place), None)
    step = follows(kept.stage, wanted, Recommendation(earlier) if earlier else None, reviewing.way(kept))
    journal(
        actor=actor,
        at=at,
        action="qualifications.recommend",
        subject=subject_of(kept),
        details={"place": sheet.place, "step": step},
    )
    if step == Recommendation.RETURN:
        asked = {} if remarks_unsent(kept) or not sheet.reasons else {"": sheet.reasons}
        return return_with_remarks(actor=actor, at=at, version=kept, remarks=asked)
    if step == Recommendation.CONDITIONS:
        return approve(actor=actor, at=at, version=kept, conditions=reviewing.conditions_on(kept))
    if step == Recommendation.APPROVE:
        return approve(actor=actor, at=at, version=kept)
    facts = reviewing.facts(kept, actor, timezone.localdate(at), conditions=conditions)
    moved = approval.take(kept, actor=actor, at=at, step=step, party=approval.REVIEWER, facts=facts)
    approval.put(kept, moved.state, at=at)
    kept.taken_by = None
    kept.revision += 1
    kept.save(update_fields=["case", "stage", "taken_by", "revision"])
    notices.tell(kept, moved, at=at)
    return kept


def _consistent(sheet: Sheet, wanted: Recommendation) -> None:
    fault = contradiction(wanted, reviewing.judged(sheet))
    if fault is not None:
        raise Refused(fault.code, **fault.details)
    if wanted is Recommendation.CONDITIONS and not sheet.conditions:
        raise Refused("review.no-conditions")
    if wanted is Recommendation.REFUSE and not sheet.reasons:
        raise Refused("review.no-reasons")


def _same(
    sheet: Sheet,
    version: Version,
    judgements: Mapping[str, tuple[str, str]],
    recommendation: str,
    reasons: str,
) -> bool:
    """Whether what comes now is the sheet that was signed: the second click of a double click."""
    given = (
        reviewing.read_judgements(version, judgements),
        recommendation,
        reasons.replace("\r\n", "\n").strip(),
    )
    return (sheet.judgements, sheet.recommendation, sheet.reasons) == given
