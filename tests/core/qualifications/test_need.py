"""What evidence of need shows to the rules, and how long it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tanym.core.qualifications.design import NeedEvidence
from tanym.core.qualifications.need import evidence_facts, expired
from tanym.core.rules import Outcome, check, resolve
from tanym.rulepacks.loader import shipped, vocabulary

DAY = date(2026, 11, 21)
WHOLE = NeedEvidence(
    source="Qaraghai",
    on=date(2026, 9, 1),
    text={"en": "We look for six analysts."},
    kind="employer-letter",
    occupation="2511-1 data analyst",
    outcomes=("lo-1", "lo-2"),
    verified_by="Kokzhar University, career service",
    expires_on=date(2028, 9, 1),
)


def outcomes(evidence: NeedEvidence, confirmed_by: str = "") -> dict[str, Outcome]:
    stack = resolve([pack for pack in shipped() if pack.id == "eu"], DAY, vocabulary())
    report = check(stack, "evidence", evidence_facts(evidence, DAY, confirmed_by), DAY)
    return {one.rule: one.outcome for one in report.findings}


def test_a_whole_record_that_the_employer_has_confirmed_meets_every_rule() -> None:
    assert set(outcomes(WHOLE, "E. Bekov, Qaraghai").values()) == {Outcome.MET}


@pytest.mark.parametrize("member", ["occupation", "outcomes", "verified_by", "expires_on", "on"])
def test_a_record_that_lacks_a_part_is_not_whole(member: str) -> None:
    lacking = replace(WHOLE, **{member: () if member == "outcomes" else None})
    assert outcomes(lacking)["LM-01"] is not Outcome.MET


def test_a_letter_that_was_only_uploaded_is_not_confirmed() -> None:
    assert outcomes(WHOLE)["LM-03"] is not Outcome.MET


def test_a_survey_needs_nobody_at_an_employers() -> None:
    assert outcomes(replace(WHOLE, kind="survey"))["LM-03"] is Outcome.NOT_APPLICABLE


def test_old_evidence_counts_half_and_very_old_nothing() -> None:
    old = outcomes(replace(WHOLE, on=date(2024, 6, 1)))
    assert (old["LM-02"], old["LM-02-N"]) == (Outcome.NOT_MET, Outcome.MET)
    assert outcomes(replace(WHOLE, on=date(2023, 6, 1)))["LM-02-N"] is Outcome.NOT_MET


def test_evidence_counts_on_its_last_day_and_not_after_it() -> None:
    assert not expired(WHOLE, date(2028, 9, 1))
    assert expired(WHOLE, date(2028, 9, 1) + timedelta(1))
    assert not expired(NeedEvidence(source="x"), DAY)
