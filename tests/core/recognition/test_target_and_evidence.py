"""Targets, evidence and mapping: refused where they cannot be, open where something is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.evidence import Evidence, EvidenceKind, Quality, Rating
from tanym.core.recognition.mapping import Link, OutcomeMapping, check_mapping
from tests.core.recognition.case import CERTIFICATE, CREDENTIAL, TARGET


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("target.no-outcomes", {"outcomes": ()}),
        ("target.outcome-twice", {"outcomes": TARGET.outcomes[:1] * 2}),
        ("target.credits", {"credits": 0}),
    ],
)
def test_a_target_that_cannot_be_is_refused(code: str, change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue) as refused:
        replace(TARGET, **change)
    assert refused.value.code == code


def test_evidence_has_a_title() -> None:
    with pytest.raises(InvalidValue) as refused:
        Evidence("e-9", EvidenceKind.EXPERIENCE, " ")
    assert refused.value.code == "evidence.untitled"


def test_each_of_the_four_questions_is_open_until_it_is_answered() -> None:
    assert CERTIFICATE.unrated == tuple(Quality)
    rated = replace(CERTIFICATE, ratings=dict.fromkeys(Quality, Rating.YES))
    assert rated.unrated == ()


def test_a_no_without_a_reason_is_no_answer() -> None:
    rated = replace(
        CERTIFICATE, ratings=dict.fromkeys(Quality, Rating.YES) | {Quality.AUTHENTIC: Rating.PARTLY}
    )
    assert rated.unrated == (Quality.AUTHENTIC,)
    assert (
        replace(rated, rating_reasons={Quality.AUTHENTIC: "No signature; confirmed by phone."}).unrated == ()
    )


def test_joint_work_states_the_own_share() -> None:
    joint = replace(CERTIFICATE, kind=EvidenceKind.WORK_SAMPLE, joint=True)
    assert joint.lacks_own_share
    assert not replace(joint, own_share="The second half.").lacks_own_share
    assert not CERTIFICATE.lacks_own_share


def test_an_outcome_may_be_mapped_or_set_down_to_be_shown() -> None:
    mapping = OutcomeMapping(frozenset({Link("e-1", "lo-1")}), frozenset({"lo-2"}))
    check_mapping(TARGET, [CREDENTIAL], mapping)
    assert mapping.covered == {"lo-1", "lo-2"}
    assert mapping.evidence_for("lo-1") == {"e-1"}
    assert mapping.evidence_for("lo-2") == set()


@pytest.mark.parametrize(
    ("code", "mapping"),
    [
        ("mapping.unknown-outcome", OutcomeMapping(frozenset({Link("e-1", "lo-9")}))),
        ("mapping.unknown-evidence", OutcomeMapping(frozenset({Link("e-9", "lo-1")}))),
        ("mapping.unknown-outcome", OutcomeMapping(shown_directly=frozenset({"lo-9"}))),
    ],
)
def test_a_mapping_into_nothing_is_refused(code: str, mapping: OutcomeMapping) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_mapping(TARGET, [CREDENTIAL], mapping)
    assert refused.value.code == code
