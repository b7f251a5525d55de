"""A property: whatever is issued verifies, and one changed letter anywhere in it is noticed."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tanym.core.credentials.checks import judge
from tanym.core.credentials.record import AwardRecord, HolderName, RecordedOutcome
from tests.core.credentials.cast import AIGUL, award, issued, verified

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
WORDS = st.text(LETTERS, min_size=1, max_size=40).filter(str.strip)
TEXTS = st.fixed_dictionaries({"en": WORDS}, optional={"kk": WORDS, "ru": WORDS})


@st.composite
def records(draw: st.DrawFn) -> AwardRecord:
    outcomes = draw(st.lists(st.tuples(TEXTS, st.none() | st.integers(0, 100), st.booleans()), max_size=4))
    return award(
        titles=draw(TEXTS),
        summary=draw(TEXTS),
        holder=type(AIGUL)(HolderName(draw(WORDS), draw(WORDS), draw(WORDS))),
        outcomes=tuple(
            RecordedOutcome(f"o{place}", text, "skill", achieved, percent)
            for place, (text, percent, achieved) in enumerate(outcomes)
        ),
        credits=draw(st.none() | st.integers(0, 24_000)),
        workload=draw(st.dictionaries(st.sampled_from(["contact", "practice"]), st.integers(1, 10_000))),
        prerequisites=draw(TEXTS),
        counts_towards=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


@settings(max_examples=30, deadline=None)
@given(records())
def test_whatever_is_issued_is_confirmed(record: AwardRecord) -> None:
    assert judge(verified(issued(record)).checks, entitled=True).accepted


def leaves(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The places of all texts and numbers, the proof's own value apart."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    found = [path] if isinstance(node, (str, int, float)) and not isinstance(node, bool) else []
    return found + [place for name, value in items for place in leaves(value, (*path, name))]


BADGE = issued()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(leaves(BADGE)), st.sampled_from(["x", "1", "é"]))
def test_one_changed_value_is_noticed(path: tuple[Any, ...], letter: str) -> None:
    badge = copy.deepcopy(BADGE)
    node = badge
    for step in path[:-1]:
        node = node[step]
    value = node[path[-1]]
    node[path[-1]] = value + letter if isinstance(value, str) else value + 1
    assert not judge(verified(badge).checks).accepted
