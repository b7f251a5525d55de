"""The facts of an issued award, and what the rules on issue then say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tanym import rulepacks
from tanym.core.credentials.issue_facts import document_facts, record_facts, status_facts
from tanym.core.credentials.record import (
    AwardRecord,
    Body,
    Grade,
    HashedIdentity,
    Holder,
    HolderName,
    Kind,
    RecordedAssessment,
    RecordedLevel,
    RecordedOutcome,
    RecordedQuality,
    Skill,
)
from tanym.core.rules import Outcome, Report, check
from tanym.core.rules.types import Interval

DAY = date(2026, 3, 1)
LAW = rulepacks.stack(rulepacks.load(["eu"]), DAY)
RECORD = AwardRecord(
    kind=Kind.MICRO_QUALIFICATION,
    id="https://tanym.example/c/1",
    achievement_id="https://tanym.example/m/1",
    number="AAAA-BBBB-CC",
    titles={"en": "Data analysis for decisions"},
    holder=Holder(
        HolderName("", "", "SEIITOVA AIGUL"), identities=(HashedIdentity("emailAddress", "sha256$ab", "s"),)
    ),
    awarding=Body("did:web:tanym.example:o:kokzhar", {"en": "Kokzhar University"}),
    awarded_at=datetime(2026, 3, 1, 9, tzinfo=UTC),
    outcomes=(
        RecordedOutcome(
            "lo-1", {"en": "Cleans a table"}, skills=(Skill("ps-1", "ps-1", "Professional standard"),)
        ),
    ),
    assessments=(RecordedAssessment("practical-task", on=DAY),),
    grade=Grade(82, "B", "3.0", scale={"en": "Letters of 26 March 2025"}),
    workload={"contact": 600},
    level=RecordedLevel(basis="not-levelled"),
    participation="blended",
    quality=RecordedQuality("internal"),
    prerequisites={"en": "None"},
    identity_check="document-in-person",
    place={"en": "Kokzhar"},
)
DOCUMENT = {
    "proof": {"type": "DataIntegrityProof"},
    "credentialStatus": {"statusListCredential": "https://tanym.example/status/1"},
}


def facts(record: AwardRecord = RECORD, document: dict[str, Any] = DOCUMENT) -> dict[str, object]:
    found = record_facts(
        record,
        DAY,
        authorised=Interval(date(2025, 1, 1), date(2027, 1, 1)),
        version="aa11",
        assessed="aa11",
    )
    found |= document_facts(
        document, check_address="https://tanym.example/v/AAAA-BBBB-CC", no_decision="No decision."
    )
    return found | status_facts()


def report(found: dict[str, object]) -> Report:
    return check(LAW, "issue", found, DAY)


def not_met(found: dict[str, object]) -> set[str]:
    return {one.rule for one in report(found).findings if one.outcome is Outcome.NOT_MET}


def test_a_complete_award_meets_every_rule_on_issue() -> None:
    outcomes = {one.rule: one.outcome for one in report(facts()).findings}
    assert outcomes.pop("IS-08-R") is Outcome.NOT_APPLICABLE
    assert set(outcomes.values()) == {Outcome.MET}


@pytest.mark.parametrize(
    ("changed", "rules"),
    [
        ({"holder": Holder(HolderName("", "", "SEIITOVA AIGUL"))}, {"IS-01"}),
        (
            {
                "holder": Holder(
                    HolderName("", "", "SEIITOVA AIGUL"), identities=(HashedIdentity("number", "42", ""),)
                )
            },
            {"IS-01"},
        ),
        ({"awarding": replace(RECORD.awarding, country="Kazakhstan")}, {"IS-03"}),
        ({"assessments": (RecordedAssessment("practical-task", on=date(2026, 3, 2)),)}, {"IS-04"}),
        ({"place": {}}, {"IS-04-P"}),
        ({"workload": {}}, {"IS-05"}),
        ({"participation": ""}, {"IS-05", "IS-12"}),
        ({"level": RecordedLevel()}, {"IS-05", "IS-12"}),
        ({"quality": None}, {"IS-05"}),
        ({"grade": Grade(82, "B")}, {"IS-09"}),
        ({"grade": None}, set()),
        ({"titles": {"en": "Data analysis, through validation"}}, {"IS-10"}),
        ({"prerequisites": {}}, {"IS-12"}),
        ({"assessments": (RecordedAssessment("practical-task"),)}, {"IS-13"}),
    ],
)
def test_what_a_record_lacks_is_named(changed: dict[str, Any], rules: set[str]) -> None:
    assert not_met(facts(replace(RECORD, **changed))) == rules


def test_a_document_without_seal_or_status_is_not_issued() -> None:
    found = report(facts(document={}))
    assert {one.rule for one in found.blocking} == {"IS-07"}
    assert "IS-08" in not_met(facts(document={}))


def test_another_version_than_the_assessed_one_is_seen() -> None:
    assert not_met(facts() | {"issue.version_digest": "aa12"}) == {"IS-06"}


def test_a_body_outside_the_register_says_nothing_of_its_right() -> None:
    found = record_facts(RECORD, DAY, authorised=None, version="a", assessed="a")
    assert "issue.awarding_body_authorised" not in found


def test_a_revocation_needs_its_reason() -> None:
    assert not_met(facts() | status_facts(revoked_on=DAY, reasoned=True)) == set()
    assert not_met(facts() | status_facts(revoked_on=DAY)) == {"IS-08-R"}


def test_the_facts_do_not_name_the_holder() -> None:
    assert "SEIITOVA" not in str(facts())
