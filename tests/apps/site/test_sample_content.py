"""The sample country's content is whole: it parses, speaks three languages, refers to what exists, obeys the rules."""

from __future__ import annotations

import csv
import gzip
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from tanym import rulepacks
from tanym.core.qualifications.design import Design, parse
from tanym.core.qualifications.facts import facts
from tanym.core.rules import Outcome, Report, Severity, check
from tanym.core.standards.parts import part, read_target
from tanym.core.standards.standard import OccupationalStandard
from tanym.core.standards.standard import parse as parse_standard
from tests.places import shared

SAMPLE = files("tanym.apps.site.sample")
TODAY = date(2026, 11, 21)
LANGUAGES = {"kk", "ru", "en"}
MINUTES_A_CREDIT = 30 * 50


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads(SAMPLE.joinpath(name).read_text(encoding="utf-8"))


INDEX: list[dict[str, Any]] = read("sample-index.toml")["design"]
APPROVED = [entry["code"] for entry in INDEX if entry["state"] == "approved"]
FLAWED = [entry["code"] for entry in INDEX if entry.get("shows")]
ENTRY = {entry["code"]: entry for entry in INDEX}
PLACES = {code: f"{entry['folder']}/{code}.toml" for code, entry in ENTRY.items()}

organisations = {row["code"]: row for row in read("organisations.toml")["organisation"]}
people = {row["username"]: row for row in read("people.toml")["person"]}
disciplines = {
    (programme["organisation"], discipline["code"]): discipline
    for programme in read("programmes.toml")["programme"]
    for discipline in programme["discipline"]
}
certificates = {row["code"]: row for row in read("certificates.toml")["certificate"]}
enrolments = {row["code"]: row for row in read("cases.toml")["enrolment"]}
cases = read("cases.toml")["case"]


@cache
def design(code: str) -> Design:
    return parse(read(PLACES[code]))


@cache
def report(code: str) -> Report:
    packs = rulepacks.load(["kz"])
    return check(rulepacks.stack(packs, TODAY), "design", facts(design(code), TODAY), TODAY, of=code)


