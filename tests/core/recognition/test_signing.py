"""A signature stands under just one text: whatever is done to the minutes in whatever order, none survives a change of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.procedures.commission import Vote
from tanym.core.recognition.minutes import Minutes
from tanym.core.recognition.signing import (
    SignatureKind,
    SignedBy,
    SigningRules,
    is_shown,
    shown,
    signing_rules,
    standing,
)
from tests.core.recognition.case import MEMBERS, SITTING, decided, minutes

ON = date(2026, 3, 2).isoformat()
PEOPLE = (*MEMBERS, "saule")
ACTS = st.one_of(
    st.tuples(st.just("sign"), st.sampled_from(PEOPLE), st.sampled_from(SignatureKind)),
    st.tuples(st.just("vote"), st.sampled_from(MEMBERS), st.sampled_from(Vote)),
    st.tuples(st.just("recuse"), st.sampled_from(MEMBERS), st.none()),
    st.tuples(st.just("leave"), st.sampled_from(MEMBERS), st.sampled_from(["Ill.", "Moved away."])),
    st.tuples(st.just("write"), st.booleans(), st.booleans()),
    st.tuples(st.just("note"), st.sampled_from(["", "Heard twice."]), st.none()),
)
RULES = st.builds(SigningRules, kinds=st.frozensets(st.sampled_from(SignatureKind), min_size=1))


def _changed(now: Minutes, act: tuple) -> Minutes:
    what, one, other = act
    sitting = now.sitting
    if what == "vote":
        return replace(now, sitting=replace(sitting, votes={**sitting.votes, one: other}))
    if what == "recuse":
        left = {person: vote for person, vote in sitting.votes.items() if person != one}
        return replace(now, sitting=replace(sitting, recused=sitting.recused | {one}, votes=left))
    if what == "leave":
        return replace(now, left={**now.left, one: other})
    if what == "note":
        return replace(now, notes=one)
    return replace(now, decision=decided(one, other)) if what == "write" else now


@given(acts=st.lists(ACTS, max_size=25), rules=RULES)
def test_every_signature_that_counts_was_given_under_the_very_text_that_stands(acts, rules) -> None:
    now, kept, under = minutes(decided()), {}, {}
    for act in acts:
        now = _changed(now, act)
        if act[0] == "sign":
            kept[act[1]] = {"on": ON, "digest": now.digest, "kind": str(act[2])}
            under[act[1]] = (now.content, act[2])
        for person in standing(kept, now.digest, rules):
            content, kind = under[person]
            assert content == now.content
            assert kind in rules.kinds


@given(acts=st.lists(ACTS, max_size=15))
def test_who_left_or_stepped_aside_is_never_waited_for_and_the_secretary_always_is(acts) -> None:
    now = minutes(decided())
    for act in acts:
        now = _changed(now, act)
        assert "saule" in now.to_sign
        assert not now.to_sign & (now.left.keys() | now.sitting.recused)


def test_who_left_keeps_the_vote_and_the_quorum() -> None:
    before = minutes(decided())
    after = replace(before, left={"aliya": "Her membership ended."})
    assert after.votes(Vote.FOR) == before.votes(Vote.FOR)
    assert after.document()["quorum"] == before.document()["quorum"]
    assert (before.to_sign, after.to_sign) == ({"aliya", "saule"}, {"bolat", "saule"})
    assert after.document()["left"] == {"aliya": "Her membership ended."}


def test_everybody_signs_where_the_pack_says_so() -> None:
    assert replace(minutes(decided()), signed_by=SignedBy.EVERYBODY).to_sign == set(PEOPLE)


def test_a_signature_from_before_kinds_were_kept_is_one_of_the_account() -> None:
    written = minutes(decided())
    old = {"saule": {"on": ON, "digest": written.digest}}
    assert set(standing(old, written.digest, SigningRules())) == {"saule"}
    paper = SigningRules(kinds=frozenset({SignatureKind.PAPER}))
    assert not standing(old, written.digest, paper)


def test_what_a_pack_leaves_open_or_misspells_falls_back_to_the_default() -> None:
    assert signing_rules(None, None, None) == SigningRules()
    assert signing_rules(["wax"], "nobody", "whatever") == SigningRules()
    given_rules = signing_rules({"paper"}, "everybody", "must-sign")
    assert given_rules == SigningRules(frozenset({SignatureKind.PAPER}), SignedBy.EVERYBODY, False)


@given(other=st.text(alphabet="0123456789abcdef", min_size=12, max_size=12))
def test_the_mark_on_paper_is_that_of_one_text(other: str) -> None:
    digest = minutes(decided(), replace(SITTING, votes={})).digest
    assert is_shown(shown(digest).upper(), digest)
    assert is_shown(other, digest) == (other == digest[:12])


@pytest.mark.parametrize("typed", ["", "3f2a", "the mark"])
def test_what_is_no_mark_confirms_nothing(typed: str) -> None:
    assert not is_shown(typed, minutes(decided()).digest)
