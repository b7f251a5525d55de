"""Take a standing decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.clocks.proceedings import code
from tanym.apps.offers import standings
from tanym.apps.offers.models import StandingDecision, Taking
from tanym.apps.offers.permissions import TABLE
from tanym.apps.offers.queries import recognises, taken
from tanym.apps.offers.track import decision, step_of
from tanym.apps.organisations.permissions import permit
from tanym.apps.qualifications.models import Award
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.remove_evidence import remove_evidence
from tanym.apps.recognition.agreeing import agree
from tanym.apps.recognition.casefile import case_file, decision_taken
from tanym.apps.recognition.deciding import decide_by_reference
from tanym.apps.recognition.models import Judgement, Mapping, RecognitionCase
from tanym.apps.recognition.opening import ref_of_discipline
from tanym.apps.recognition.pinning import of, state_of
from tanym.apps.recognition.proceedings import locked
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.people import with_people
from tanym.core.procedures.state import to_json
from tanym.core.recognition.decision import CommissionDecision, Result
from tanym.core.recognition.evidence import Quality, Rating
from tanym.core.recognition.judgement import Achievement


def take(*, actor: Person, at: datetime, standing: StandingDecision) -> RecognitionCase:
    """Open a case and decide it by the standing decision: what is recognised follows without a petition.

    Taken twice, it is the first case. Raises `Refused`: `standing.not-in-force`, `standing.not-held`,
    `offers.recognised-already`, `offers.credits-differ`, `recognition.not-entitled`, `recognition.runs-already`,
    `recognition.rule-not-met`; `NotPermitted("case.two-sides")` for who put it in force.
    """
    today = timezone.localdate(at)
    permit(TABLE, "take", actor, today, owner=actor)
    with transaction.atomic():
        row = StandingDecision.objects.select_for_update(no_key=True).get(pk=standing.pk)
        if (before := taken(row, actor)) is not None:
            return before.case
        for fault in standings.refusals(row, actor, today):
            raise Refused(fault.code, **fault.details)
        if not recognises(row.organisation, today):
            raise Refused("recognition.not-entitled", on=today.isoformat())
        _not_recognised_yet(row, actor)
        held = [one.pk for one in standings.covering(row, actor, today)]
        # Before the journal: who annuls one of them waits, or we do.
        awards = list(
            Award.objects.select_for_update(no_key=True).filter(pk__in=held, annulled_on=None).order_by("pk")
        )
        if len(awards) < len(held):
            raise Refused("changed-meanwhile")
        case = apply(actor=actor, at=at, discipline=row.discipline)
        Taking.objects.create(standing=row, person=actor, case=case, at=at)
        said = decision(row, today, actor.language)
        _show(case, row, awards, actor, at)
        found: RecognitionCase = locked(case)
        _record(found, row, said, actor, at)
        if case_file(found).credits_due != row.credits:
            raise Refused("offers.credits-differ")
        journal(actor=actor, at=at, action="offers.take", subject=row.subject, details={"case": found.number})
        step, result = step_of(row)
        decide_by_reference(
            found,
            actor=actor,
            by=row.in_force_by,
            at=at,
            step=step,
            result=result,
            content=_content(row, said, actor),
        )
        return found


def _not_recognised_yet(row: StandingDecision, actor: Person) -> None:
    """Raise `Refused("offers.recognised-already")` where the whole discipline was recognised for this person before."""
    before = RecognitionCase.objects.filter(
        claimant=actor, target_ref=ref_of_discipline(row.discipline)
    ).exclude(decided_on=None)
    for case in before:
        decided = decision_taken(case)
        found = (decided.content.get("instead") or decided.content) if decided else {}
        if found.get("result") == Result.RECOGNISE:
            raise Refused("offers.recognised-already", number=case.number)


def _show(
    case: RecognitionCase, row: StandingDecision, awards: Sequence[Award], actor: Person, at: datetime
) -> None:
    """Put the awards into the case; what a draft held besides stays in the portfolio."""
    for item in case.evidence.all():
        remove_evidence(actor=actor, at=at, case=case, revision=None, item=item)
    for award in awards:
        add_evidence(actor=actor, at=at, case=case, revision=None, award=award, outcomes=row.outcomes)
    Mapping.objects.filter(evidence__case=case).update(shows="yes")
    case.evidence.update(ratings=dict.fromkeys(map(str, Quality), str(Rating.YES)))


def _record(
    found: RecognitionCase, row: StandingDecision, said: CommissionDecision, actor: Person, at: datetime
) -> None:
    """What the standing decision says stands in the case: the judgement on each outcome, and who answers for it."""
    today = timezone.localdate(at)
    found.application = say("offers.application", actor.language)
    found.informed_at = found.submitted_at = at
    agree(found, at=at)
    found.complete_on = today
    found.direct = [one.outcome for one in said.findings if not one.recognised]  # open to be shown otherwise
    seated = with_people(of(found).procedure, state_of(found), {"chair": [code(row.in_force_by)]})
    found.case = to_json(seated)
    found.save()
    Judgement.objects.bulk_create(
        Judgement(
            case=found,
            outcome=one.outcome,
            achievement=Achievement.ACHIEVED if one.recognised else Achievement.NOT,
            reasons=one.reasons,
            assessor=row.in_force_by,
            at=at,
        )
        for one in said.findings
    )


def _content(row: StandingDecision, said: CommissionDecision, actor: Person) -> dict[str, object]:
    return {
        "result": str(said.result),
        "findings": [asdict(one) for one in said.findings],
        "reasons": said.reasons,
        "advice": said.advice,
        "on": said.on.isoformat(),
        "language": actor.language,
        "minutes_number": row.minutes_number,
        "standing_decision": str(row.public_id),
    }
