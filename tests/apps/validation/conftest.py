"""A validation brought to the phase that a test is about, by the actions that the pages call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person as find
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.add_evidence import Given, add_evidence
from tanym.apps.recognition.actions.appeal import appeal
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.interview import interview
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.map_outcomes import map_outcomes
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.recognise_in_part import recognise_in_part
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.refer import refer
from tanym.apps.recognition.actions.refuse import refuse
from tanym.apps.recognition.actions.reverse import reverse
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.actions.seat_panel import seat_panel
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.seating import Member
from tanym.apps.site.actions import load_designs as loading
from tanym.apps.site.queries import read
from tanym.apps.validation.actions.begin import begin
from tanym.apps.validation.actions.choose_methods import choose_methods
from tanym.apps.validation.actions.describe import Described, describe
from tanym.apps.validation.models import Cohort
from tanym.apps.validation.targets import aim
from tanym.core.recognition.evidence import EvidenceKind, Quality

MICRO = "micro-qualification:process-control-charts"
DISCIPLINE = "discipline:sayram/production-engineering/lean-production"
DECIDE = {"recognise": recognise, "recognise-in-part": recognise_in_part, "refuse": refuse}
STAGES = ("documentation", "completeness", "mapping", "interview", "assessment", "commission")


@dataclass
class Walk:
    """The way of one validation."""

    case: RecognitionCase
    at: datetime
    by: str = "yerlan"

    @property
    def outcomes(self) -> list[str]:
        return [one["id"] for one in self.case.target["outcomes"]]

    def renew(self) -> RecognitionCase:
        self.case = RecognitionCase.objects.get(pk=self.case.pk)
        return self.case

    def act(self, action: Callable[..., object], by: str, **given: object) -> RecognitionCase:
        self.renew()
        action(actor=find(by), at=self.at, case=self.case, revision=self.case.revision, **given)
        return self.renew()

    def described(self) -> None:
        words = {one: Described("yes", "I do it every week.", "A cabinet") for one in self.outcomes}
        self.act(describe, self.by, described=words, go_on=True)

    def submitted(self) -> None:
        sample = Given(
            kind=EvidenceKind.WORK_SAMPLE, title="Photographs of a line set up anew", text="Set up in 2025"
        )
        self.act(add_evidence, self.by, given=sample, outcomes=self.outcomes[:2])
        self.act(submit, self.by, application="I have done this for nine years.", informed=True)

    def accepted(self) -> None:
        self.act(accept, "saule", assessor=find("timur"))

    def mapped(self) -> None:
        self.act(declare, "timur", relation="none")
        self.act(choose_methods, "timur", chosen=self.methods(), why={})
        item = str(self.case.evidence.get().public_id)
        self.act(
            map_outcomes,
            "timur",
            shows={(item, one): "yes" for one in self.outcomes[:2]},
            ratings={item: dict.fromkeys(Quality, "yes")},
            direct=self.outcomes[2:],
            finish=True,
        )

    def methods(self) -> dict[str, list[str]]:
        return {one: ["interview", "observation"] for one in self.outcomes}

    def interviewed(self) -> None:
        self.act(interview, "timur", held_on=self.at.date(), record="Showed it at the machine.")

    def judged(self, achieved: int) -> None:
        for number, outcome in enumerate(self.outcomes):
            good = number < achieved
            self.act(
                judge,
                "timur",
                outcome=outcome,
                achievement="achieved" if good else "not-achieved",
                reasons="Shown at the machine." if good else "Not shown.",
            )
        self.act(refer, "timur")

    def minuted(self, result: str, achieved: int) -> None:
        """Seated, voted on and written into the minutes."""
        members = [Member(find("aliya"), "chair"), Member(find("bolat"), "deputy")]
        members.append(Member(find("kamila"), side="practitioner"))
        self.act(seat_commission, "saule", members=members, elected=True)
        for name in ("aliya", "bolat", "kamila"):
            vote(actor=find(name), at=self.at, record=self.renew(), choice=result)
        self.renew()
        record_minutes(
            actor=find("saule"),
            at=self.at,
            record=self.case,
            revision=self.case.revision,
            draft=self.draft(result, achieved),
        )

    def decided(self, result: str, achieved: int) -> None:
        self.minuted(result, achieved)
        self.act(DECIDE[result], "aliya")

    def draft(self, result: str, achieved: int) -> dict[str, object]:
        return {
            "result": result,
            "findings": [
                {
                    "outcome": outcome,
                    "recognised": number < achieved,
                    "reasons": "Shown at the machine." if number < achieved else "Not shown.",
                    "departs": "",
                }
                for number, outcome in enumerate(self.outcomes)
            ],
            "reasons": "As the findings say.",
            "advice": "A week at the line is enough.",
            "language": "en",
        }

    def to(self, stage: str, *, result: str = "recognise", achieved: int = 4) -> Walk:
        """Take the steps up to a stage; `decided` takes the decision, too."""
        ways = (
            self.described,
            self.submitted,
            self.accepted,
            self.mapped,
            self.interviewed,
            lambda: self.judged(achieved),
        )
        self.renew()
        passed = STAGES.index(self.case.stage) + 1 if self.case.stage in STAGES else 0
        for name, way in list(zip(STAGES, ways, strict=True))[passed:]:
            if self.case.stage == stage:
                return self
            way()
            assert self.case.stage == name
        if stage == "decided":
            self.decided(result, achieved)
        return self


@pytest.fixture
def start(country: None, at: datetime) -> Callable[..., Walk]:
    """`start("yerlan")`: a draft of a validation, at the aim `DISCIPLINE` where no other is named."""

    def begun(
        username: str = "yerlan", *, ref: str = DISCIPLINE, kind: str = "alone", cohort: Cohort | None = None
    ) -> Walk:
        person: Person = find(username)
        found = aim(ref, date(2026, 11, 21))
        case = begin(actor=person, at=at, aim=found, kind=kind, informed=True, cohort=cohort)
        return Walk(case, at, username)

    return begun


@pytest.fixture
def published(country: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one micro-qualification of the sample that these tests aim at is published."""
    rows = [row for row in read("sample-index.toml")["design"] if MICRO.endswith(row["code"])]
    monkeypatch.setattr(
        loading, "read", lambda name: {"design": rows} if name.startswith("sample") else read(name)
    )
    loading.load_designs()