def texts(value: Any, place: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every text by language within a document, with its place."""
    if isinstance(value, dict):
        if value and set(value) <= LANGUAGES and all(isinstance(text, str) for text in value.values()):
            yield place, value
        else:
            for name, part in value.items():
                yield from texts(part, f"{place}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from texts(part, f"{place}[{number}]")


def holds_role(username: str, role: str, organisation: str) -> bool:
    return {"organisation": organisation, "role": role} in people[username]["roles"]


# --- files -------------------------------------------------------------------------------------------------------


def test_the_index_names_every_design_and_nothing_else() -> None:
    found = {
        f"{folder}/{file.name}"
        for folder in ("micro-qualifications", "drafts")
        for file in SAMPLE.joinpath(folder).iterdir()
        if file.name.endswith(".toml")
    }
    assert found == set(PLACES.values())


@pytest.mark.parametrize("code", PLACES)
def test_a_design_parses_and_is_called_as_its_file(code: str) -> None:
    assert design(code).code == code


@pytest.mark.parametrize(
    "name",
    [
        *(place for code, place in PLACES.items() if "MQ-01" not in ENTRY[code].get("shows", ())),
        *("organisations.toml", "people.toml", "programmes.toml", "pages.toml", "sample-index.toml"),
    ],
)
def test_every_text_stands_in_three_languages(name: str) -> None:
    lacking = [
        place for place, text in texts(read(name)) if {k for k, t in text.items() if t.strip()} != LANGUAGES
    ]
    assert not lacking


@pytest.mark.parametrize("name", [*PLACES.values(), "organisations.toml", "people.toml", "programmes.toml"])
def test_a_kazakh_text_of_some_length_holds_letters_that_russian_lacks(name: str) -> None:
    foreign = [
        place
        for place, text in texts(read(name))
        if len(text.get("kk", "")) > 40 and not re.search("[әғқңөұүһі]", text["kk"].lower())
    ]
    assert not foreign


def test_only_reserved_domains_and_no_numbers_of_people_stand_in_the_files() -> None:
    every = [*PLACES.values(), *(file.name for file in SAMPLE.iterdir() if file.name.endswith(".toml"))]
    for name in every:
        content = SAMPLE.joinpath(name).read_text(encoding="utf-8")
        assert not re.search(r"@(?![\w.-]+\.example\b)[\w-]+\.", content), name
        assert all(
            host.endswith(".example") or host == "data.europa.eu"
            for host in re.findall(r"https?://([^/\"\s]+)", content)
        ), name
        # numbers of organisations are of a month that does not exist: nobody's
        assert not re.search(r"\b(?!9900)\d{12}\b", content), name


# --- people and organisations ------------------------------------------------------------------------------------


def test_people_have_a_role_at_an_organisation_that_exists_and_learners_and_founders_have_none() -> None:
    for person in people.values():
        without = "birth_date" in person or person["username"] == "damir"  # he founds a company later
        assert (not person["roles"]) == without, person["username"]
        assert all(held["organisation"] in organisations for held in person["roles"])
        assert re.fullmatch("[A-Z]+ [A-Z]+", person["names"]["passport"])


def test_the_register_and_the_reviews_speak_of_organisations_that_exist() -> None:
    register = read("organisations.toml")
    for entry in register["authorisation"]:
        assert entry["organisation"] in organisations
        assert entry["since"] < entry["until"]
    for review in register["review"]:
        assert organisations[review["agency"]]["type"] == "quality-agency"
        assert review["organisation"] in organisations


def test_the_recognition_centre_is_no_education_organisation() -> None:
    centres = {
        e["organisation"]
        for e in read("organisations.toml")["authorisation"]
        if e["what"] == "professional-recognition"
    }
    assert {organisations[code]["type"] for code in centres} == {"recognition-centre"}


# --- designs -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", APPROVED)
def test_the_parts_of_the_work_make_thirty_academic_hours_a_credit(code: str) -> None:
    one = design(code)
    assert one.credits is not None
    assert sum(one.workload.values()) * 100 == one.credits * MINUTES_A_CREDIT
    assert one.workload["contact"] * 10 >= sum(one.workload.values()) * 3


@pytest.mark.parametrize("code", APPROVED)
def test_every_outcome_is_typed_and_assessed_with_a_criterion_and_a_threshold(code: str) -> None:
    one = design(code)
    shown = {
        cell.outcome for part in one.assessments for cell in part.covers if cell.criterion and cell.threshold
    }
    assert shown == {outcome.id for outcome in one.outcomes}
    assert all(outcome.kind in {"knowledge", "skill", "responsibility-autonomy"} for outcome in one.outcomes)
    assert 2 <= len(one.outcomes) <= 5


@pytest.mark.parametrize("code", PLACES)
def test_a_design_refers_to_bodies_disciplines_and_reviews_that_exist(code: str) -> None:
    one, entry = design(code), ENTRY[code]
    assert {one.bodies.delivering, one.bodies.assessing, one.bodies.awarding} <= set(organisations)
    for target in one.stacking.targets:
        assert (target.body, target.discipline) in disciplines
    assert set(one.stacking.builds_on) <= set(APPROVED)
    assert one.quality.reference in {review["reference"] for review in read("organisations.toml")["review"]}
    for attestation in one.attestations:
        assert set(attestation.value) <= set(organisations)
    assert {item.source for item in one.need.evidence} <= set(organisations)
    assert holds_role(entry["author"], "author", entry["owner"])
    assert "reviewer" not in entry or holds_role(entry["reviewer"], "reviewer", "national-centre")


@pytest.mark.parametrize("code", APPROVED)
def test_the_awarding_body_was_in_the_register_when_the_design_was_approved(code: str) -> None:
    awarding, approved = design(code).bodies.awarding, ENTRY[code]["approved_on"]
    assert any(
        entry["organisation"] == awarding
        and entry["what"] == "awarding"
        and entry["since"] <= approved <= entry["until"]
        for entry in read("organisations.toml")["authorisation"]
    )


@pytest.mark.parametrize("code", APPROVED)
def test_the_days_of_an_approved_design_follow_each_other(code: str) -> None:
    one, entry = design(code), ENTRY[code]
    earlier = [one.level.decided_on, one.quality.last_review_on, one.quality.register_searched_on]
    earlier += [item.on for item in one.need.evidence] + [attestation.on for attestation in one.attestations]
    assert all(day is not None and day <= entry["submitted_on"] for day in earlier)
    published, opens = one.offer.criteria_published_on, one.offer.enrolment_opens_on
    assert published is not None
    assert opens is not None
    assert entry["submitted_on"] <= entry["approved_on"] <= published <= opens <= TODAY


@pytest.mark.parametrize("code", APPROVED)
def test_an_approved_design_leaves_nothing_unmet_and_no_blocking_rule_undecided(code: str) -> None:
    found = report(code)
    assert not [finding.rule for finding in found.blocking]
    unmet = [
        one.rule for one in found.findings if one.outcome is Outcome.NOT_MET and one.severity != Severity.INFO
    ]
    unclear = [one.rule for one in found.undecided if one.severity == Severity.BLOCK]
    assert unmet == ENTRY[code].get("shows", [])  # what time alone has done to it
    assert not unclear


@pytest.mark.parametrize("code", FLAWED)
def test_a_flawed_draft_shows_what_its_file_says(code: str) -> None:
    for rule in ENTRY[code]["shows"]:
        finding = report(code).finding(rule)
        assert finding is not None, rule
        assert finding.outcome is Outcome.NOT_MET, rule


def test_a_design_in_review_or_returned_could_be_submitted() -> None:
    for code, entry in ENTRY.items():
        if entry["state"] in {"review", "returned"}:
            assert not report(code).blocking, code


def test_a_remark_speaks_of_a_rule_that_was_asked_or_of_the_whole() -> None:
    for code, entry in ENTRY.items():
        for remark in entry.get("remarks", ()):
            assert remark["about"] == "" or report(code).finding(remark["about"].removeprefix("rule:")), (
                remark["about"]
            )


def test_no_text_stands_in_two_designs() -> None:
    seen: dict[str, str] = {}
    for code in APPROVED:
        for place, text in texts(read(PLACES[code])):
            for said in text.values():
                if len(said) > 60:
                    assert seen.setdefault(said, code) == code, f"{code}{place} repeats {seen[said]}"


@pytest.mark.parametrize("code", PLACES)
def test_fields_of_study_and_skills_exist_in_the_classifications(code: str) -> None:
    one = design(code)
    with gzip.open(shared("data/esco/isced_f_fields_en.csv.gz"), "rt", encoding="utf-8") as lines:
        assert one.isced_f in {row["code"] for row in csv.DictReader(lines) if len(row["code"]) == 4}
    links = [link for outcome in one.outcomes for link in outcome.links]
    assert {link.target for link in links if link.scheme == "esco"} <= skills()


@pytest.mark.parametrize("code", PLACES)
def test_links_lead_to_parts_of_the_professional_standards_of_the_sample(code: str) -> None:
    links = [link for outcome in design(code).outcomes for link in outcome.links]
    assert {link.scheme for link in links} <= {"esco", "professional-standard"}
    for link in links:
        if link.scheme == "professional-standard":
            target = read_target(link.target)
            assert target is not None, link.target
            assert target.edition == 1, link.target
            assert part(standards()[target.standard], target.path)


@cache
def standards() -> dict[str, OccupationalStandard]:
    """The first editions of the professional standards, by code."""
    found = (read(f"standards/{name}.toml") for name in ("data-analysis", "furniture"))
    return {one["document"]["code"]: parse_standard(one["document"]) for one in found}


@cache
def skills() -> frozenset[str]:
    with gzip.open(shared("data/esco/skills_en_v1.1.1.csv.gz"), "rt", encoding="utf-8") as lines:
        return frozenset(row["uri"] for row in csv.DictReader(lines))


# --- learning and recognition ------------------------------------------------------------------------------------


def test_results_belong_to_cells_of_the_plan_and_to_the_body_that_assesses() -> None:
    for enrolment in enrolments.values():
        one = design(enrolment["design"])
        assert "birth_date" in people[enrolment["person"]]
        cells = {(part.id, cell.outcome): cell.threshold for part in one.assessments for cell in part.covers}
        for result in enrolment.get("result", ()):
            assert (result["assessment"], result["outcome"]) in cells
            assert holds_role(result["assessor"], "assessor", str(one.bodies.assessing))


def test_an_award_rests_on_every_outcome_reached() -> None:
    for enrolment in enrolments.values():
        if "award" in enrolment:
            one = design(enrolment["design"])
            reached = {(r["assessment"], r["outcome"]): r["percent"] for r in enrolment["result"]}
            for part in one.assessments:
                for cell in part.covers:
                    assert cell.threshold is not None
                    assert reached[part.id, cell.outcome] >= cell.threshold
            assert holds_role(enrolment["award"]["registrar"], "registrar", str(one.bodies.awarding))


@pytest.mark.parametrize("case", cases, ids=[case["code"] for case in cases])
def test_a_case_refers_to_people_outcomes_and_evidence_that_exist(case: dict[str, Any]) -> None:
    outcomes = {o["id"] for o in disciplines[case["organisation"], case["discipline"]]["outcomes"]}
    evidence = {item["id"]: item for item in case["evidence"]}
    assert "birth_date" in people[case["claimant"]]
    assert holds_role(case["secretary"], "secretary", case["organisation"])
    assert holds_role(case["assessor"], "assessor", case["organisation"])
    assert all(holds_role(member, "member", case["organisation"]) for member in case.get("commission", ()))
    for item in evidence.values():
        owner = (
            certificates[item["certificate"]]["holder"]
            if "certificate" in item
            else enrolments[item["enrolment"]]["person"]
        )
        assert owner == case["claimant"]
        assert item["provider"] in organisations
    assert {link["outcome"] for link in case["mapping"]} == outcomes
    assert {link["evidence"] for link in case["mapping"]} <= set(evidence)
    for judgement in case["judgement"]:
        assert judgement["outcome"] in outcomes
        assert set(judgement["evidence"]) <= set(evidence)
        assert judgement["reasons"].strip()


def test_the_case_before_the_commission_is_judged_in_full_and_one_outcome_was_not_shown() -> None:
    (case,) = [case for case in cases if case["stage"] == "commission"]
    judged = {judgement["outcome"]: judgement["achievement"] for judgement in case["judgement"]}
    assert set(judged) == {o["id"] for o in disciplines[case["organisation"], case["discipline"]]["outcomes"]}
    assert sorted(judged.values()).count("not-achieved") == 1
    assert len(case["commission"]) % 2 == 1
    assert case["assessor"] not in case["commission"]
    assert case["secretary"] not in case["commission"]
