"""Bring the validations of the sample country to where they stand: guidance, a group of an employer, a plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tanym.apps.accounts.queries import person
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.add_evidence import Given, add_evidence
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.interview import interview
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.map_outcomes import map_outcomes
from tanym.apps.recognition.actions.recognise_in_part import recognise_in_part
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.refer import refer
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.queries import cases_of
from tanym.apps.recognition.seating import Member
from tanym.apps.site.queries import moment, read
from tanym.apps.validation.actions.advise import advise
from tanym.apps.validation.actions.ask_guidance import ask_guidance
from tanym.apps.validation.actions.begin import begin
from tanym.apps.validation.actions.choose_methods import choose_methods
from tanym.apps.validation.actions.describe import Described, describe
from tanym.apps.validation.actions.edit_plan import Edited, edit_plan
from tanym.apps.validation.actions.join_cohort import join_cohort
from tanym.apps.validation.actions.open_cohort import open_cohort
from tanym.apps.validation.actions.take_guidance import take_guidance
from tanym.apps.validation.models import Guidance
from tanym.apps.validation.queries import plan_of
from tanym.apps.validation.targets import aim
from tanym.core.recognition.evidence import EvidenceKind, Quality

SECRETARY, ASSESSOR = "saule", "timur"
COMMISSION = ("aliya", "bolat", "kamila")


def load_validations() -> None:
    """Guide, invite, describe, gather, assess, decide and plan as `validations.toml` says."""
    told = read("validations.toml")
    guided, group = told["guidance"], told["cohort"]
    asked = ask_guidance(
        actor=person(guided["person"]),
        at=moment(guided["asked_on"]),
        organisation=organisation(guided["organisation"]),
        words=guided["words"],
        consent=True,
    )
    guidance = take_guidance(
        actor=person(guided["adviser"]), at=moment(guided["taken_on"]), guidance=asked, revision=None
    )
    cohort, _secret = open_cohort(
        actor=person(group["by"]),
        at=moment(group["opened_on"]),
        employer=organisation(group["employer"]),
        aim=aim(group["aim"], group["opened_on"]),
        name=group["name"],
    )
    for row in told["validation"]:
        if row["kind"] == "cohort":
            case = join_cohort(
                actor=person(row["person"]),
                at=moment(row["begun_on"]),
                cohort=cohort,
                informed=True,
                tell=False,
            )
        else:
            case = begin(
                actor=person(row["person"]),
                at=moment(row["begun_on"]),
                aim=aim(row["aim"], row["begun_on"]),
                kind=row["kind"],
                informed=True,
            )
        _Telling(row, case, guidance).tell()


class _Telling:
    """One validation, told act by act; `case` is the case as the last act left it."""

    def __init__(self, row: dict[str, Any], case: Any, guidance: Guidance) -> None:
        self.row, self.case, self.guidance = row, case, guidance
        self.claimant = person(row["person"])

    def tell(self) -> None:
        """From the own words to where the case stands."""
        notes = self.row.get("note", [])
        described = {
            one["outcome"]: Described(one["can"], one["words"], one["could_show"])
            for one in self.row["describe"]
        }
        for note in notes[:1]:
            self._advise(note)
        self._act(describe, self.claimant, self.row["described_on"], described=described, go_on=True)
        items = [self._add(one) for one in self.row["evidence"]]
        if "submitted_on" not in self.row:
            return
        submitted, admitted = self.row["submitted_on"], self.row["admitted_on"]
        words = self.row["application"]
        self._act(submit, self.claimant, submitted, application=words, informed=True)
        self._act(accept, person(SECRETARY), admitted, assessor=person(ASSESSOR))
        for note in notes[1:]:
            self._advise(note)
        self._assess(items)
        self._decide()

    def _act(self, action: Any, actor: Any, on: date, **given: Any) -> None:
        self.case = action(actor=actor, at=moment(on), case=self.case, revision=None, **given)

    def _advise(self, note: dict[str, Any]) -> None:
        adviser = self.guidance.adviser
        assert adviser is not None
        advise(
            actor=adviser, at=moment(note["on"], 9), guidance=self.guidance, text=note["text"], case=self.case
        )
        self.case = cases_of(self.claimant).get(pk=self.case.pk)

    def _add(self, row: dict[str, Any]) -> tuple[str, list[str]]:
        given = Given(
            kind=EvidenceKind(row["kind"]), title=row["title"], dated=row.get("on"), text=row["text"]
        )
        before = set(self.case.evidence.values_list("public_id", flat=True))
        on = self.row["described_on"]
        self._act(add_evidence, self.claimant, on, given=given, outcomes=row["outcomes"])
        (added,) = set(self.case.evidence.values_list("public_id", flat=True)) - before
        return str(added), row["outcomes"]

    def _assess(self, items: list[tuple[str, list[str]]]) -> None:
        assessor, held, judged = person(ASSESSOR), self.row["interview"], self.row["judge"]
        on = held["on"]
        self._act(declare, assessor, on, relation="none")
        chosen = {one["outcome"]: one["methods"] for one in judged}
        self._act(choose_methods, assessor, on, chosen=chosen, why={})
        shown = {outcome for _item, outcomes in items for outcome in outcomes}
        self._act(
            map_outcomes,
            assessor,
            on,
            shows={(item, outcome): "part" for item, outcomes in items for outcome in outcomes},
            ratings={item: dict.fromkeys(Quality, "yes") for item, _outcomes in items},
            because={},
            direct=sorted(set(chosen) - shown),
            finish=True,
        )
        self._act(interview, assessor, on, held_on=on, record=held["record"])
        for one in judged:
            self._act(
                judge,
                assessor,
                self.row["assessed_on"],
                outcome=one["outcome"],
                achievement=one["achievement"],
                reasons=one["reasons"],
            )
        self._act(refer, assessor, self.row["assessed_on"])

    def _decide(self) -> None:
        on, told, secretary = self.row["decided_on"], self.row["decision"], person(SECRETARY)
        chair, deputy, practitioner = (person(name) for name in COMMISSION)
        members = [
            Member(chair, "chair"),
            Member(deputy, "deputy"),
            Member(practitioner, side="practitioner"),
        ]
        self._act(seat_commission, secretary, on - timedelta(days=3), members=members, elected=True)
        for member in (chair, deputy, practitioner):
            self.case = vote(actor=member, at=moment(on), record=self.case, choice=told["result"])
        findings = [
            {
                "outcome": one["outcome"],
                "recognised": one["achievement"] == "achieved",
                "reasons": one["reasons"],
                "departs": "",
            }
            for one in self.row["judge"]
        ]
        self.case = record_minutes(
            actor=secretary,
            at=moment(on),
            record=self.case,
            revision=None,
            draft={
                "result": told["result"],
                "findings": findings,
                "reasons": told["reasons"],
                "advice": told["advice"],
                "language": "kk",
            },
        )
        self._act(recognise_in_part, chair, on)
        self._plan()

    def _plan(self) -> None:
        told, plan = self.row["plan"], plan_of(self.case)
        assert plan is not None
        best: dict[str, int] = {}
        for line in plan.lines.filter(ref=told["way"]):
            best[line.outcome] = line.pk
        gaps = set(plan.lines.values_list("outcome", flat=True))
        edit_plan(
            actor=person(told["by"]),
            at=moment(told["on"]),
            plan=plan,
            revision=None,
            words=told["words"],
            lines={key: Edited(True, told["until"]) for key in best.values()},
            own=[(outcome, told["own"]) for outcome in sorted(gaps - best.keys())],
            give=True,
        )
