"""Phases, parts that stay valid, fit methods, plans, cohorts: what a validation is made of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.kernel.periods import Period
from tanym.core.qualifications.design import LearningOutcome
from tanym.core.recognition.evidence import EvidenceKind
from tanym.core.recognition.target import Target
from tanym.core.recognition.validation.cohort import cohort_counts
from tanym.core.recognition.validation.complement import Offer, complement
from tanym.core.recognition.validation.methods import Fit, advise_methods, check_methods, read_methods
from tanym.core.recognition.validation.parts import remaining, validated
from tanym.core.recognition.validation.phases import Passed, Phase, Standing, phase_now, phases
from tanym.rulepacks.methods import methods

DAY = date(2026, 3, 2)
OUTCOMES = tuple(
    LearningOutcome(id=f"o{n}", kind="skill", text={"en": text})
    for n, text in enumerate(
        ("Reads a drawing.", "Sets up the machine.", "Measures the first part.", "Hands over the shift."), 1
    )
)
IDS = [one.id for one in OUTCOMES]
TARGET = Target("cnc", {"en": "Router"}, 300, OUTCOMES, kind="micro-qualification")

some = st.sets(st.sampled_from(IDS))


def _parts(confirmed: set[str], on: date = DAY, valid: Period | None = None):  # type: ignore[no-untyped-def]
    return validated(OUTCOMES, confirmed, case="2026-0001", on=on, valid=valid)


# --- phases


def test_each_phase_has_its_days_and_what_came_of_it() -> None:
    taken = [("go-on", 1), ("submit", 2), ("accept", 3), ("map", 4), ("refer", 9), ("recognise-in-part", 12)]
    found = phases([Passed(step, DAY + timedelta(days=n)) for step, n in taken], DAY)
    assert [(one.standing, one.result) for one in found] == [
        (Standing.DONE, "go"),
        (Standing.DONE, "portfolio"),
        (Standing.DONE, "assessed"),
        (Standing.DONE, "partial"),
    ]
    assert [one.began_on for one in found] == [DAY + timedelta(days=n) for n in (0, 1, 3, 9)]


@given(st.integers(min_value=0, max_value=3))
def test_stopping_in_a_phase_ends_just_that_phase_and_keeps_what_came_before(ended: int) -> None:
    steps = ["go-on", "accept", "refer"][:ended]
    found = phases([*(Passed(one, DAY) for one in steps), Passed("stop", DAY)], DAY)
    assert [one.standing for one in found[:ended]] == [Standing.DONE] * ended
    assert found[ended].standing is Standing.STOPPED
    assert [one.standing for one in found[ended + 1 :]] == [Standing.TODO] * (3 - ended)
    assert phase_now(found) is list(Phase)[ended]


def test_a_draft_stands_in_identification() -> None:
    assert phase_now(phases([], DAY)) is Phase.IDENTIFICATION


# --- parts


@given(some, st.integers(min_value=0, max_value=4000))
def test_validated_parts_stay_valid_and_are_never_judged_again(confirmed: set[str], later: int) -> None:
    on = DAY + timedelta(days=later)
    if confirmed == set(IDS):
        with pytest.raises(Refused, match=r"validation\.nothing-left"):
            remaining(TARGET, _parts(confirmed), on)
        return
    rest = remaining(TARGET, _parts(confirmed), on)
    assert rest.target.outcome_ids == set(IDS) - confirmed
    assert {one.outcome for one in rest.carried} == confirmed
    assert rest.target.credits == TARGET.credits


@given(st.lists(some, max_size=4))
def test_what_is_left_only_shrinks_from_case_to_case(decisions: list[set[str]]) -> None:
    parts, left = [], set(IDS)
    for number, confirmed in enumerate(decisions):
        parts += _parts(confirmed & left, DAY + timedelta(days=number))
        before, left = left, left - confirmed
        assert left <= before
        if left:
            assert remaining(TARGET, parts, DAY + timedelta(days=99)).target.outcome_ids == left


def test_a_part_counts_through_its_last_day_where_the_pack_sets_one() -> None:
    parts = _parts({"o1"}, valid=Period.read("1 year"))
    assert remaining(TARGET, parts, date(2027, 3, 2)).carried
    assert remaining(TARGET, parts, date(2027, 3, 3)).begins_anew


def test_an_outcome_in_other_words_is_another_outcome() -> None:
    other = LearningOutcome(id="o1", kind="skill", text={"en": "Draws a part."})
    target = Target("cnc", {"en": "Router"}, 300, (other, *OUTCOMES[1:]), kind="micro-qualification")
    assert remaining(target, _parts({"o1"}), DAY).begins_anew


# --- methods


def test_the_table_of_methods_speaks_three_languages_and_cites_each_row() -> None:
    for one in methods():
        assert one.cites, one.code
        assert all({"kk", "ru", "en"} == set(texts) for texts in (one.words, one.well, one.badly)), one.code


def test_a_skill_is_best_seen_at_work_and_never_by_a_test_alone() -> None:
    advised = {one.method.code: one.fit for one in advise_methods("skill", (), methods())}
    assert advised["observation"] is Fit.GOOD
    assert advised["fixed-response-test"] is Fit.WEAK
    assert advise_methods("skill", (), methods())[0].fit is Fit.GOOD


def test_products_at_hand_let_the_reading_of_evidence_come_first() -> None:
    without = {one.method.code: one for one in advise_methods("skill", (), methods())}["evidence-analysis"]
    given_ = advise_methods("skill", [EvidenceKind.WORK_SAMPLE], methods())
    with_ = {one.method.code: one for one in given_}["evidence-analysis"]
    assert (without.fit, with_.fit) == (Fit.POSSIBLE, Fit.GOOD)
    assert "evidence-missing" in without.reasons
    assert "evidence-at-hand" in with_.reasons


@pytest.mark.parametrize("kind", ["knowledge", "skill", "responsibility-autonomy", None])
def test_what_proves_nothing_alone_is_never_advised_as_good(kind: str | None) -> None:
    for one in advise_methods(kind, EvidenceKind, methods()):
        assert one.method.alone or one.fit is not Fit.GOOD


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({}, "method.none-for-outcome"),
        ({"o1": ["telepathy"]}, "method.unknown"),
        ({"o1": ["self-assessment", "third-party-report"]}, "method.proves-nothing-alone"),
    ],
)
def test_a_choice_of_methods_that_proves_nothing_is_refused(chosen: dict[str, list[str]], code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_methods(chosen, ["o1"], methods())
    assert refused.value.code == code


def test_self_assessment_beside_another_method_will_do() -> None:
    check_methods({"o1": ["self-assessment", "interview"]}, ["o1"], methods())


def test_a_table_with_a_broken_row_names_it() -> None:
    with pytest.raises(InvalidValue) as refused:
        read_methods({"method": {"dowsing": {"cost": "free"}}})
    assert refused.value.details["method"] == "dowsing"


# --- what is missing


def test_the_plan_names_for_each_gap_the_offers_that_hold_it_and_never_the_target_itself() -> None:
    offers = [
        Offer("discipline:wood", {"en": "Wood"}, OUTCOMES[:1]),
        Offer("self", {"en": "Router"}, OUTCOMES),
        Offer("micro:ships", {"en": "Ships"}, (LearningOutcome("x", text={"en": "Paints ships."}),)),
    ]
    found = complement(OUTCOMES[:2], offers, apart_from="self")
    assert [(one.outcome, [way.ref for way in one.ways]) for one in found] == [
        ("o1", ["discipline:wood"]),
        ("o2", []),
    ]


# --- a cohort


@given(st.lists(st.sampled_from(list(Phase)), max_size=30), st.integers(min_value=1, max_value=6))
def test_an_employer_never_sees_a_small_number_nor_a_total_that_gives_it_away(
    standing: list[Phase], fewest: int
) -> None:
    counts = cohort_counts(standing, fewest)
    shown = [number for number in counts.by_phase.values() if number is not None]
    assert all(number >= fewest for number in shown)
    assert (counts.total is None) == (len(shown) < len(Phase))
