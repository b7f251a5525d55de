"""A record is read back as it was written."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.credentials.record import (
    AwardRecord,
    Body,
    Decision,
    Grade,
    HashedIdentity,
    Holder,
    HolderName,
    Kind,
    Recognition,
    RecordedAssessment,
    RecordedOutcome,
    RecordedQuality,
)
from tanym.core.credentials.record_document import Records, from_json, to_json
from tanym.core.kernel.errors import InvalidValue
from tests.core.credentials.cast import award

LINES = st.text(max_size=20)
TEXTS = st.dictionaries(st.sampled_from(["kk", "ru", "en"]), LINES, max_size=3)
OUTCOMES = st.builds(
    RecordedOutcome,
    id=LINES,
    text=TEXTS,
    kind=LINES,
    achieved=st.booleans(),
    percent=st.none() | st.integers(0, 100),
    reason=TEXTS,
)
RECORDS = st.builds(
    AwardRecord,
    kind=st.just(Kind.MICRO_QUALIFICATION),
    id=LINES,
    achievement_id=LINES,
    number=LINES,
    titles=st.fixed_dictionaries({"kk": LINES}),
    holder=st.builds(
        Holder,
        name=st.builds(HolderName, kk=st.just("Айгүл"), ru=LINES, passport=LINES),
        identities=st.lists(st.builds(HashedIdentity, LINES, LINES, LINES), max_size=2).map(tuple),
    ),
    awarding=st.builds(Body, id=LINES, names=TEXTS),
    awarded_at=st.datetimes(timezones=st.just(UTC)),
    outcomes=st.lists(OUTCOMES, max_size=3).map(tuple),
    assessments=st.lists(
        st.builds(
            RecordedAssessment,
            type=LINES,
            outcomes=st.lists(LINES, max_size=2).map(tuple),
            on=st.none() | st.dates(),
        ),
        max_size=2,
    ).map(tuple),
    grade=st.none() | st.builds(Grade, percent=st.none() | st.integers(0, 100), letter=LINES),
    workload=st.dictionaries(st.sampled_from(["contact", "practice"]), st.integers(0, 9000)),
    credits=st.none() | st.integers(0, 4000),
    quality=st.none() | st.builds(RecordedQuality, kind=LINES, since=st.none() | st.dates()),
    is_not=st.lists(LINES, max_size=2).map(tuple),
)


@given(RECORDS)
def test_a_record_is_read_back_as_it_was_written(record: AwardRecord) -> None:
    assert from_json(json.loads(json.dumps(to_json(record)))) == record


@given(st.lists(RECORDS, max_size=4))
def test_many_records_are_read_as_each_alone(records: list[AwardRecord]) -> None:
    reader = Records()
    for record in [*records, *reversed(records)]:
        assert reader.read(json.loads(json.dumps(to_json(record)))) == record


def test_a_decision_is_read_back_as_it_was_written() -> None:
    record = AwardRecord(
        kind=Kind.RECOGNITION,
        id="",
        achievement_id="",
        number="",
        titles={"kk": "Шешім"},
        holder=Holder(HolderName("Айгүл", "", "")),
        awarding=Body("did:web:example.org", {"en": "University"}),
        awarded_at=datetime(2026, 11, 21, 10, tzinfo=UTC),
        recognition=Recognition(
            Decision.IN_PART,
            {"en": "Statistics"},
            credits=300,
            decided_on=date(2026, 11, 20),
            evidence=({"en": "A certificate"},),
        ),
    )
    assert from_json(json.loads(json.dumps(to_json(record)))) == record


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"kind": "diploma"},
        {"kind": "micro-qualification", "titles": "text"},
        {"kind": "micro-qualification", "outcomes": [{"id": 5, "text": {}}]},
    ],
)
def test_a_document_that_holds_no_record_is_refused(document: dict[str, object]) -> None:
    for read in (from_json, Records().read):
        with pytest.raises(InvalidValue) as refused:
            read(document)
        assert refused.value.code == "credential.record-incomplete"


def test_what_is_no_letter_is_left_out_of_the_record() -> None:
    pasted = replace(award(), titles={"en": "Safe\ufffe work\U0001ffff"})
    assert to_json(pasted)["titles"] == {"en": "Safe work"}
