"""Who assesses a case: one person, or two who judge blind and a third where they differ; and what counts of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.recognition.models import Assessing, Judgement, RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.targets import target_of
from tanym.core.recognition.joint import FIRST, THIRD, Joint, Marker, Settle, joint, tasks
from tanym.core.recognition.judgement import Achievement, OutcomeJudgement

JUDGED = "every-outcome-judged"
"""The guard of the step that ends the judging: a table without it knows no judging by outcome."""


def asked_for(case: RecognitionCase) -> int:
    """How many assessors the packs of the case ask for (`assessment.assessors`): one where they say nothing."""
    found = of(case).stack.value("assessment.assessors")
    judged = any(JUDGED in {call.name for call in row.guards} for row in of(case).procedure.steps)
    return found if isinstance(found, int) and judged else 1


def settled_by(case: RecognitionCase) -> Settle:
    """How the packs of the case settle a disagreement."""
    found = of(case).stack.value("assessment.disagreement")
    return Settle(found) if found in {*Settle} else Settle.THIRD


def seats(case: RecognitionCase) -> list[Assessing]:
    """The places of the assessors where there are several, in their order; none where one assesses."""
    return list(case.assessing.all())


def seat_of(case: RecognitionCase, person: Person) -> Assessing | None:
    """This person's place; None where there is one assessor, or for somebody else."""
    return next((one for one in seats(case) if one.person_id == person.pk), None)


def leads(case: RecognitionCase, person: Person) -> bool:
    """Whether this person maps, holds the interview and refers: the one assessor, or the first of several."""
    return case.assessor_id == person.pk


def declared(case: RecognitionCase, person: Person) -> str:
    """What this assessor declared of the own relation to the claimant; empty: nothing yet."""
    seat = seat_of(case, person)
    return seat.relation if seat else case.relation


def conflicted(case: RecognitionCase) -> frozenset[str] | None:
    """Who declared an interest, or, of several assessors, said nothing yet; None while nobody was asked."""
    if case.assessor is None or not case.relation:
        return None
    found = {code(one.person) for one in seats(case) if one.relation != "none"}
    return frozenset(found | (set() if case.relation == "none" else {code(case.assessor)}))


def judgement_of(row: Judgement) -> OutcomeJudgement:
    """An assessor's judgement as the core knows it."""
    return OutcomeJudgement(
        outcome=row.outcome,
        achievement=Achievement(row.achievement),
        reasons=row.reasons,
        assessor=code(row.assessor),
        on=timezone.localdate(row.at),
    )


def markers(found: Iterable[Assessing]) -> list[Marker]:
    """The places as the core knows them."""
    return [Marker(code(one.person), one.place, one.submitted_at is not None) for one in found]


def joint_of(case: RecognitionCase, found: list[Assessing] | None = None) -> Joint:
    """What the assessors found together, where there are several."""
    found = seats(case) if found is None else found
    known = target_of(case).outcome_ids
    given = [judgement_of(one) for one in case.judgements.select_related("assessor") if one.outcome in known]
    return joint(target_of(case), markers(found), given)


def counting(case: RecognitionCase) -> tuple[OutcomeJudgement, ...]:
    """The judgements that count: of the one assessor, or the joint ones of several."""
    if found := seats(case):
        return tuple(joint_of(case, found).counts.values())
    return tuple(judgement_of(one) for one in case.judgements.select_related("assessor"))


def to_mark(case: RecognitionCase, person: Person) -> frozenset[str]:
    """The outcomes that this assessor may mark now."""
    found = seats(case)
    if not found:
        return target_of(case).outcome_ids if leads(case, person) else frozenset()
    third = next((one for one in found if one.place == THIRD), None)
    return tasks(
        target_of(case),
        markers(found),
        joint_of(case, found),
        code(person),
        settled_by(case),
        third.outcomes if third else (),
    )


def may_hand_in(case: RecognitionCase, person: Person) -> bool:
    """Whether this assessor has marked all there is to mark and has not handed it in."""
    seat = seat_of(case, person)
    if seat is None or seat.submitted_at is not None:
        return False
    marked = set(case.judgements.filter(assessor=person).values_list("outcome", flat=True))
    return to_mark(case, person) <= marked


def third_wanted(case: RecognitionCase) -> tuple[str, ...]:
    """The outcomes that wait for a third assessor to be appointed; where the two may reconcile, that comes first."""
    found = seats(case)
    if not found or settled_by(case) is not Settle.THIRD or any(one.place == THIRD for one in found):
        return ()
    return joint_of(case, found).unsettled


def awaited(case: RecognitionCase) -> tuple[list[Person], bool] | None:
    """Of several assessors those who have something to do now, and whether the office has to appoint a third.

    None where one assesses: the party of the table says it.
    """
    found = seats(case)
    if not found:
        return None
    if not of(case).guarded(case.stage, JUDGED):
        return [one.person for one in found if one.place == FIRST or not one.relation], False
    if third_wanted(case):
        return [], True
    marking = [one.person for one in found if one.submitted_at is None or to_mark(case, one.person)]
    return marking or [one.person for one in found if one.place == FIRST], False
