"""Proofs of inclusion and consistency: those of the standard, and no other is believed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue, Refused, TanymError
from tanym.core.transparency.hashing import EMPTY_ROOT, leaf_hash
from tanym.core.transparency.proofs import (
    consistency_proof,
    inclusion_proof,
    verify_consistency,
    verify_inclusion,
)
from tanym.core.transparency.tree import root
from tests.core.transparency.trees import (
    entry,
    grown,
    naive_consistency,
    naive_path,
    naive_root,
)

BIG = 1300
TILES = grown(BIG)
ENTRIES = [entry(n) for n in range(BIG)]
SIZES = st.integers(1, BIG)


def test_every_proof_of_every_small_tree_is_the_one_of_the_standard() -> None:
    for size in range(1, 36):
        top = naive_root(ENTRIES[:size])
        for index in range(size):
            path = inclusion_proof(TILES, index, size)
            assert list(path) == naive_path(index, ENTRIES[:size])
            verify_inclusion(leaf_hash(entry(index)), index, size, path, top)
        for old in range(1, size + 1):
            path = consistency_proof(TILES, old, size)
            assert list(path) == naive_consistency(old, ENTRIES[:size])
            verify_consistency(old, size, naive_root(ENTRIES[:old]), top, path)


@settings(max_examples=60, deadline=None)
@given(SIZES, st.data())
def test_proofs_of_larger_trees_are_those_of_the_standard(size: int, data: st.DataObject) -> None:
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    top = root(TILES, size)
    path = inclusion_proof(TILES, index, size)
    assert list(path) == naive_path(index, ENTRIES[:size])
    verify_inclusion(leaf_hash(entry(index)), index, size, path, top)
    path = consistency_proof(TILES, old, size)
    assert list(path) == naive_consistency(old, ENTRIES[:size])
    verify_consistency(old, size, root(TILES, old), top, path)


def _mutated(path: tuple[bytes, ...], data: st.DataObject) -> tuple[bytes, ...]:
    """The proof with one bit turned, a step missing, a step too many, or two steps exchanged."""
    steps = list(path)
    change = data.draw(st.sampled_from(["bit", "drop", "add", "swap"]))
    if change == "add" or not steps:
        at = data.draw(st.integers(0, len(steps)))
        return (*steps[:at], data.draw(st.binary(min_size=32, max_size=32)), *steps[at:])
    at = data.draw(st.integers(0, len(steps) - 1))
    if change == "bit":
        bit = data.draw(st.integers(0, 255))
        steps[at] = (int.from_bytes(steps[at], "big") ^ (1 << bit)).to_bytes(32, "big")
    elif change == "drop":
        del steps[at]
    else:
        other = data.draw(st.integers(0, len(steps) - 1))
        steps[at], steps[other] = steps[other], steps[at]
    assume(tuple(steps) != path)
    return tuple(steps)


@settings(max_examples=200, deadline=None)
@given(SIZES, st.data())
def test_a_changed_inclusion_proof_is_refused(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path = _mutated(inclusion_proof(TILES, index, size), data)
    with pytest.raises(TanymError, match=r"log\.(not-included|proof-length)"):
        verify_inclusion(leaf_hash(entry(index)), index, size, path, root(TILES, size))


@settings(max_examples=200, deadline=None)
@given(SIZES, st.data())
def test_a_changed_consistency_proof_is_refused(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    path = _mutated(consistency_proof(TILES, old, size), data)
    with pytest.raises(TanymError, match=r"log\.(rewritten|proof-length)"):
        verify_consistency(old, size, root(TILES, old), root(TILES, size), path)


@settings(max_examples=100, deadline=None)
@given(st.integers(2, BIG), st.data())
def test_a_proof_holds_for_its_own_leaf_place_and_root_only(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index))
    path, top = inclusion_proof(TILES, index, size), root(TILES, size)
    with pytest.raises(Refused, match=r"log\.not-included"):
        verify_inclusion(leaf_hash(entry(other)), index, size, path, top)
    with pytest.raises(TanymError):
        verify_inclusion(leaf_hash(entry(index)), other, size, path, top)
    with pytest.raises(Refused, match=r"log\.not-included"):
        verify_inclusion(leaf_hash(entry(index)), index, size, path, root(TILES, size - 1))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, BIG), st.data())
def test_a_tree_with_one_leaf_changed_does_not_continue_the_old_one(size: int, data: st.DataObject) -> None:
    """Whatever proof the forger makes of its own tree."""
    old = data.draw(st.integers(1, size - 1))
    at = data.draw(st.integers(0, old - 1))
    forged_entries = [*ENTRIES[:at], b"forged", *ENTRIES[at + 1 : size]]
    forged = naive_consistency(old, forged_entries)
    with pytest.raises(Refused, match=r"log\.rewritten"):
        verify_consistency(old, size, root(TILES, old), naive_root(forged_entries), forged)


def test_places_outside_the_tree_are_refused() -> None:
    top = root(TILES, 7)
    for index, size in ((7, 7), (-1, 7), (0, 0)):
        with pytest.raises(InvalidValue, match=r"log\.out-of-range"):
            inclusion_proof(TILES, index, size)
        with pytest.raises(InvalidValue, match=r"log\.out-of-range"):
            verify_inclusion(top, index, size, (), top)
    for old, new in ((8, 7), (-1, 7)):
        with pytest.raises(InvalidValue, match=r"log\.out-of-range"):
            consistency_proof(TILES, old, new)
        with pytest.raises(InvalidValue, match=r"log\.out-of-range"):
            verify_consistency(old, new, top, top, ())


def test_every_tree_continues_the_empty_one_which_has_one_root() -> None:
    assert consistency_proof(TILES, 0, 5) == ()
    verify_consistency(0, 5, EMPTY_ROOT, root(TILES, 5), ())
    with pytest.raises(Refused, match=r"log\.rewritten"):
        verify_consistency(0, 5, b"\x01" * 32, root(TILES, 5), ())
    with pytest.raises(InvalidValue, match=r"log\.proof-length"):
        verify_consistency(0, 5, EMPTY_ROOT, root(TILES, 5), (b"\x01" * 32,))
    with pytest.raises(InvalidValue, match=r"log\.proof-length"):
        verify_consistency(3, 5, root(TILES, 3), root(TILES, 5), ())


def test_what_is_no_hash_is_refused() -> None:
    top = root(TILES, 2)
    with pytest.raises(InvalidValue, match=r"log\.hash-malformed"):
        verify_inclusion(leaf_hash(entry(0)), 0, 2, (b"short",), top)
    with pytest.raises(InvalidValue, match=r"log\.hash-malformed"):
        verify_consistency(1, 2, b"", top, (top,))