def reversed_by_the_second_panel(walk: Walk) -> RecognitionCase:
    """Appealed and decided anew by people who took no part: everything is confirmed."""
    grounds = "Look at the machine."
    appeal(actor=find(walk.by), at=walk.at, case=walk.renew(), revision=None, grounds=grounds)
    return heard_by_the_second_panel(walk)


def heard_by_the_second_panel(walk: Any) -> RecognitionCase:
    """An appeal that was lodged is decided by people who took no part: everything is confirmed."""
    case = walk.renew()
    members = [Member(find("serik"), "chair"), Member(find("aigerim"), "deputy"), Member(find("daniyar"))]
    given = {"at": walk.at, "revision": None}
    lodged = seat_panel(actor=find("gaukhar"), appeal=case.appeal, members=members, elected=True, **given)
    for name in ("serik", "aigerim", "daniyar"):
        vote(actor=find(name), at=walk.at, record=lodged, choice="reverse")
    instead = walk.draft("recognise", len(walk.outcomes))
    for finding in instead["findings"]:
        finding["departs"] = "The panel saw it at the machine."
    draft = {"result": "reverse", "reasons": "It was shown.", "language": "en", "instead": instead}
    lodged.refresh_from_db()
    record_minutes(actor=find("gaukhar"), record=lodged, draft=draft, **given)
    lodged.refresh_from_db()
    reverse(actor=find("serik"), appeal=lodged, **given)
    return walk.renew()
