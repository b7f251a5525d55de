"""What the document on recognition says: the qualification or the separate skills, the profession, how long it is valid."""

from __future__ import annotations

import uuid
from datetime import datetime, time
from typing import Any

from tanym.apps.accounts.queries import holder
from tanym.apps.accounts.words import say
from tanym.apps.audit import clock as timezone
from tanym.apps.exams.facts import valid_until
from tanym.apps.exams.models import Examination
from tanym.apps.exams.queries import examination
from tanym.apps.exams.sittings import held_sitting
from tanym.apps.organisations.queries import recorded_body
from tanym.apps.standards.queries import named
from tanym.core.credentials.completion import FRAMEWORKS
from tanym.core.credentials.record import (
    AwardRecord,
    Kind,
    Recognition,
    RecordedAssessment,
    RecordedLevel,
    RecordedOutcome,
    Skill,
)
from tanym.core.credentials.record import Decision as Recorded
from tanym.core.credentials.record_document import to_json
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.recognition.decision import CommissionDecision

IDENTITY = {
    "document": "document-in-person",
    "digital-document": "document-in-person",
    "camera": "document-online",
}
"""How the person was identified at the practical stage → the word of documents."""

NEVER = ("diploma", "regulated-work")


def whole(case: Any, holding: CommissionDecision) -> bool:
    """Whether the qualification is recognised, not separate skills."""
    target = case.target
    return target["kind"] == "qualification" and holding.recognised == {
        one["id"] for one in target["outcomes"]
    }


def kind_of(case: Any, holding: CommissionDecision) -> str:
    """The kind of the award."""
    return "qualification" if whole(case, holding) else "skill"


def award_record(case: Any, taken: Any, holding: CommissionDecision, at: datetime) -> dict[str, Any]:
    """The record of the award. A document on a skill names skill, qualification and profession (law 14-VIII, art. 20);
    it is valid as long as the register of professions says (art. 21). What was not recognised does not stand in it."""
    target, kind = case.target, kind_of(case, holding)
    exam = examination(case)
    on = timezone.localdate(at)
    until = valid_until(target["valid"], on)
    parts = _parts(case)
    record = AwardRecord(
        kind=Kind.RECOGNITION,
        id="",
        achievement_id=f"urn:uuid:{uuid.uuid4()}",
        number="",
        titles=_named(f"exams.document.{kind}", case),
        holder=holder(case.claimant),
        awarding=recorded_body(case.organisation),
        awarded_at=timezone.localtime(at),
        code=target["code"],
        summary=_named(f"exams.document.{kind}-summary", case),
        outcomes=tuple(
            RecordedOutcome(
                id=one["id"],
                text=one["text"],
                kind="skill",
                skills=(parts[one["part"]],) if one["part"] in parts else (),
            )
            for one in target["outcomes"]
            if one["id"] in holding.recognised
        ),
        assessments=_assessments(exam, tuple(sorted(holding.recognised))),
        level=RecordedLevel(nqf=target.get("level"), basis="in-nqf"),
        is_not=NEVER if kind == "qualification" else ("professional-qualification", *NEVER),
        identity_check=_identity(exam),
        place=case.organisation.city,
        valid_until=timezone.make_aware(datetime.combine(until, time(23, 59))) if until else None,
        recognition=Recognition(
            decision=Recorded.IN_FULL if kind == "qualification" else Recorded.IN_PART,
            discipline=target["qualification"],
            programme=target["titles"],
            discipline_code=target["code"],
            decided_on=timezone.localdate(taken.decided_at),
            commission={
                x: say("exams.document.centre", x, organisation=choose(case.organisation.names, x)[0])
                for x in LANGUAGES
            },
            minutes_number=case.number,
            basis={x: say("exams.document.basis", x) for x in LANGUAGES},
        ),
    )
    return to_json(record)


def _parts(case: Any) -> dict[str, Skill]:
    """The parts of the standard that the skills are, with their lasting addresses."""
    wanted = [one["part"] for one in case.target["outcomes"]]
    return {
        target: Skill(found.address, choose(found.part.text, "en")[0], FRAMEWORKS["professional-standard"])
        for target, found in named(wanted, timezone.localdate()).items()
    }


def _assessments(exam: Examination | None, outcomes: tuple[str, ...]) -> tuple[RecordedAssessment, ...]:
    found = []
    for part, type_ in (("theory", "test"), ("practice", "practical-task")):
        sitting = held_sitting(exam, part)
        if sitting is not None:
            found.append(
                RecordedAssessment(
                    type=type_,
                    supervision="supervised-with-id",
                    outcomes=outcomes if part == "practice" else (),
                    on=timezone.localdate(sitting.begins_at),
                )
            )
    return tuple(found)


def _identity(exam: Examination | None) -> str:
    sitting = held_sitting(exam, "practice")
    return IDENTITY.get(sitting.identity, "account") if sitting else "account"


def _named(code: str, case: Any) -> dict[str, str]:
    target = case.target
    return {
        x: say(
            code,
            x,
            qualification=choose(target["qualification"], x)[0],
            profession=choose(target["titles"], x)[0],
        )
        for x in LANGUAGES
    }
