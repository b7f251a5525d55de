"""Awards between formats: what is not named as lost is there again, and what is lost is named."""

from __future__ import annotations

import gzip
import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.credentials.baked import bake_png
from tanym.core.credentials.convert.conversion import Converted, Format, Source, convert, read_source, write
from tanym.core.credentials.convert.fields import FIELDS, is_empty, lost_between
from tanym.core.credentials.record import (
    AwardRecord,
    Body,
    Grade,
    HashedIdentity,
    Holder,
    HolderName,
    RecordedAssessment,
    RecordedLevel,
    RecordedOutcome,
    Skill,
)
from tanym.core.kernel.errors import InvalidValue, NotFound, TanymError
from tanym.rulepacks.words import core_words
from tests.core.credentials.cast import NOW, award, decision, issued
from tests.places import shared

HOW: dict[str, Any] = {
    "at": NOW,
    "say": core_words().say,
    "pictures": lambda _: {"en": (b"a picture",)},
    "language": "en",
}


def converted(record: AwardRecord, to: Format, start: Format = Format.OPEN_BADGE) -> Converted:
    return convert(read_source(write(record, start, **HOW)), record, to, **HOW)


ELSEWHERE = {"stacking", "identity-check", "place", "workload-parts", "assessment-outcomes"}
"""What only our own record holds as data."""


def test_what_an_award_loses_in_each_format_is_known() -> None:
    lost = {to: set(converted(award(), to).lost) for to in Format}
    assert lost[Format.OPEN_BADGE] == ELSEWHERE
    assert lost[Format.EUROPEAN] == ELSEWHERE | {
        "achievement-address", "outcome-thresholds", "grade-scale", "nqf", "eqf", "quality", "is-not", "version",
    }  # fmt: skip
    assert lost[Format.ELMO] == ELSEWHERE | {
        "awarding-contact", "assessing", "delivering", "assessments", "assessment-days", "assessment-supervision",
        "grade-scale", "participation", "languages", "quality", "prerequisites", "is-not", "version", "notes",
    }  # fmt: skip


@pytest.mark.parametrize("to", Format)
def test_a_decision_stays_a_decision_and_never_becomes_a_micro_qualification(to: Format) -> None:
    made = converted(decision(), to)
    again = read_source(made.document).records[0]
    assert not {"kind", "decision", "outcomes"} & set(made.lost)
    assert again.recognition is not None
    assert (again.recognition.decision, again.recognition.credits) == ("in-part", 200)


words = st.text(st.sampled_from("абвгдқңөұүһәі abcDEF–&<>]\"'·%.0"), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and text.strip() != ""
)
texts = st.dictionaries(st.sampled_from(["kk", "ru", "en", "it"]), words, min_size=1, max_size=3)
skills = st.builds(Skill, st.sampled_from(["http://data.europa.eu/esco/skill/1", "https://a.example/2"]), words, st.sampled_from(["ESCO", "standard"]))  # fmt: skip
outcomes = st.lists(
    st.builds(
        RecordedOutcome,
        id=st.just("o"),
        text=texts,
        kind=st.sampled_from(["", "knowledge", "skill", "responsibility-autonomy"]),
        achieved=st.booleans(),
        percent=st.none() | st.integers(0, 100),
        threshold=st.none() | st.integers(0, 100),
        skills=st.lists(skills, max_size=1).map(tuple),
    ),
    max_size=3,
).map(tuple)
names = st.builds(HolderName, kk=words, ru=st.just("") | words, passport=st.sampled_from(["", "SEIITOVA AIGUL", "LI", "Ana Andromeda"]))  # fmt: skip
records = st.builds(
    award,
    titles=texts,
    summary=st.just({}) | texts,
    holder=st.builds(Holder, names, st.sampled_from([None, "did:key:z6Mk"])),
    outcomes=outcomes,
    assessments=st.lists(
        st.builds(
            RecordedAssessment,
            st.sampled_from(["test", "interview", "project"]),
            texts,
            st.sampled_from(["", "unsupervised", "supervised", "supervised-with-id"]),
            st.just(("o",)),
            st.none() | st.dates(),
        ),
        max_size=2,
    ).map(tuple),
    grade=st.none()
    | st.builds(
        Grade,
        st.none() | st.integers(0, 100),
        st.sampled_from(["", "A-", "Pass"]),
        st.sampled_from(["", "3.67"]),
        st.just({}) | texts,
    ),
    workload=st.dictionaries(st.sampled_from(["contact", "practice"]), st.integers(1, 90_000), max_size=2),
    credits=st.none() | st.integers(0, 24_000),
    ects=st.none() | st.integers(0, 24_000),
    level=st.builds(
        RecordedLevel,
        st.none() | st.integers(1, 8),
        st.none() | st.integers(1, 8),
        st.sampled_from(["referenced", "indicative"]),
        st.sampled_from(["", "in-nqf"]),
    ),
    participation=st.sampled_from(["", "online", "onsite", "blended", "work-based"]),
    languages=st.lists(st.sampled_from(["kk", "ru", "en"]), unique=True, max_size=3).map(tuple),
    prerequisites=st.just({}) | texts,
    counts_towards=st.lists(texts, max_size=2).map(tuple),
    valid_until=st.none() | st.just(NOW + timedelta(days=900)),
)


@settings(max_examples=40, deadline=None)
@given(records, st.sampled_from(Format), st.sampled_from(Format))
def test_what_is_not_said_to_be_lost_survives_there_and_back(
    record: AwardRecord, start: Format, to: Format
) -> None:
    there = converted(record, to, start)
    arrived = read_source(there.document).records[0]
    back = convert(read_source(there.document), arrived, start, **HOW)
    home = read_source(back.document).records[0]
    lost = {*there.lost, *back.lost}
    for name, part in FIELDS.items():
        if name not in lost and not is_empty(part(record)):
            assert part(home) == part(record), name


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.sampled_from([b"{}", b"[]", b"<elmo/>", b"a.b.c", b"%PDF-1.7"]))
def test_no_bytes_make_it_fall(data: bytes) -> None:
    with pytest.raises(TanymError, match=r"^(credential|convert)\."):
        read_source(data)


