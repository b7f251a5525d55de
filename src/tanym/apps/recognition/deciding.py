"""What a decision sets off: the minutes are signed and frozen, the statement becomes an award, an appeal answers its case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.queries import members
from tanym.apps.qualifications.actions.annul import annul
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.models import Award
from tanym.apps.recognition.appeals import give_back
from tanym.apps.recognition.casefile import appeal_until, case_file, commission_of, minutes_of
from tanym.apps.recognition.checking import obey
from tanym.apps.recognition.models import Appeal, Decision, RecognitionCase
from tanym.apps.recognition.notices import address_of, announce, ask_to_act
from tanym.apps.recognition.pending import refresh
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.proceedings import case_of, locked, take
from tanym.apps.recognition.signing import sign_by_acting
from tanym.apps.recognition.statement import award_record, statement_of
from tanym.apps.recognition.tracks import Given, track_of
from tanym.core.kernel.errors import Refused
from tanym.core.procedures.advance import Advanced
from tanym.core.procedures.table import PROCEDURE
from tanym.core.recognition.appeal import AppealResult
from tanym.core.recognition.decision import Result


def decide(record: Record, *, actor: Person, at: datetime, step: str) -> Decision:
    """Sign as the chair, take the step, freeze the decision and carry out what follows from it."""
    commission = commission_of(record)
    if commission is None:
        raise Refused("recognition.nobody-seated")
    today = timezone.localdate(at)
    if commission.draft:
        sign_by_acting(record, commission, actor, today)
    case = case_of(record)
    hold_awards(case)
    moved = take(record, actor=actor, at=at, step=step)
    file = case_file(record)
    minutes = minutes_of(record, commission)
    decision = Decision.objects.create(
        case=case,
        commission=commission,
        result=step,
        content=commission.draft,
        minutes=minutes.document(),
        minutes_digest=minutes.digest,
        credits=file.credits_due or 0,
        decided_at=at,
        by=actor,
    )
    _follow(record, decision, moved, actor=actor, at=at)
    return decision


def decide_by_reference(
    case: RecognitionCase,
    *,
    actor: Person,
    by: Person,
    at: datetime,
    step: str,
    result: Result,
    content: Mapping[str, Any],
) -> Decision:
    """Decide a case by a decision that was taken before for all such cases, and carry out what follows from it.

    The claimant (`actor`) takes the step; `by` is who put that decision in force. No commission sits. Raises as `advance`.
    """
    moved = take(case, actor=actor, at=at, step=step)
    decision = Decision.objects.create(
        case=case,
        result=result,
        content=dict(content),
        credits=case_file(case).credits_due or 0,
        decided_at=at,
        by=by,
    )
    _follow(case, decision, moved, actor=by, at=at)
    return decision


def _follow(record: Record, decision: Decision, moved: Advanced, *, actor: Person, at: datetime) -> None:
    case = decision.case
    if isinstance(record, RecognitionCase):
        case.decided_on = timezone.localdate(at)
        case.save(update_fields=["decided_on"])
    obey(record, at=at)
    _state(decision, actor=actor, at=at)
    carry_out(record, moved, actor=actor, at=at)
    announce(record, moved, at=at)


def carry_out(record: Record, moved: Advanced, *, actor: Person | None, at: datetime) -> None:
    """The effects that the table names. `re-credit` and `apply-appeal-result` need nothing here: credits due follow
    from the decision that holds, and the registrar's stage asks for just those. Others are the track's."""
    return_result(record, moved, actor=actor, at=at)
    case = case_of(record)
    does = track_of(case).effects
    for call in moved.effects if record is case else ():
        if call.name in does:
            does[call.name](case, call, actor, at)
            refresh(case)  # an effect may change who is waited for
    if of(case).procedure.stages[case.stage].waits_for == "registrar":
        for membership in members(case.organisation, "registrar", timezone.localdate(at)):
            ask_to_act(
                membership.person,
                case,
                at=at,
                code="recognition.ask-registrar"
                if case_file(case).credits_due
                else "recognition.ask-registrar-exempt",
                address=address_of(case, "recognition:work"),
            )


def return_result(record: Record, moved: Advanced, *, actor: Person | None, at: datetime) -> None:
    """An appeal that has ended lets its case take the step that its result allows."""
    if not isinstance(record, Appeal) or "return-result" not in {call.name for call in moved.effects}:
        return
    case: RecognitionCase = locked(record.of)
    give_back(case, record)
    party = PROCEDURE + of(record).procedure.id
    rows = [row for row in of(case).procedure.steps_from(case.stage) if party in row.by]
    refusal: Refused | None = None
    for row in rows:  # guards tell them apart: with credits due, or without
        try:
            answered = take(case, actor=None, at=at, step=row.do, party=party)
        except Refused as refused:
            refusal = refused
            continue
        carry_out(case, answered, actor=actor, at=at)
        announce(case, answered, at=at)
        return
    raise refusal or Refused("case.not-now", step="", stage=case.stage)


def hold_awards(case: RecognitionCase) -> None:
    """Lock what the case has conferred: an award comes before the journal, as for whoever revokes its document."""
    given = case.decisions.exclude(award=None).values("award_id")
    list(Award.objects.select_for_update(no_key=True).filter(pk__in=given).order_by("pk"))


def annul_replaced(decision: Decision, *, actor: Person, at: datetime) -> None:
    """Annul what earlier decisions of the case conferred: this one has taken their place, by or after an appeal."""
    case = decision.case
    for one in case.decisions.exclude(pk=decision.pk).select_related("award", "case"):
        end_award(one, actor=actor, at=at, reason="recognition.replaced-by-appeal")


def _state(decision: Decision, *, actor: Person, at: datetime) -> None:
    """Confer the statement of what is recognised; a refusal is a letter, not an award. A reversal takes the place of
    the first statement."""
    case = decision.case
    if decision.result in (AppealResult.UPHOLD, AppealResult.REMIT):
        return
    annul_replaced(decision, actor=actor, at=at)
    found = decision.content.get("instead") or decision.content
    if found["result"] == Result.REFUSE:
        return
    decision.statement = statement_of(decision, appeal_until(case))
    source = "appeal" if decision.result == AppealResult.REVERSE else "case"
    _confer(decision, actor=actor, at=at, source=_source(case, source))


def _source(case: RecognitionCase, kind: str) -> str:
    """What an award of a case follows from; a round or a restatement of its own where there is more than one."""
    plain = f"recognition.{kind}:{case.public_id}"
    return f"{plain}#{case.revision}" if Award.objects.filter(source=plain).exists() else plain


def restate(decision: Decision, *, actor: Person, at: datetime, reason: str) -> None:
    """Annul what a decision conferred and confer it anew, as it is to be said now; where it stands already, nothing else changes."""
    if decision.award is None or decision.award.annulled_on is not None:
        return
    end_award(decision, actor=actor, at=at, reason=reason)
    kind = decision.award.source.partition(":")[0].removeprefix("recognition.")
    _confer(decision, actor=actor, at=at, source=_source(decision.case, kind))


def end_award(decision: Decision, *, actor: Person | None, at: datetime, reason: str) -> None:
    """Annul what a decision conferred: it does not hold any more."""
    if decision.award is not None and decision.award.annulled_on is None:
        annul(actor=actor, at=at, award=decision.award, reason=f"{reason} {decision.case.number}")


def _confer(decision: Decision, *, actor: Person, at: datetime, source: str) -> None:
    case = decision.case
    given = _given(decision, at)
    if given is None:
        decision.save(update_fields=["statement"])
        return
    decision.award = confer(
        actor=actor,
        at=at,
        person=case.claimant,
        awarding_body=case.organisation,
        source=source,
        record=given.record,
        kind=given.kind,
        of=given.of,
        version=given.version,
        discipline=None if given.of or given.version else case.discipline,
    )
    decision.save(update_fields=["statement", "award"])


def _given(decision: Decision, at: datetime) -> Given | None:
    """What the decision confers; in a rehearsal nothing."""
    award = track_of(decision.case).award
    if decision.case.rehearsal:
        return None
    return award(decision, at) if award else Given(award_record(decision, at))
