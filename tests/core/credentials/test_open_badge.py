"""The composed badge: complete, multilingual, without personal data where none belongs."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.record import AwardRecord, Holder, HolderName, Kind
from tanym.core.credentials.status.bitstring import StatusEntry
from tanym.core.credentials.structure import check_structure
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import INDEX, LIST, award, decision


def every(node: Any) -> list[Any]:
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [node, *(inner for child in children for inner in every(child))]


@pytest.mark.parametrize("record", [award(), decision()], ids=["award", "decision"])
def test_nothing_in_a_badge_is_null_or_empty(record: AwardRecord) -> None:
    badge = open_badge(record, status=StatusEntry(LIST, INDEX))
    check_structure(badge)
    assert not [node for node in every(badge) if node is None or node in ("", [], {})]


def test_a_badge_holds_no_date_of_birth_no_national_number_and_no_name_in_an_identifier() -> None:
    badge = open_badge(award(), status=StatusEntry(LIST, INDEX))
    text = json.dumps(badge, ensure_ascii=False)
    assert not re.search(r"birth|nationalIdentityNumber|\b\d{12}\b", text)
    identifiers = [node["id"] for node in every(badge) if isinstance(node, dict) and "id" in node]
    assert identifiers
    assert not [one for one in identifiers if re.search("seiit|aigul|сеит", one, re.IGNORECASE)]


def test_the_name_stands_in_three_forms() -> None:
    identities = open_badge(award())["credentialSubject"]["identifier"]
    assert {one["identityType"]: one["identityHash"] for one in identities} == {
        "name": "SEIITOVA AIGUL",
        "ext:name-kk": "Айгүл Сейітова",
        "ext:name-ru": "Айгуль Сеитова",
    }


def test_the_mandatory_elements_of_the_recommendation_are_in_the_badge() -> None:
    achievement = open_badge(award())["credentialSubject"]["achievement"]
    elm = "http://data.europa.eu/snb/model/elm/"
    assert achievement[f"{elm}volumeOfLearning"]["@value"] == "PT75H"
    assert [point[f"{elm}point"] for point in achievement[f"{elm}creditPoint"]] == ["3", "3"]
    assert achievement[f"{elm}mode"] == "blended"
    assert achievement[f"{elm}accreditation"]["http://purl.org/dc/terms/type"] == "external-review"
    assert achievement[f"{elm}provenBy"][0]["http://purl.org/dc/terms/type"] == "practical-task"
    assert achievement["alignment"][0]["targetName"] == "EQF 6 (indicative, not referenced)"
    titles = {one["@language"] for one in achievement["http://purl.org/dc/terms/title"]}
    assert titles == {"kk", "ru", "en"}


def test_the_day_of_the_award_is_the_day_at_its_place() -> None:
    """Half past midnight in Kazakhstan is still the day before in UTC."""
    assert open_badge(award())["awardedDate"] == "2026-06-16T00:30:00+05:00"


def test_lists_of_one_are_lists() -> None:
    badge = open_badge(award())
    for node in every(badge):
        if isinstance(node, dict):
            for name in (
                "result",
                "resultDescription",
                "alignment",
                "evidence",
                "identifier",
                "otherIdentifier",
            ):
                if name in node and not (name == "identifier" and "identifierType" in node):
                    assert not isinstance(node[name], dict)


def test_a_decision_is_no_micro_credential() -> None:
    badge = open_badge(decision())
    subject = badge["credentialSubject"]
    assert subject["achievement"]["achievementType"] == "ext:RecognitionStatement"
    assert subject["creditsEarned"] == 2
    assert [result["value"] for result in subject["result"]] == ["recognised", "not-recognised"]


def test_a_record_that_cannot_be_is_refused() -> None:
    with pytest.raises(InvalidValue):
        Holder(HolderName("", "", ""))
    with pytest.raises(InvalidValue):
        award(kind=Kind.RECOGNITION)
    with pytest.raises(InvalidValue):
        award(awarded_at=award().awarded_at.replace(tzinfo=None))
