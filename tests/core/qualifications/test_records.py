"""Foreign records: what the real European samples and course catalogues say, and where they are silent."""

from __future__ import annotations

import base64
import gzip
import json
import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.qualifications.design import InvalidDocument
from tanym.core.qualifications.records import Kind, Map, Record, read_badge_token, read_map, read_record
from tests.places import ROOT, shared


def sample(name: str) -> Any:
    return json.loads(gzip.decompress(shared(f"data/credentials/{name}.gz").read_bytes()))


def shipped_map(name: str) -> Map:
    text = (ROOT / "src/tanym/rulepacks/maps" / f"{name}.toml").read_text(encoding="utf-8")
    return read_map(tomllib.loads(text, parse_float=Decimal))


def catalogue(name: str) -> list[Record]:
    lines = gzip.decompress(shared(f"data/catalogue/{name}.jsonl.gz").read_bytes()).decode().splitlines()
    return [read_record(json.loads(line), shipped_map(name.split("_")[0])) for line in lines]


@pytest.mark.parametrize(
    "name", ["elm3_Sample-MC-Annex1-unsigned.jsonld", "elm3_Sample-MC-Annex1-signed.jsonld"]
)
def test_the_european_sample_says_what_annex_one_asks(name: str) -> None:
    record = read_record(sample(name))
    design = record.design
    assert record.kind is Kind.EUROPEAN_DIGITAL_CREDENTIAL
    assert not record.complete
    assert design.titles == {"en": "Digital micro-credential creation"}
    assert (design.minutes, design.credits, design.ects) == (3600, 200, 200)
    assert (design.level.eqf, design.level.nqf, design.isced_f) == (6, 6, "0688")
    assert [outcome.text["en"] for outcome in design.outcomes] == [
        "Communication, collaboration and creativity",
        "Developing digital content",
    ]
    assert design.outcomes[0].links[0].scheme == "esco"
    assert design.assessments[0].supervision == "unsupervised"
    assert (design.participation, design.languages) == ("blended", ("en",))
    assert design.bodies.awarding == "University of Zed"
    assert design.bodies.assessing == "European Digital Credentials for Learning Support Team"
    assert design.level.basis is None
    assert design.quality.kind is None


def test_a_certificate_of_participation_shows_no_assessment_and_no_outcome() -> None:
    design = read_record(sample("elm3_Sample-CertOfPart-unsigned.jsonld")).design
    assert (design.outcomes, design.assessments, design.credits) == ((), (), None)
    assert design.minutes == 120  # "PT2H"; the specification's "P2M" are two months, no amount of work


@pytest.mark.parametrize(
    "name", ["mynextid_edc_microcredential_example.json", "mynextid_edc_microcredential_signed.jsonld"]
)
def test_a_credential_of_another_maker_is_read_alike(name: str) -> None:
    design = read_record(sample(name)).design
    assert (design.minutes, design.credits, design.level.eqf) == (2700, 500, 6)
    assert design.assessments[0].supervision == "supervised-with-id"


def test_an_open_badge_says_what_its_earner_can_do_by_its_alignments() -> None:
    record = read_record(sample("mynextid_ob3_microcredential_example.json"))
    assert record.kind is Kind.OPEN_BADGE
    assert record.design.titles == {"en": "Data Science Fundamentals"}
    assert record.design.credits == 500
    assert record.design.ects is None
    assert [outcome.links[0].scheme for outcome in record.design.outcomes] == ["esco", "esco"]
    assert record.design.bodies.awarding == "NETIS d.o.o."


def token(payload: Any) -> str:
    parts = [json.dumps({"alg": "none"}), json.dumps(payload), "signature"]
    return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts)


def test_an_open_badge_in_a_token_is_the_same_badge() -> None:
    badge = sample("mynextid_ob3_microcredential_example.json")
    assert read_record(read_badge_token(token(badge))) == read_record(badge)
    assert read_record(read_badge_token(token({"vc": badge}))) == read_record(badge)


def test_a_token_whose_payload_is_elsewhere_is_said_to_be_so() -> None:
    text = gzip.decompress(
        shared("data/credentials/mynextid_ob3_microcredential_signed.jwt.gz").read_bytes()
    ).decode()
    for written in (text, token({}).split(".")[0] + "..signature"):
        with pytest.raises(InvalidValue, match=r"record\.token-without-payload"):
            read_badge_token(written)


