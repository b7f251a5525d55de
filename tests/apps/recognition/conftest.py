"""A case of recognition brought to the stage that a test is about, by the actions that the pages call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.add_evidence import Given, add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.interview import interview
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.map_outcomes import map_outcomes
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.recognise_in_part import recognise_in_part
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.refer import refer
from tanym.apps.recognition.actions.refuse import refuse
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.seating import Member
from tanym.core.recognition.evidence import EvidenceKind, Quality

CERTIFICATE = Given(
    kind=EvidenceKind.CERTIFICATE,
    title="Data analysis in practice",
    provider="Darmen Training",
    dated=date(2026, 5, 30),
    minutes=36 * 60,
    text="Cleaning and joining of data, charts, presentation of results",
)
STAGES = ("draft", "completeness", "mapping", "interview", "assessment", "commission", "decided")
DECIDE = {"recognise": recognise, "recognise-in-part": recognise_in_part, "refuse": refuse}


@dataclass
class Walk:
    """The way of one case, one working day a step."""

    case: RecognitionCase
    at: datetime
    by: str = "aigul"

    @property
    def outcomes(self) -> list[str]:
        return [one["id"] for one in self.case.target["outcomes"]]

    def renew(self) -> RecognitionCase:
        self.case = RecognitionCase.objects.get(pk=self.case.pk)
        return self.case

    def who(self, name: str) -> Person:
        return find(name)

    def act(self, action: Callable[..., object], by: str, **given: object) -> RecognitionCase:
        self.renew()
        action(actor=find(by), at=self.at, case=self.case, revision=self.case.revision, **given)
        return self.renew()

    def submitted(self) -> None:
        self.act(add_evidence, self.by, given=CERTIFICATE, outcomes=self.outcomes[:3])
        self.act(submit, self.by, application="I ask to count my learning.", informed=True)

    def accepted(self) -> None:
        self.act(accept, "saule", assessor=find("timur"))

    def mapped(self) -> None:
        self.act(declare, "timur", relation="none")
        item = str(self.case.evidence.get().public_id)
        self.act(
            map_outcomes,
            "timur",
            shows={(item, one): "yes" for one in self.outcomes[:4]},
            ratings={item: dict.fromkeys(Quality, "yes")},
            direct=self.outcomes[4:],
            finish=True,
        )

    def interviewed(self) -> None:
        self.act(interview, "timur", held_on=self.at.date(), record="Explained each step of the report.")

    def judged(self, achieved: int = 5) -> None:
        for number, outcome in enumerate(self.outcomes):
            self.act(
                judge,
                "timur",
                outcome=outcome,
                achievement="achieved" if number < achieved else "not-achieved",
                reasons="Shown in the report." if number < achieved else "No evidence of it.",
            )
        self.act(refer, "timur")

    def seated(self) -> None:
        members = [Member(find("aliya"), "chair"), Member(find("bolat"), "deputy"), Member(find("kamila"))]
        self.act(seat_commission, "saule", members=members, elected=True)

    def voted(self, choice: str, by: tuple[str, ...] = ("aliya", "bolat", "kamila")) -> None:
        for name in by:
            vote(actor=find(name), at=self.at, record=self.renew(), choice=choice)

    def draft(self, result: str, achieved: int) -> dict[str, object]:
        findings = [
            {
                "outcome": outcome,
                "recognised": number < achieved,
                "reasons": "Shown in the report." if number < achieved else "No evidence of it.",
                "departs": "",
            }
            for number, outcome in enumerate(self.outcomes)
        ]
        return {
            "result": result,
            "findings": findings,
            "reasons": "As the findings say.",
            "advice": "One survey project is enough.",
            "language": "en",
        }

    def minuted(self, result: str, achieved: int) -> None:
        self.renew()
        record_minutes(
            actor=find("saule"),
            at=self.at,
            record=self.case,
            revision=self.case.revision,
            draft=self.draft(result, achieved),
        )

    def decided(self, result: str = "recognise", achieved: int = 5) -> None:
        self.seated()
        self.voted(result)
        self.minuted(result, achieved)
        self.act(DECIDE[result], "aliya")

    def to(self, stage: str, *, result: str = "recognise", achieved: int = 5) -> Walk:
        """Take the steps up to a stage; `decided` takes the decision, too."""
        ways = (
            self.submitted,
            self.accepted,
            self.mapped,
            self.interviewed,
            lambda: self.judged(achieved),
            lambda: self.decided(result, achieved),
        )
        for reached, way in zip(STAGES[1:], ways, strict=True):
            if STAGES.index(reached) > STAGES.index(stage):
                break
            way()
        return self

    def later(self, days: int) -> Walk:
        self.at += timedelta(days=days)
        return self


@pytest.fixture
def discipline(country: None) -> object:
    """Introduction to data analysis at Sayram: five outcomes, five credits."""
    return disciplines().get(code="data-analysis-intro")


@pytest.fixture
def walk(discipline: object) -> Walk:
    """A draft of Aigul's, on Monday 23 November 2026."""
    at = datetime.fromisoformat("2026-11-23T10:00:00+05:00")
    return Walk(apply(actor=find("aigul"), at=at, discipline=discipline), at)
