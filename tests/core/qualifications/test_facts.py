"""The facts of a design: what is silent, what is empty, what only a person can say."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given

from tanym.core.qualifications.design import Design, parse
from tanym.core.qualifications.facts import facts
from tanym.core.rules import Outcome, check
from tanym.core.rules.vocabulary import FactKind
from tanym.rulepacks import load, stack, vocabulary
from tests.core.qualifications.designs import DAY, complete, documents

EU, KZ = stack(load(["eu"]), DAY), stack(load(["kz"]), DAY)


def outcomes(design: Design, **known: Any) -> dict[str, Outcome]:
    report = check(KZ, "design", facts(design, DAY, **known), DAY)
    return {finding.rule: finding.outcome for finding in report.findings}


def test_a_complete_design_stands_in_nobodys_way() -> None:
    report = check(KZ, "design", facts(complete(volume="50 hour", workload={"contact": "20 hour", "self-study": "25 hour", "assessment": "5 hour"}), DAY, nearest=40), DAY)  # fmt: skip
    assert report.blocking == ()
    assert [finding.rule for finding in report.findings if finding.outcome is Outcome.UNDECIDED] == ["MQ-37"]
    assert [finding.rule for finding in report.findings if finding.warns] == ["MQ-17-I"]


def test_what_an_author_left_blank_is_not_met_where_the_law_asks_for_it() -> None:
    found = outcomes(Design())
    for rule in (
        "MQ-01",
        "MQ-03",
        "MQ-13",
        "MQ-14",
        "MQ-16",
        "MQ-17",
        "MQ-22",
        "MQ-24",
        "MQ-25",
        "MQ-30",
        "MQ-38",
    ):
        assert found[rule] is Outcome.NOT_MET, rule


def test_a_number_or_a_day_left_blank_is_unknown_never_nought() -> None:
    found = facts(Design(), DAY)
    assert (
        not {"design.minutes", "design.credits", "design.enrolment_opens_on", "design.level_eqf"}
        & found.keys()
    )
    assert outcomes(Design())["MQ-06"] is Outcome.UNDECIDED


def test_a_foreign_records_silence_is_no_refusal() -> None:
    assert set(outcomes(Design(), complete=False).values()) == {Outcome.UNDECIDED}


@given(documents())
def test_a_foreign_record_never_fails_where_ours_would_pass(written: dict[str, Any]) -> None:
    design = parse(written)
    ours, foreign = outcomes(design), outcomes(design, complete=False)
    for rule, outcome in foreign.items():
        if outcome is Outcome.NOT_MET:
            assert ours[rule] is Outcome.NOT_MET, rule


@given(documents())
def test_every_fact_is_in_the_vocabulary_and_of_its_type(written: dict[str, Any]) -> None:
    design = parse(written)
    for whole in (True, False):
        check(EU, "design", facts(design, DAY, nearest=100, published=2, complete=whole), DAY)


def test_a_fact_that_code_can_derive_is_marked_as_derived() -> None:
    every = facts(complete(volume=60), DAY, nearest=1, published=1)
    attested = {name for name, fact in vocabulary().facts.items() if fact.kind is FactKind.ATTESTED}
    assert {name for name in every if name in attested} == {
        "design.stakeholder_part", "design.similarity_explained", "design.title_words_explained", "design.providers_notified",
    }  # fmt: skip


def test_credits_and_likeness_are_given_in_hundredths() -> None:
    found = facts(complete(credits=1.5), DAY, nearest=40)
    assert found["design.credits"] == 150
    assert found["design.nearest_similarity"] == 4000


def test_an_attestation_never_takes_the_place_of_what_the_record_shows() -> None:
    tick = {"fact": "design.credits", "by": "Viktor", "on": "2026-01-05", "text": "enough", "value": 900}
    assert facts(complete(attestations=[tick]), DAY)["design.credits"] == 200


def test_of_two_attestations_the_later_one_counts_and_lists_grow() -> None:
    def said(fact: str, on: date, text: str) -> dict[str, str]:
        return {"fact": fact, "by": "Dana", "on": on.isoformat(), "text": text}

    design = complete(
        attestations=[
            said("design.similarity_explained", date(2026, 1, 6), "for colleges"),
            said("design.similarity_explained", date(2026, 1, 5), "no reason"),
            said("design.stakeholder_part", date(2026, 1, 5), "qaraghai"),
            said("design.stakeholder_part", date(2026, 1, 6), "zhetikol"),
        ]
    )
    found = facts(design, DAY)
    assert found["design.similarity_explained"] == "for colleges"
    assert found["design.stakeholder_part"] == ["qaraghai", "zhetikol"]


def test_an_outcome_that_nothing_assesses_is_an_empty_row_of_the_plan() -> None:
    design = complete(
        outcomes=[{"id": "lo-1", "text": {"en": "Cleans"}}, {"id": "lo-2", "text": {"en": "Explains"}}]
    )
    assert facts(design, DAY)["design.assessment_plan"]["lo-2"] == []
    assert outcomes(design)["MQ-14"] is Outcome.NOT_MET


def test_the_disclaimer_does_not_count_as_a_promise_but_other_texts_do() -> None:
    sentence = {"en": "No unit guarantees admission."}
    assert outcomes(complete(stacking={"disclaimer": sentence}))["MQ-22"] is Outcome.MET
    assert outcomes(complete(content={"ru": "Курс гарантирует зачисление."}))["MQ-22"] is Outcome.NOT_MET


def test_credits_without_a_system_in_a_foreign_record_say_nothing_about_ects() -> None:
    design = parse({"credits": 5})
    assert outcomes(design, complete=False)["MQ-07"] is Outcome.UNDECIDED
    assert outcomes(design)["MQ-07"] is Outcome.NOT_MET


def test_a_level_only_the_provider_chose_is_shown_as_such_on_our_pages() -> None:
    assert outcomes(complete())["MQ-11"] is Outcome.MET
