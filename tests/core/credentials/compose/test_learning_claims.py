"""The claims of the European learning credential: each mandatory one is there, and none says more than the record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tanym.core.credentials.compose.learning_claims import VCT, learning_claims
from tanym.core.credentials.plain_claims import read
from tanym.core.credentials.record import AwardRecord, Body, Holder, HolderName, Kind, RecordedLevel
from tanym.core.credentials.status.token_list import TokenStatus
from tests.core.credentials.cast import ISSUER, award, decision

MANDATORY = {
    "vct", "iss", "family_name", "achievement_title", "language_of_classes", "learner_identification",
    "expected_study_time", "level_of_learning_experience", "types_of_quality_assurance", "issuing_authority",
    "issuing_country", "date_of_issuance", "date_of_expiry",
}  # fmt: skip
BARE = AwardRecord(
    kind=Kind.MICRO_QUALIFICATION,
    id="urn:uuid:1",
    achievement_id="urn:uuid:2",
    number="7Q4K",
    titles={"ru": "Анализ данных"},
    holder=Holder(HolderName("Айгүл Сейітова", "", "")),
    awarding=Body(ISSUER, {"ru": "Кокжар"}),
    awarded_at=datetime(2026, 6, 16, tzinfo=UTC),
)


@pytest.mark.parametrize("record", [award(), decision(), BARE], ids=["award", "decision", "bare"])
def test_every_mandatory_claim_is_there(record: AwardRecord) -> None:
    claims = learning_claims(record, issuer=ISSUER)
    assert claims.all.keys() >= MANDATORY
    assert claims.all["vct"] == VCT
    assert all(value not in (None, "", []) for value in claims.all.values())


def test_what_is_not_known_is_said_to_be_so() -> None:
    claims = learning_claims(BARE, issuer=ISSUER).all
    assert claims["expected_study_time"] == "not stated"
    assert claims["types_of_quality_assurance"] == ["not stated"]
    assert claims["language_of_classes"] == ["und"]
    assert claims["level_of_learning_experience"] == 0
    assert claims["date_of_expiry"] == "9999-12-31"
    assert claims["family_name"] == "Айгүл Сейітова"
    assert "given_name" not in claims
    said = read(claims)
    assert (said.workload, said.nqf, said.quality_body, said.until) == ("", "", {}, None)


def test_the_holder_may_hold_back_what_tells_of_the_person() -> None:
    claims = learning_claims(award(), issuer=ISSUER, status=TokenStatus("https://kokzhar.example/t/1", 5))
    assert {
        "family_name",
        "given_name",
        "learner_identification",
        "assessment_grade",
    } <= claims.disclosable.keys()
    assert not {"iss", "vct", "status", "exp", "achievement_title"} & claims.disclosable.keys()
    assert claims.open["status"] == {"status_list": {"idx": 5, "uri": "https://kokzhar.example/t/1"}}


def test_the_earlier_end_is_the_end_of_the_attestation() -> None:
    early, late = datetime(2027, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
    claims = learning_claims(award(valid_until=late), issuer=ISSUER, valid_until=early).open
    assert claims["exp"] == int(early.timestamp())
    assert claims["date_of_expiry"] == "2029-01-01"
    assert "exp" not in learning_claims(award(), issuer=ISSUER).open


def test_a_level_that_is_not_referenced_is_called_indicative() -> None:
    assert "indicative" in learning_claims(award(), issuer=ISSUER).open["achievement_description"]
    level = RecordedLevel(6, 5, "referenced", "in-nqf")
    claims = learning_claims(award(level=level), issuer=ISSUER).all
    assert "indicative" not in claims["achievement_description"]
    assert claims["level_of_learning_experience"] == 5
    only = learning_claims(award(level=RecordedLevel(nqf=4)), issuer=ISSUER).all
    assert only["level_of_learning_experience"] == 4


def test_only_what_was_recognised_is_an_outcome() -> None:
    assert learning_claims(decision(), issuer=ISSUER).open["learning_outcomes"] == ["Clean and join tables."]


def test_a_strangers_credential_is_read_too() -> None:
    said = read({"family_name": "Smith", "level_of_learning_experience": "EQF 6", "language_of_classes": "en",
                 "achievement_title": "Data Stewardship", "learning_outcomes": "Plans data.", "date_of_expiry": 7})  # fmt: skip
    assert said.names == {"passport": "Smith"}
    assert (said.nqf, said.until) == ("EQF 6", None)
    assert [one.text for one in said.can] == [{"und": "Plans data."}]
