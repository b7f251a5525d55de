"""Bring the recognition cases of the sample country to the stage that they have reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tanym.apps.accounts.queries import person
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.models import Award
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.add_evidence import Given, add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.interview import interview
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.map_outcomes import map_outcomes
from tanym.apps.recognition.actions.refer import refer
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.seating import Member
from tanym.apps.site.queries import moment, read
from tanym.core.recognition.evidence import EvidenceKind

MINUTES_OF_AN_ACADEMIC_HOUR = 50


def load_cases(awards: Mapping[str, str]) -> None:
    """Apply, map, interview, judge and seat as `cases.toml` says. `awards`: enrolment code → source of its award."""
    papers = {row["code"]: row for row in read("certificates.toml")["certificate"]}
    for row in read("cases.toml")["case"]:
        _Telling(row, papers, awards).tell()


class _Telling:
    """One case, told act by act; `case` is the case as the last act left it."""

    def __init__(
        self, row: dict[str, Any], papers: Mapping[str, dict[str, Any]], awards: Mapping[str, str]
    ) -> None:
        self.row, self.papers, self.awards = row, papers, awards
        found = disciplines(organisation(row["organisation"]))
        self.discipline = found.get(programme__code=row["programme"], code=row["discipline"])
        self.claimant, self.assessor = person(row["claimant"]), person(row["assessor"])
        self.submitted: date = row["submitted_on"]
        self.complete: date = row["complete_on"]

    def tell(self) -> None:
        """From the application to where the case stands."""
        self.case = apply(actor=self.claimant, at=moment(self.submitted, 8), discipline=self.discipline)
        items = {evidence["id"]: self._add(evidence) for evidence in self.row["evidence"]}
        self._act(
            submit, self.claimant, self.submitted, application=self.row["application"]["text"], informed=True
        )
        self._act(accept, person(self.row["secretary"]), self.complete, assessor=self.assessor)
        day = self.complete + timedelta(days=1)
        self._act(declare, self.assessor, day, relation="none")
        self._map(items, day)
        self._judge()
        if self.row["stage"] == "commission":
            self._to_the_commission()

    def _act(self, action: Any, actor: Any, on: date, **given: Any) -> None:
        self.case = action(actor=actor, at=moment(on), case=self.case, revision=None, **given)

    def _add(self, row: dict[str, Any]) -> str:
        outcomes = [m["outcome"] for m in self.row["mapping"] if m["evidence"] == row["id"] and m["claimed"]]
        award = Award.objects.get(source=self.awards[row["enrolment"]]) if row["kind"] == "award" else None
        given = None if award else self._given(row)
        before = set(self.case.evidence.values_list("public_id", flat=True))
        self._act(add_evidence, self.claimant, self.submitted, outcomes=outcomes, award=award, given=given)
        (added,) = set(self.case.evidence.values_list("public_id", flat=True)) - before
        return str(added)

    def _given(self, row: dict[str, Any]) -> Given:
        paper = self.papers[row["certificate"]]
        hours = paper.get("hours")
        return Given(
            kind=EvidenceKind(row["kind"]),
            title=paper["title"],
            provider=paper["provider_name"],
            dated=paper["issued_on"],
            minutes=hours * MINUTES_OF_AN_ACADEMIC_HOUR if hours else None,
            text=paper["text"].strip(),
            joint="own_share" in row,
            own_share=row.get("own_share", ""),
        )

    def _map(self, items: Mapping[str, str], on: date) -> None:
        rows = self.row["evidence"]
        mapped = {(items[m["evidence"]], m["outcome"]): m["shows"] for m in self.row["mapping"]}
        touched = {outcome for (_item, outcome), shows in mapped.items() if shows != "no"}
        self._act(
            map_outcomes,
            self.assessor,
            on,
            shows=mapped,
            ratings={items[r["id"]]: r["ratings"] for r in rows},
            because={items[r["id"]]: r["rating_reasons"] for r in rows},
            direct=[o["id"] for o in self.discipline.outcomes if o["id"] not in touched],
            finish=True,
        )

    def _judge(self) -> None:
        held = self.row["interview"]
        self._act(interview, self.assessor, held["held_on"], held_on=held["held_on"], record=held["record"])
        for row in self.row["judgement"]:
            self._act(
                judge,
                self.assessor,
                row["on"],
                outcome=row["outcome"],
                achievement=row["achievement"],
                reasons=row["reasons"],
            )

    def _to_the_commission(self) -> None:
        on = self.row["judgement"][-1]["on"]
        self._act(refer, self.assessor, on)
        offices = {self.row["chair"]: "chair", self.row["commission"][1]: "deputy"}
        members = [
            Member(person(name), offices.get(name, ""), "practitioner" if name == "kamila" else "educator")
            for name in self.row["commission"]
        ]
        self._act(
            seat_commission,
            person(self.row["secretary"]),
            on + timedelta(days=3),
            members=members,
            elected=True,
        )
