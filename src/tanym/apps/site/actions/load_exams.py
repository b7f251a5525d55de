"""Bring what the sample centre examines, a candidate whose theory is set, and one of whose skills was recognised."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tanym.apps.accounts.queries import person
from tanym.apps.exams.actions.admit import admit
from tanym.apps.exams.actions.apply import apply
from tanym.apps.exams.actions.conclude import conclude
from tanym.apps.exams.actions.hold_sitting import hold_sitting
from tanym.apps.exams.actions.issue_document import issue_document
from tanym.apps.exams.actions.judge_personal import judge_personal
from tanym.apps.exams.actions.make_transfer import make_transfer
from tanym.apps.exams.actions.mark_theory import mark_theory
from tanym.apps.exams.actions.mark_uploaded import mark_uploaded
from tanym.apps.exams.actions.plan_sitting import plan_sitting
from tanym.apps.exams.actions.publish_offer import Terms, publish_offer
from tanym.apps.exams.queries import offer_of
from tanym.apps.organisations.queries import organisation
from tanym.apps.recognition.actions.add_evidence import Given, add_evidence
from tanym.apps.recognition.actions.ask_adjustment import ask_adjustment
from tanym.apps.recognition.actions.decide_adjustment import decide_adjustment
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.step import step
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.site.queries import moment, read
from tanym.core.recognition.evidence import EvidenceKind

CENTRE, OFFICER, EXAMINER = "oner-centre", "madina", "aizhan"
WORKSHOP = "Алматы, Өнеркәсіп көшесі 5, шеберхана"


def load_exams() -> None:
    """Publish and examine as `exams.toml` says; after the standards."""
    told = read("exams.toml")
    for row in told["offer"]:
        _offer(row)
    for row in told["case"]:
        _Candidate(row).walk()


def _offer(row: dict[str, Any]) -> None:
    texts = {name: row.get(name, {}) for name in ("papers", "retake", "places", "conditions", "personal")}
    publish_offer(
        actor=person(row["by"]),
        at=moment(row["on"]),
        centre=organisation(row["centre"]),
        profession=row["profession"],
        terms=Terms(price=row["price"], skill_price=row["skill_price"], **texts),
    )


class _Candidate:
    """One candidate's way through the exam."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row = row
        self.case: Any = None

    def by(self, who: str, at: datetime) -> dict[str, Any]:
        return {"actor": person(who), "at": at, "case": self.case, "revision": None}

    def walk(self) -> None:
        """As far as the row goes."""
        self._apply()
        self._admit()
        if "sits_on" in self.row:
            begins = moment(self.row["sits_on"])
            at = moment(self.row["admitted_on"], 12)
            plan_sitting(**self.by(OFFICER, at), begins_at=begins, place=self.row["place"])
        if "theory" in self.row:
            self._examine()

    def _apply(self) -> None:
        row, at = self.row, moment(self.row["submitted_on"], 9)
        who = row["claimant"]
        offer = offer_of(organisation(CENTRE), row["profession"], row["submitted_on"])
        assert offer is not None
        self.case = apply(actor=person(who), at=at, offer=offer)
        given = Given(
            kind=EvidenceKind(row["kind"]),
            title=row["title"],
            provider=row["provider"],
            dated=row["dated"],
            text=row["text"],
        )
        self.case = add_evidence(**self.by(who, at), given=given)
        self.case = submit(**self.by(who, at), application=row["application"], informed=True)

    def _admit(self) -> None:
        row, at = self.row, moment(self.row["admitted_on"])
        if "asks" in row:
            asked = moment(row["submitted_on"], 11)
            wanted = ask_adjustment(**self.by(row["claimant"], asked), asked=row["asks"])
            self.case = decide_adjustment(
                actor=person(OFFICER),
                at=at,
                adjustment=wanted,
                revision=None,
                decision="granted",
                reasons=row["granted"],
            )
        found = {"service": "none", "of_age": True, "admits": ["informal", "non-formal"]}
        self.case = admit(**self.by(OFFICER, at), assessor=person(EXAMINER), **found)
        self.case = declare(**self.by(EXAMINER, at), relation="none")

    def _examine(self) -> None:
        row = self.row
        self._sit(moment(row["theory_on"]))
        correct, questions = row["theory"]
        at = moment(row["theory_on"], 12)
        self.case = mark_theory(**self.by(EXAMINER, at), correct=correct, questions=questions)
        self._sit(moment(row["practice_on"]))
        at = moment(row["practice_on"], 13)
        for outcome, (achievement, reasons) in row["skills"].items():
            self.case = judge(
                **self.by(EXAMINER, at), outcome=outcome, achievement=achievement, reasons=reasons
            )
        self.case = step(**self.by(EXAMINER, at), do="finish-practice")
        answers = [(True, words) for words in row["personal"]["answers"]]
        self.case = judge_personal(**self.by(EXAMINER, at), answers=answers)
        retake = offer_of(self.case.organisation, row["profession"], row["practice_on"])
        assert retake is not None
        words = {"recommendations": row["recommendations"], "retake": retake.retake["kk"]}
        self.case = conclude(**self.by(EXAMINER, at), **words)
        self.case = issue_document(**self.by(OFFICER, moment(row["issued_on"])))
        sent = moment(row["transferred_on"])
        transfer = make_transfer(actor=person(OFFICER), at=sent, centre=self.case.organisation)
        mark_uploaded(actor=person(OFFICER), at=sent, transfer=transfer, number=row["platform"])

    def _sit(self, begins: datetime) -> None:
        planned = begins - timedelta(days=2)
        self.case = plan_sitting(**self.by(OFFICER, planned), begins_at=begins, place=WORKSHOP)
        self.case = hold_sitting(**self.by(EXAMINER, begins), identity="document")
