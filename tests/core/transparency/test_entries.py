"""Entries: the act, its commitment and its place, each verified, none to be guessed."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tanym.core.kernel.errors import InvalidValue, Refused, TanymError
from tanym.core.transparency.checkpoint import Checkpoint, sign_checkpoint
from tanym.core.transparency.commitments import act_content, actor_mark, commitment, leaf_entry
from tanym.core.transparency.entries import Entry, read_entry, verify_entry, verify_in
from tanym.core.transparency.hashing import leaf_hash
from tanym.core.transparency.proofs import inclusion_proof
from tanym.core.transparency.tree import append, root
from tests.core.transparency.keys import ORIGIN, TestKey
from tests.core.transparency.trees import MemoryTiles

SALT = "0f" * 16
ACT = {"number": 3, "action": "registers.enter", "actor": actor_mark(SALT, "person-1"), "details": {"n": 1}}
KEY = TestKey()


@pytest.fixture
def document() -> dict[str, Any]:
    """Entry 3 of a log of 5."""
    committed, tiles = commitment(SALT, ACT), MemoryTiles()
    append(tiles, 0, [leaf_hash(leaf_entry(n, committed if n == 3 else "00" * 32)) for n in range(1, 6)])
    note = sign_checkpoint(Checkpoint(ORIGIN, 5, root(tiles, 5)), KEY)
    return Entry(3, committed, ACT, SALT, inclusion_proof(tiles, 2, 5), note).plain()


def test_an_entry_proves_the_act_and_its_place(document: dict[str, Any]) -> None:
    assert verify_entry(read_entry(document), KEY.named()).size == 5
    assert verify_in(read_entry(document)).origin == ORIGIN
    del document["act"], document["salt"]
    assert verify_entry(read_entry(document), KEY.named()).size == 5, "the commitment alone"


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("act", "action"), "registers.withdraw", "log.act-changed"),
        (("act", "details"), {"n": 2}, "log.act-changed"),
        (("act", "number"), 4, "log.act-changed"),
        (("act", "details"), {"n": float("nan")}, "log.entry-malformed"),
        (("salt",), "0e" * 16, "log.act-changed"),
        (("salt",), "0F" * 16, "log.salt-malformed"),
        (("salt",), "zz", "log.salt-malformed"),
        (("salt",), None, "log.entry-malformed"),
        (("number",), 4, "log.entry-malformed"),
        (("number",), 0, "log.entry-malformed"),
        (("number",), True, "log.entry-malformed"),
        (("commitment",), "00" * 32, "log.entry-malformed"),
        (("leaf", "index"), 3, "log.entry-malformed"),
        (("inclusion", 0), "AAAA", "log.entry-malformed"),
        (("inclusion", 0), "A" * 43 + "=", "log.not-included"),
        (("inclusion",), [], "log.proof-length"),
        (("inclusion",), ["A" * 43 + "="] * 99, "log.entry-malformed"),
        (("inclusion",), "A", "log.entry-malformed"),
        (("checkpoint",), "nothing", "log.note-malformed"),
        (("checkpoint",), 7, "log.entry-malformed"),
        (("format",), "other/1", "log.entry-malformed"),
        (("act",), [], "log.entry-malformed"),
    ],
)
def test_an_entry_changed_in_any_place_is_refused(
    document: dict[str, Any], path: tuple[Any, ...], value: object, code: str
) -> None:
    changed = inner = copy.deepcopy(document)
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(TanymError) as refused:
        verify_entry(read_entry(changed), KEY.named())
    assert refused.value.code == code


def test_an_entry_moved_to_another_number_is_refused(document: dict[str, Any]) -> None:
    entry = read_entry(document)
    moved = Entry(4, entry.committed, ACT | {"number": 4}, SALT, entry.path, entry.checkpoint)
    with pytest.raises(Refused, match=r"log\.act-changed"):
        verify_entry(moved, KEY.named())
    bare = Entry(4, entry.committed, None, "", entry.path, entry.checkpoint)
    with pytest.raises(Refused, match=r"log\.not-included"):
        verify_entry(bare, KEY.named())
    with pytest.raises(Refused, match=r"log\.not-signed"):
        verify_entry(entry, TestKey("b").named())
    with pytest.raises(InvalidValue, match=r"log\.entry-malformed"):
        read_entry("no object")


def test_the_second_of_four_eyes_stands_as_a_mark_too() -> None:
    plain = {"number": 1, "at": "x", "action": "a.b", "subject": "c:d"}
    content = act_content(SALT, actor="person-1", details={"second": "person-2", "n": 1}, **plain)
    assert content["details"] == {"second": actor_mark(SALT, "person-2"), "n": 1}
    assert act_content(SALT, actor="", details={"second": ""}, **plain)["details"] == {"second": ""}
    assert "person" not in str(content)


def test_a_person_is_marked_differently_in_every_act_and_the_platform_not_at_all() -> None:
    assert actor_mark(SALT, "person-1") != actor_mark("0e" * 16, "person-1")
    assert actor_mark(SALT, "") == ""
    assert commitment(SALT, ACT) != commitment("0e" * 16, ACT)
