"""The record of a completed micro-qualification says what was found, and how."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tanym.core.credentials.completion import Found, Surroundings, completed
from tanym.core.credentials.record import AwardRecord, Body, Grade, Holder, HolderName
from tanym.core.qualifications.design import (
    Assessment,
    Covering,
    Design,
    LearningOutcome,
    OutcomeLink,
    Quality,
)

DESIGN = Design(
    code="data",
    titles={"en": "Data"},
    outcomes=(
        LearningOutcome("lo-1", "skill", {"en": "Cleans."}, (OutcomeLink("esco", "http://data.europa.eu/esco/skill/1"),)),
        LearningOutcome("lo-2", "knowledge", {"en": "Tells apart."}),
        LearningOutcome("lo-3", "skill", {"en": "Nobody asks."}),
    ),
    assessments=(
        Assessment("task", "practical-task", covers=(Covering("lo-1", threshold=70), Covering("lo-2", threshold=60))),
        Assessment("talk", "interview", covers=(Covering("lo-1", threshold=50),)),
    ),
    quality=Quality(kind="external-review", body="senim"),
    workload={"contact": 600, "assessment": 300},
    credits=200,
)  # fmt: skip
BODY = Body("did:web:tanym.example:o:kokzhar", {"en": "Kokzhar"})


def record(supervision: str = "supervised-with-id", talk: str = "supervised-with-id") -> AwardRecord:
    return completed(
        DESIGN,
        {
            ("task", "lo-1"): Found(80, supervision, date(2026, 6, 14)),
            ("task", "lo-2"): Found(59, supervision, date(2026, 6, 15)),
            ("talk", "lo-1"): Found(85, talk, date(2026, 6, 16)),
        },
        holder=Holder(HolderName("Айгүл", "Айгуль", "SEIITOVA AIGUL")),
        grade=Grade(71, "C+", "2.33"),
        around=Surroundings(BODY, BODY, BODY, {"en": "Senim"}, ({"en": "Counts."},), {"en": "Karaganda"}),
        version="3",
        achievement_id="https://tanym.example/m/1",
        awarded_at=datetime(2026, 6, 19, 9, tzinfo=UTC),
    )


def test_an_outcome_shown_twice_has_the_mean_of_both_and_the_stricter_threshold() -> None:
    outcome = record().outcomes[0]
    assert (outcome.percent, outcome.threshold, outcome.achieved) == (83, 70, True)


def test_an_outcome_below_its_threshold_is_not_achieved() -> None:
    assert record().outcomes[1].achieved is False


def test_an_outcome_that_nothing_assesses_is_not_achieved_and_has_no_result() -> None:
    assert (record().outcomes[2].percent, record().outcomes[2].achieved) == (None, False)


def test_the_weakest_way_of_identification_speaks_for_the_whole() -> None:
    assert record().identity_check == "document-in-person"
    assert record(talk="supervised").identity_check == "account"
    assert record(talk="unsupervised").identity_check == "none"


def test_an_assessment_carries_the_day_of_its_last_result() -> None:
    assert [one.on for one in record().assessments] == [date(2026, 6, 15), date(2026, 6, 16)]


def test_amounts_level_and_quality_are_those_of_the_design() -> None:
    found = record()
    assert (found.minutes, found.credits, found.version, found.code) == (900, 200, "3", "data")
    assert found.quality is not None
    assert found.quality.body == {"en": "Senim"}
    assert found.outcomes[0].skills[0].framework == "ESCO"