@pytest.mark.parametrize("written", ["", "a.b.c", "eyJ", "e30.e30.e30", "{}", token([]), "…"])
def test_what_is_no_token_is_refused(written: str) -> None:
    with pytest.raises(InvalidValue, match=r"record\.token"):
        read_badge_token(written)


def test_a_credential_of_an_unknown_kind_is_not_taken_for_a_design() -> None:
    with pytest.raises(InvalidValue, match=r"record\.unknown-credential"):
        read_record({"type": ["VerifiableCredential", "BirthCertificate"]})


def test_a_signed_wrapping_without_a_credential_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"record\.payload"):
        read_record({"payload": "%%%", "signatures": []})


def test_every_course_of_pavia_is_read_with_what_it_says() -> None:
    records = catalogue("pavia_courses")
    assert len(records) == 28
    assert all(record.kind is Kind.MAPPED and record.design.titles["it"] for record in records)
    assert all(record.design.outcomes and record.design.prerequisites is not None for record in records)
    assert [record.design.credits for record in records].count(
        None
    ) == 1  # one course is listed with 0 credits
    assert {record.design.languages for record in records} <= {("it",), ("en",)}
    assert sum(1 for record in records if record.design.outcomes[0].text.get("en")) == 27
    assert {kind for record in records for a in record.design.assessments if (kind := a.type)} == {"interview", "test", "project"}  # fmt: skip
    assert all(record.design.minutes is None and record.design.quality.kind is None for record in records)


def test_every_programme_of_poitiers_is_read_with_what_it_says() -> None:
    records = catalogue("poitiers_programmes")
    assert len(records) == 98
    assert records[0].design.credits == 6000  # 0 at the top says nothing, the option says 60
    assert all(record.design.outcomes == () and record.design.level.eqf is None for record in records)


def test_a_map_takes_constants_words_and_pieces() -> None:
    found = read_map(
        {
            "title": "T",
            "member": [
                {"to": "participation", "is": "onsite"},
                {"to": "languages", "read": ["lang"], "values": {"Kazakh": "kk"}},
                {"to": "outcomes", "read": ["a/0/goals"], "languages": ["en"], "split": "lines"},
                {"to": "credits", "read": ["points", "ects"], "unless": ["-"]},
            ],
        }
    )
    record = {
        "lang": "Kazakh",
        "a": [{"goals": "Cleans a large table\nExplains a result"}],
        "points": "-",
        "ects": 3,
    }
    design = read_record(record, found).design
    assert (design.participation, design.languages, design.credits) == ("onsite", ("kk",), 300)
    assert [outcome.text["en"] for outcome in design.outcomes] == [
        "Cleans a large table",
        "Explains a result",
    ]
    assert read_record({"lang": "Klingon"}, found).design.languages == ()


def test_every_fault_of_a_map_is_named() -> None:
    with pytest.raises(InvalidDocument) as refused:
        read_map(
            {
                "x": 1,
                "member": [
                    {"to": 1},
                    {"to": "a", "read": ["b"], "split": "words", "languages": ["en", "ru"]},
                ],
            }
        )
    assert {fault.code for fault in refused.value.faults} == {
        "map.unknown-member", "map.wrong-type", "map.nothing-to-read", "map.languages",
    }  # fmt: skip


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["hasClaim", "specifiedBy", "learningOutcome", "title", "en", "id", "prefLabel", "creditPoint", "point",
             "provenBy", "language", "volumeOfLearning", "achievement", "alignment", "name", "criteria", "targetUrl"]
        ),
        inner, max_size=4,
    ),
    max_leaves=20,
)  # fmt: skip


@given(st.sampled_from(["EuropeanDigitalCredential", "OpenBadgeCredential"]), _json)
def test_a_record_of_any_shape_is_read_as_far_as_it_speaks(kind: str, subject: Any) -> None:
    record = read_record(
        {"type": ["VerifiableCredential", kind], "credentialSubject": subject, "issuer": subject}
    )
    assert not record.complete
