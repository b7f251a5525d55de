"""Bring the standing decisions of the sample country, with the cases that they follow from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tanym.apps.accounts.queries import person
from tanym.apps.clocks.actions.run_one import run_one
from tanym.apps.offers.actions.propose import propose
from tanym.apps.offers.actions.put_in_force import put_in_force
from tanym.apps.offers.proposing import Terms
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.models import Award, Discipline
from tanym.apps.qualifications.queries import disciplines
from tanym.apps.recognition.actions.accept import accept
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.confirm_credits import confirm_credits
from tanym.apps.recognition.actions.declare import declare
from tanym.apps.recognition.actions.interview import interview
from tanym.apps.recognition.actions.judge import judge
from tanym.apps.recognition.actions.map_outcomes import map_outcomes
from tanym.apps.recognition.actions.recognise import recognise
from tanym.apps.recognition.actions.recognise_in_part import recognise_in_part
from tanym.apps.recognition.actions.record_minutes import record_minutes
from tanym.apps.recognition.actions.refer import refer
from tanym.apps.recognition.actions.seat_commission import seat_commission
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.actions.vote import vote
from tanym.apps.recognition.held import CASE
from tanym.apps.recognition.seating import Member
from tanym.apps.site.enrolling import bring_enrolment
from tanym.apps.site.queries import moment, read
from tanym.core.recognition.decision import Result
from tanym.core.recognition.evidence import Quality

SECRETARY, ASSESSOR, REGISTRAR = "saule", "timur", "rustem"
COMMISSION = {"aliya": "chair", "bolat": "deputy", "kamila": ""}


def load_offers() -> None:
    """Enrol and award, decide the cases, propose what counts for everybody and put it in force as `offers.toml` says."""
    told = read("offers.toml")
    (source,) = [bring_enrolment(row) for row in told["enrolment"]]
    award = Award.objects.get(source=source)
    for row in told["decision"]:
        _Telling(row, award).tell()


class _Telling:
    """One case and the standing decision that follows; `case` is the case as the last act left it."""

    def __init__(self, row: dict[str, Any], award: Award) -> None:
        self.row, self.award = row, award
        found = disciplines(organisation("sayram"))
        self.discipline: Discipline = found.get(programme__code=row["programme"], code=row["discipline"])

    def tell(self) -> None:
        """From the application to the standing decision; then the discipline is as it is today."""
        now, before = self.discipline.outcomes, self.row.get("before", {})
        self._write([one | ({"text": before[one["id"]]} if one["id"] in before else {}) for one in now])
        self._decide()
        self._for_everybody()
        self._write(now)

    def _write(self, outcomes: list[dict[str, Any]]) -> None:
        self.discipline.outcomes = outcomes
        self.discipline.save(update_fields=["outcomes"])

    def _act(self, action: Any, actor: str, on: date, hour: int = 10, **given: Any) -> None:
        self.case = action(actor=person(actor), at=moment(on, hour), case=self.case, revision=None, **given)

    def _decide(self) -> None:
        row, found = self.row, self.row["found"]
        claimant, on, day = row["claimant"], row["submitted_on"], timedelta(days=1)
        self.case = apply(actor=person(claimant), at=moment(on, 8), discipline=self.discipline)
        recognised = row["recognised"]
        self._act(add_evidence, claimant, on, outcomes=recognised, award=self.award)
        self._act(submit, claimant, on, application=row["application"], informed=True)
        self._act(accept, SECRETARY, on + day, assessor=person(ASSESSOR))
        self._act(declare, ASSESSOR, on + 2 * day, relation="none")
        item = str(self.case.evidence.get().public_id)
        self._act(
            map_outcomes,
            ASSESSOR,
            on + 2 * day,
            shows={(item, one): "yes" for one in recognised},
            ratings={item: dict.fromkeys(Quality, "yes")},
            direct=[one for one in found if one not in recognised],
            finish=True,
        )
        self._act(interview, ASSESSOR, on + 7 * day, held_on=on + 7 * day, record=row["interview"])
        for outcome, reasons in found.items():
            mark = "achieved" if outcome in recognised else "not-achieved"
            self._act(judge, ASSESSOR, on + 8 * day, outcome=outcome, achievement=mark, reasons=reasons)
        self._act(refer, ASSESSOR, on + 8 * day)
        self._sit(row["decided_on"])

    def _sit(self, on: date) -> None:
        row, recognised = self.row, self.row["recognised"]
        result = Result.RECOGNISE if len(recognised) == len(row["found"]) else Result.IN_PART
        members = [
            Member(person(name), office, "practitioner" if name == "kamila" else "educator")
            for name, office in COMMISSION.items()
        ]
        self._act(seat_commission, SECRETARY, on, members=members, elected=True)
        for name in COMMISSION:
            vote(actor=person(name), at=moment(on), record=self.case, choice=str(result))
        findings = [
            {"outcome": outcome, "recognised": outcome in recognised, "reasons": reasons, "departs": ""}
            for outcome, reasons in row["found"].items()
        ]
        draft = {"result": str(result), "findings": findings, "language": "kk"} | {
            name: row[name] for name in ("reasons", "advice")
        }
        record_minutes(
            actor=person(SECRETARY), at=moment(on, 11), record=self.case, revision=None, draft=draft
        )
        self._act(recognise if result is Result.RECOGNISE else recognise_in_part, "aliya", on, 12)
        self.case.refresh_from_db()
        if row["line"]:
            credits = self.discipline.credits
            self._act(confirm_credits, REGISTRAR, on + timedelta(days=1), credits=credits, line=row["line"])

    def _for_everybody(self) -> None:
        row = self.row
        terms = Terms([_code(self.award)], row["recognised"], row["since"], row["until"], row["words"])
        proposed = row["since"] - timedelta(days=3)
        run_one(at=moment(proposed, 6), subject=f"{CASE}:{self.case.public_id}")  # the term of appeal is over
        self.case.refresh_from_db()
        made = propose(actor=person(SECRETARY), at=moment(proposed), case=self.case, terms=terms)
        put_in_force(actor=person("bolat"), at=moment(row["since"]), standing=made, revision=None)


def _code(award: Award) -> str:
    assert award.version is not None
    return award.version.micro_qualification.code
