"""A case about foreign learning brought to the stage that a test is about, by the actions that the pages call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.evaluation.actions.add_source import Looked, add_source
from tanym.apps.evaluation.actions.apply import apply
from tanym.apps.evaluation.actions.check_authenticity import check_authenticity
from tanym.apps.evaluation.actions.choose_route import choose_route
from tanym.apps.evaluation.actions.describe import Described, describe
from tanym.apps.evaluation.actions.find import find as keep_finding
from tanym.apps.evaluation.actions.propose import Proposal, propose
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.queries import check_now
from tanym.apps.portfolio.given import Given
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.declare import declare
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
from tanym.apps.recognition.checking import facts_of
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.seating import Member
from tanym.core.credentials.checks import Outcome
from tanym.core.recognition.evidence import EvidenceKind, Quality
from tanym.core.recognition.foreign.authenticity import Method, Standing
from tanym.core.recognition.foreign.findings import (
    CRITERIA,
    ELEMENTS,
    Answer,
    Comparison,
    Finding,
    Part,
    Source,
)
from tanym.core.recognition.foreign.purpose import STATEMENTS, Purpose
from tanym.core.recognition.routing import Route

AWARDED = date(2026, 6, 30)
CERTIFICATE = Given(
    kind=EvidenceKind.CERTIFICATE,
    title="Summer course on digital media",
    provider="Università di Monteverde",
    dated=AWARDED,
    text="Six weeks on media law and online publishing, 6 ECTS, oral examination",
)
DESCRIBED = Described("micro-credential", "onsite", "Università di Monteverde", "IT", AWARDED)
STAGES = ("draft", "completeness", "evaluation", "comparison", "commission", "decided")
USUAL = {one: found[0] for one, found in STATEMENTS.items()}
DECIDE = {"recognise": recognise, "recognise-in-part": recognise_in_part, "refuse": refuse}


@dataclass(frozen=True)
class Cast:
    """Who works on a case: at the national centre, or at a university for credits."""

    office: str = "arailym"
    evaluator: str = "ainash"
    members: tuple[str, str, str] = ("sanzhar", "togzhan", "marzhan")


SAYRAM = Cast("saule", "timur", ("aliya", "bolat", "kamila"))


@dataclass
class Walk:
    """The way of one case, at the national centre where nothing else is said."""

    case: RecognitionCase
    at: datetime
    cast: Cast = field(default_factory=Cast)
    by: str = "leyla"

    @property
    def outcomes(self) -> list[str]:
        return [one["id"] for one in self.case.target["outcomes"]]

    @property
    def kept(self) -> Evaluation:
        return Evaluation.objects.get(case=self.case)

    @property
    def item(self) -> object:
        return self.case.evidence.first()

    def who(self, name: str) -> Person:
        return find(name)

    def renew(self) -> RecognitionCase:
        self.case = RecognitionCase.objects.get(pk=self.case.pk)
        return self.case

    def act(self, action: Callable[..., object], by: str, **given: object) -> RecognitionCase:
        self.renew()
        action(actor=find(by), at=self.at, case=self.case, revision=self.case.revision, **given)
        return self.renew()

    def submitted(self, upload: SimpleUploadedFile | None = None, given: Given = CERTIFICATE) -> None:
        self.act(add_evidence, self.by, given=given, upload=upload, outcomes=self.outcomes)
        self.act(submit, self.by, application="I need it for my work.", informed=True)

    def routed(
        self, route: Route = Route.EVALUATION, reasons: str = "It is to be read as a credential."
    ) -> None:
        self.act(choose_route, self.cast.office, route=route, reasons=reasons)

    def accepted(self) -> None:
        self.act(describe, self.cast.office, described=DESCRIBED)
        self.routed()
        self.act(accept, self.cast.office, assessor=find(self.cast.evaluator))
        self.act(declare, self.cast.evaluator, relation="none")

    def looked_up(self) -> None:
        for name, official in (("Ministry of universities", True), ("DEQAR", False)):
            looked = Looked(name, official, Standing.RECOGNISED, self.kept.award_day)
            self.act(add_source, self.cast.evaluator, looked=looked)

    def looked_into(self, outcome: Outcome = Outcome.CONFIRMED) -> None:
        self.act(
            check_authenticity,
            self.cast.evaluator,
            item=self.case.evidence.first(),
            method=Method.REGISTER,
            outcome=outcome,
            note="Found in the public register of awards.",
        )

    def mapped(self) -> None:
        item = str(self.case.evidence.first().public_id)
        self.act(
            map_outcomes,
            self.cast.evaluator,
            shows={(item, one): "yes" for one in self.outcomes},
            ratings={item: dict.fromkeys(Quality, "yes")},
            finish=True,
        )

    def found(self, **ratings: str) -> None:
        for part, names, rating in (
            (Part.ELEMENTS, ELEMENTS, Comparison.COMPARABLE),
            (Part.CRITERIA, CRITERIA, Answer.SUBSTANTIAL),
        ):
            for name in names:
                given = ratings.get(name, rating) if part is Part.ELEMENTS else rating
                finding = Finding(part, name, str(given), "As the document says.", Source.DOCUMENT, AWARDED)
                self.act(keep_finding, self.cast.evaluator, finding=finding)

    def judged(self, achieved: int = 5) -> None:
        for number, outcome in enumerate(self.outcomes):
            self.act(
                judge,
                self.cast.evaluator,
                outcome=outcome,
                achievement="achieved" if number < achieved else "not-achieved",
                reasons="Compared with what the purpose needs.",
            )

    def proposed(self, proposal: Proposal | None = None) -> None:
        self.act(
            propose, self.cast.evaluator, proposal=proposal or Proposal(USUAL[Purpose(self.case.purpose)])
        )

    def seated(self) -> None:
        offices = ("chair", "deputy", "")
        members = [Member(find(n), office) for n, office in zip(self.cast.members, offices, strict=True)]
        self.act(seat_commission, self.cast.office, members=members, elected=True)

    def minuted(self, result: str, achieved: int) -> None:
        for name in self.cast.members:
            vote(actor=find(name), at=self.at, record=self.renew(), choice=result)
        self.renew()
        record_minutes(
            actor=find(self.cast.office),
            at=self.at,
            record=self.case,
            revision=self.case.revision,
            draft={
                "result": result,
                "findings": [
                    {
                        "outcome": outcome,
                        "recognised": number < achieved,
                        "reasons": "Compared with what the purpose needs.",
                        "departs": "",
                    }
                    for number, outcome in enumerate(self.outcomes)
                ],
                "reasons": "As the evaluation says.",
                "advice": "A course of two credits would bridge it.",
                "language": "en",
            },
        )

    refer = staticmethod(refer)

    def act_decision(self, result: str) -> None:
        self.act(DECIDE[result], self.cast.members[0])

    def decided(self, result: str = "recognise", achieved: int = 5) -> None:
        self.seated()
        self.minuted(result, achieved)
        self.act_decision(result)

    def to(
        self, stage: str, *, result: str = "recognise", achieved: int = 5, proposal: Proposal | None = None
    ) -> Walk:
        """Take the steps up to a stage; `decided` takes the decision, too."""

        def compared() -> None:
            self.found()
            self.judged(achieved)
            self.proposed(proposal)
            self.act(refer, self.cast.evaluator)

        def checked() -> None:
            self.looked_up()
            self.looked_into()
            self.mapped()

        ways = (self.submitted, self.accepted, checked, compared, lambda: self.decided(result, achieved))
        for reached, way in zip(STAGES[1:], ways, strict=True):
            if STAGES.index(reached) > STAGES.index(stage):
                break
            way()
        return self

    def to_after_submission(self, achieved: int = 5, proposal: Proposal | None = None) -> None:
        """From a file that was submitted to the commission."""
        self.accepted()
        self.looked_up()
        self.looked_into()
        self.mapped()
        self.found()
        self.judged(achieved)
        self.proposed(proposal)
        self.act(refer, self.cast.evaluator)

    def later(self, days: int) -> Walk:
        self.at += timedelta(days=days)
        return self


def found_by_rules(case: RecognitionCase, on: date) -> dict[str, str]:
    """Rule → outcome, as the rules in force say of a case on a day."""
    report = check_now("case", facts_of(case, on), on, case.organisation.code)
    return {one.rule: str(one.outcome) for one in report.findings}


def begun(at: datetime, purpose: Purpose = Purpose.EMPLOYMENT, **more: object) -> Walk:
    """A draft of Leyla's at the national centre."""
    case = apply(
        actor=find("leyla"),
        at=at,
        purpose=purpose,
        organisation=organisation("national-centre"),
        wanted=more.pop("wanted", "work as a media editor"),
        **more,
    )
    return Walk(case, at)


@pytest.fixture
def moment() -> datetime:
    """Monday 23 November 2026."""
    return datetime.fromisoformat("2026-11-23T10:00:00+05:00")


@pytest.fixture
def walk(country: None, moment: datetime) -> Walk:
    """A draft for work, on Monday 23 November 2026."""
    return begun(moment)