CHANGES: dict[str, dict[str, Any]] = {
    "id": {"id": "urn:uuid:1"},
    "achievement_id": {"achievement_id": "urn:uuid:2"},
    "number": {"number": "X"},
    "titles": {"titles": {"kk": "X"}},
    "holder": {"holder": Holder(HolderName("X", "", ""))},
    "awarding": {"awarding": Body("urn:b", {"kk": "X"})},
    "awarded_at": {"awarded_at": datetime(2020, 1, 1, tzinfo=UTC)},
    "assessing": {"assessing": None},
    "delivering": {"delivering": None},
    "version": {"version": "9"},
    "code": {"code": "X"},
    "summary": {"summary": {"kk": "X"}},
    "outcomes": {"outcomes": ()},
    "assessments": {"assessments": ()},
    "grade": {"grade": None},
    "workload": {"workload": {"contact": 1}},
    "credits": {"credits": 1},
    "ects": {"ects": 1},
    "level": {"level": RecordedLevel(1, 1)},
    "participation": {"participation": "online"},
    "languages": {"languages": ("en",)},
    "isced_f": {"isced_f": "0011"},
    "quality": {"quality": None},
    "prerequisites": {"prerequisites": {}},
    "stacking": {"stacking": "integrated"},
    "counts_towards": {"counts_towards": ()},
    "is_not": {"is_not": ()},
    "identity_check": {"identity_check": "none"},
    "place": {"place": {}},
    "further": {"further": {}},
    "valid_until": {"valid_until": None},
    "kind": {},
    "recognition": {},
}


@pytest.mark.parametrize("name", [one.name for one in fields(AwardRecord)])
def test_no_member_of_the_record_is_lost_without_a_name(name: str) -> None:
    if name in ("kind", "recognition"):
        assert {"kind", "decision", "decision-grounds"} <= set(lost_between(decision(), award()))
        return
    full = award(further={"en": "Go on."}, valid_until=NOW)
    assert lost_between(full, replace(full, **CHANGES[name])), name


@pytest.mark.parametrize("part", [*FIELDS, "notes"])
def test_every_loss_has_words(part: str) -> None:
    assert f"convert.field.{part}" in core_words()


def test_a_badge_is_read_out_of_whatever_it_travels_in() -> None:
    badge = json.dumps(issued(), ensure_ascii=False).encode()
    from tests.core.credentials.test_baked import PICTURE

    assert read_source(bake_png(PICTURE, badge)).records[0].titles == award().titles
    hashed = award(
        holder=replace(award().holder, identities=(HashedIdentity("emailAddress", "sha256$00", "salt"),))
    )
    assert read_source(write(hashed, Format.OPEN_BADGE, **HOW)).records[0].holder == hashed.holder


def sample(name: str, holder: str = "") -> Source:
    data = shared(name).read_bytes()
    return read_source(gzip.decompress(data) if name.endswith(".gz") else data, holder)


def test_the_official_european_sample_becomes_a_badge_and_says_what_stayed_behind() -> None:
    source = sample("vectors/elm/samples/Sample-MC-Annex1-signed.jsonld")
    record = source.records[0]
    assert (record.ects, record.minutes, record.level.eqf, record.isced_f) == (200, 3600, 6, "003")
    assert [one.text["en"] for one in record.outcomes] == [
        "Communication, collaboration and creativity",
        "Developing digital content",
    ]
    made = convert(source, record, Format.OPEN_BADGE, **HOW)
    assert made.lost == ()
    assert {"/credentialSubject/dateOfBirth", "/credentialSubject/nationalID/notation"} <= set(made.unread)


def test_the_official_transcript_becomes_badges() -> None:
    source = sample("vectors/elmo/example.xml")
    assert len(source.records) == 6
    degree = source.records[0]
    assert degree.titles["en"] == "Master of Science in Biology"
    assert (degree.ects, degree.awarding.country) == (12_000, "PL")
    assert "/learner/bday" in convert(source, degree, Format.OPEN_BADGE, **HOW).unread


def test_a_badge_that_names_nobody_needs_a_name() -> None:
    path = "vectors/open-badges/ob30/simple-json.png"
    with pytest.raises(InvalidValue, match=r"convert\.lacks"):
        sample(path)
    assert sample(path, "Ana Andromeda").records[0].titles == {"en": "Teamwork"}


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE r [<!ENTITY x "y">]><elmo xmlns="https://github.com/emrex-eu/elmo-schemas/tree/v1">&x;</elmo>',
        b'<?xml version="1.0"?><!DOCTYPE elmo SYSTEM "file:///etc/passwd"><elmo xmlns="https://github.com/emrex-eu/elmo-schemas/tree/v1"/>',
    ],
)
def test_a_doctype_is_refused_before_parsing(data: bytes) -> None:
    with pytest.raises(InvalidValue, match="xml-doctype-not-allowed"):
        read_source(data)


def test_the_attack_files_of_the_commission_are_refused() -> None:
    for path in sorted(shared("vectors/elmo/xxe").iterdir()):
        with pytest.raises(InvalidValue, match="xml-doctype-not-allowed"):
            read_source(path.read_bytes())


def test_what_is_no_award_is_not_converted() -> None:
    with pytest.raises(NotFound, match="format-unsupported"):
        read_source(json.dumps({"type": ["VerifiableCredential"]}).encode())
