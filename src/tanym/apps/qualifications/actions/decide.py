"""Record the committee's decision on a design."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.actions.check import check
from tanym.apps.qualifications import approval, committee, notices, reviewing
from tanym.apps.qualifications.drafting import locked, repeated
from tanym.apps.qualifications.models import Minutes, Remark, Version
from tanym.apps.qualifications.permissions import AT_COMMITTEE
from tanym.apps.qualifications.publishing import publish
from tanym.apps.qualifications.queries import design_of, facts_of, subject_of
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.qualifications.review import COMMITTEE, Recommendation
from tanym.core.rules import Report


def decide(
    *,
    actor: Person,
    at: datetime,
    version: Version,
    result: str,
    reasons: str,
    conditions: Sequence[reviewing.Asked] = (),
    revision: int | None = None,
) -> Version:
    """Write the minutes and take the step for which the majority voted: approve, with conditions or not, return, refuse.

    Without `conditions` of its own the committee takes over those of the reviewers. Raises `Refused`:
    `case.RESULT.quorum`, `case.RESULT.majority`, `case.RESULT.conditions-stated`, `case.RESULT.reasons-given`,
    `case.not-now`, `committee.not-seated`, `changed-meanwhile`; `InvalidValue`, `NotPermitted`.
    """
    on = timezone.localdate(at)
    permit(AT_COMMITTEE, "decide", actor, on, at=organisation(approval.centre()))
    wanted, why = reviewing.read_recommendation(result), reviewing.written(reasons, needed=False)
    reviewing.kept_conditions(conditions)  # refuses what is too long
    with transaction.atomic():
        kept = locked(version)
        if repeated(kept, actor=actor, act="decide", revision=revision, details={"result": str(wanted)}):
            return kept
        if kept.stage != COMMITTEE:
            raise Refused("case.not-now", step=wanted, stage=kept.stage)
        seated = committee.members(kept, on)
        if actor.pk not in {one.pk for one in seated}:
            raise Refused("committee.not-seated")
        asked = tuple(conditions) or tuple(reviewing.conditions_on(kept))
        asked = asked if wanted is Recommendation.CONDITIONS else ()
        digest, found = _checked(kept, at) if wanted.approves else ("", None)
        facts = replace(
            _facts(kept, actor, at, wanted, found), conditions=tuple((one.text, one.due_on) for one in asked),
            reasons=(why,),
        )  # fmt: skip
        moved = approval.take(kept, actor=actor, at=at, step=wanted, party=approval.MEMBER, facts=facts)
        minutes = _minutes(kept, actor, at, wanted, why, seated)
        if wanted.approves:
            publish(kept, moved, actor=actor, at=at, report=digest, conditions=asked)
        else:
            if wanted is Recommendation.RETURN:
                Remark.objects.create(version=kept, about="", text=why, author=actor, at=at, sent_at=at)
            approval.put(kept, moved.state, at=at)
            kept.revision += 1
            kept.save(update_fields=["case", "stage", "revision"])
        journal(
            actor=actor,
            at=at,
            action="qualifications.decide",
            subject=subject_of(kept),
            details={"result": str(wanted), "minutes": minutes.number, "tally": minutes.tally},
        )
        told = [one.text for one in asked] if wanted is Recommendation.CONDITIONS else [why]
        notices.tell(kept, moved, at=at, reasons=told)
        return kept


def _facts(
    kept: Version, actor: Person, at: datetime, wanted: Recommendation, report: Report | None
) -> CaseFacts:
    on = timezone.localdate(at)
    return CaseFacts(
        checked=approval.checked(report, kept.judgements.select_related("by")) if report else None,
        conflicted=approval.conflicted(kept, actor, on),
        sitting=committee.sitting(kept, wanted, on),
        quorum=committee.quorum_of(kept),
        panel_faults=committee.faults(kept, on),
        proposed=wanted,
    )


def _checked(kept: Version, at: datetime) -> tuple[str, Report]:
    on = timezone.localdate(at)
    report, found = check(
        at=at,
        on=on,
        subject="design",
        facts=facts_of(kept, design_of(kept), on),
        of=subject_of(kept),
        institution=kept.micro_qualification.owner.code,
    )
    return report.digest, found


def _minutes(
    kept: Version, actor: Person, at: datetime, wanted: Recommendation, reasons: str, seated: list[Person]
) -> Minutes:
    """The minutes, numbered without a gap: the row of the centre is locked, so no two take the same number."""
    Organisation.objects.select_for_update(no_key=True).get(code=approval.centre())
    last = Minutes.objects.aggregate(last=Max("number"))["last"] or 0
    return Minutes.objects.create(
        version=kept,
        round=kept.round,
        number=last + 1,
        held_on=timezone.localdate(at),
        members=[code(one) for one in seated],
        tally=committee.tally(kept, seated),
        result=wanted,
        reasons=reasons,
        recorded_by=actor,
        recorded_at=at,
    )
