"""Bring the cases about foreign learning of the sample country to the stage that they have reached."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import person
from tanym.apps.evaluation.actions.add_source import Looked, add_source
from tanym.apps.evaluation.actions.apply import apply
from tanym.apps.evaluation.actions.check_authenticity import check_authenticity
from tanym.apps.evaluation.actions.choose_route import choose_route
from tanym.apps.evaluation.actions.compare import compare
from tanym.apps.evaluation.actions.describe import Described, describe
from tanym.apps.evaluation.actions.find import find
from tanym.apps.evaluation.actions.propose import Proposal, propose
from tanym.apps.organisations.queries import organisation
from tanym.apps.portfolio.given import Given
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.confirm_credits import confirm_credits
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.map_outcomes import map_outcomes
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.refer import refer
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.seating import Member
from tanym.apps.site.queries import moment, read
from tanym.core.credentials.checks import Outcome
from tanym.core.recognition.evidence import EvidenceKind, Quality
from tanym.core.recognition.foreign.authenticity import Method, Standing
from tanym.core.recognition.foreign.difference import Difference
from tanym.core.recognition.foreign.findings import Finding, Part, Source
from tanym.core.recognition.foreign.purpose import Purpose
from tanym.core.recognition.foreign.statements import StatementType
from tanym.core.recognition.routing import Route

CENTRE = "national-centre"
OFFICE, EVALUATOR = "arailym", "ainash"
COMMISSION = {"sanzhar": "chair", "togzhan": "deputy", "marzhan": ""}


def load_evaluations() -> None:
    """Apply, look up, compare and decide as `evaluations.toml` says."""
    for row in read("evaluations.toml")["evaluation"]:
        _Telling(row).tell()


class _Telling:
    """One case, told act by act; `case` is the case as the last act left it."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row = row
        self.claimant: Person = person(row["claimant"])

    def tell(self) -> None:
        """From the purpose to where the case stands."""
        row = self.row
        submitted: date = row["submitted_on"]
        self.case = apply(
            actor=self.claimant,
            at=moment(submitted, 8),
            purpose=Purpose(row["purpose"]),
            organisation=organisation(CENTRE),
            wanted=row["wanted"],
        )
        self.outcomes = [one["id"] for one in self.case.target["outcomes"]]
        paper = row["evidence"]
        given = Given(
            EvidenceKind(paper["kind"]),
            paper["title"],
            paper["provider"],
            paper["issued_on"],
            text=paper["text"],
        )
        self._act(add_evidence, self.claimant, submitted, given=given, outcomes=self.outcomes)
        self._act(submit, self.claimant, submitted, application=row["application"], informed=True)
        self._accept()
        self._look_up()
        if "decision" in row:
            self._decide(row["decision"])

    def _act(self, action: Any, actor: Person, on: date, **given: Any) -> None:
        self.case = action(actor=actor, at=moment(on), case=self.case, revision=None, **given)

    def _accept(self) -> None:
        row, on = self.row, self.row["complete_on"]
        described = Described(**row["described"], award_day=row["evidence"]["issued_on"])
        office = person(OFFICE)
        self._act(describe, office, on, described=described)
        self._act(
            choose_route, office, on, route=Route(row["route"]["route"]), reasons=row["route"]["reasons"]
        )
        self._act(accept, office, on, assessor=person(EVALUATOR))
        self._act(declare, person(EVALUATOR), on + timedelta(days=3), relation="none")

    def _look_up(self) -> None:
        row, evaluator, day = self.row, person(EVALUATOR), self.row["evidence"]["issued_on"]
        on = self.row["complete_on"] + timedelta(days=4)
        for one in row["source"]:
            looked = Looked(one["name"], one["official"], Standing(one["standing"]), day)
            self._act(add_source, person(one["by"]), one["on"], looked=looked)
        if "check" in row:
            check = row["check"]
            self._act(
                check_authenticity,
                evaluator,
                check["on"],
                item=self.case.evidence.get(),
                method=Method(check["method"]),
                outcome=Outcome(check["outcome"]),
                note=check["note"],
            )
        for one in row["finding"]:
            finding = Finding(
                Part(one["part"]),
                one["name"],
                one["rating"],
                one.get("value", ""),
                Source(one["source"]) if "source" in one else None,
                day if "source" in one else None,
                one.get("because", ""),
            )
            self._act(find, evaluator, on, finding=finding)
        for one in row.get("difference", []):
            self._act(compare, evaluator, on, difference=Difference("", one["element"], one["in_what"]))

    def _decide(self, decided: dict[str, Any]) -> None:
        evaluator, on = person(EVALUATOR), decided["judged_on"]
        item = str(self.case.evidence.get().public_id)
        self._act(
            map_outcomes,
            evaluator,
            on,
            shows={(item, one): "yes" for one in self.outcomes},
            ratings={item: dict.fromkeys(Quality, "yes")},
            finish=True,
        )
        for one in self.outcomes:
            self._act(
                judge, evaluator, on, outcome=one, achievement="achieved", reasons=decided["findings"][one]
            )
        self._act(propose, evaluator, on, proposal=Proposal(StatementType(decided["statement"])))
        self._act(refer, evaluator, on)
        self._sit(decided)

    def _sit(self, decided: dict[str, Any]) -> None:
        office, on = person(OFFICE), decided["decided_on"]
        members = [Member(person(name), seat) for name, seat in COMMISSION.items()]
        self._act(seat_commission, office, on - timedelta(days=3), members=members, elected=True)
        for name in COMMISSION:
            vote(actor=person(name), at=moment(on), record=self.case, choice=decided["result"])
        findings = [
            {"outcome": one, "recognised": True, "reasons": decided["findings"][one], "departs": ""}
            for one in self.outcomes
        ]
        draft = {
            "result": decided["result"],
            "findings": findings,
            "reasons": decided["reasons"],
            "advice": "",
            "language": decided["language"],
        }
        self.case = record_minutes(actor=office, at=moment(on), record=self.case, revision=None, draft=draft)
        recognise(actor=person("sanzhar"), at=moment(on), case=self.case, revision=None)
        self.case.refresh_from_db()
        self._act(
            confirm_credits, office, on + timedelta(days=1), credits=0, line="Register of statements, 2026-1"
        )
