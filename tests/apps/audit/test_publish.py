"""The log over the journal: every act once, in order, and a checkpoint that anybody can verify."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from tanym.apps.audit import disclosure
from tanym.apps.audit.actions import publish as publishing
from tanym.apps.audit.actions.publish import publish
from tanym.apps.audit.actions.record import record
from tanym.apps.audit.actions.refresh import refresh
from tanym.apps.audit.log_key import public_key
from tanym.apps.audit.models import Act, JournalHead, LogCheckpoint, LogHead
from tanym.apps.audit.proving import prove
from tanym.apps.audit.queries import act, bundle, consistency, entry, inclusion, tile
from tanym.apps.audit.tiles import DatabaseTiles
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tanym.core.transparency.checkpoint import open_checkpoint, read_checkpoint
from tanym.core.transparency.commitments import leaf_entry
from tanym.core.transparency.entries import read_entry, verify_entry
from tanym.core.transparency.hashing import leaf_hash
from tanym.core.transparency.proofs import verify_consistency
from tanym.core.transparency.tiles import Tile
from tanym.core.transparency.tree import append, root
from tests.apps.audit.rewriting import rewrite
from tests.core.transparency.trees import MemoryTiles

DANA = SimpleNamespace(public_id=UUID(int=7))
"""Of a person the journal takes the public identifier alone."""


@pytest.fixture(autouse=True)
def _a_journal_that_begins_anew(db: None) -> None:
    """Without the acts that made the installation."""
    Act.objects.all().delete()
    JournalHead.objects.all().delete()


@pytest.fixture
def acts(at: datetime) -> Callable[[int], None]:
    """So many further acts."""

    def write(count: int) -> None:
        for _ in range(count):
            record(actor=DANA, at=at, action="test.act", subject="test.thing:1", details={"n": 1})

    return write


def test_the_log_is_the_tree_of_the_standard_over_the_commitments_of_all_acts(
    acts: Callable[[int], None], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "BATCH", 100)
    acts(300)
    first = publish(at=at)
    acts(7)
    second = publish(at=at)
    told = open_checkpoint(second.note, public_key())
    assert (first.size, second.size, told.size, told.origin) == (300, 307, 307, "localhost:8000/log")

    tiles = MemoryTiles()
    leaves = [leaf_entry(one.number, one.commitment) for one in Act.objects.order_by("number")]
    append(tiles, 0, map(leaf_hash, leaves))
    assert told.root == root(tiles, 307)
    assert tile(Tile(0, 1, 44)) == tiles.read(Tile(0, 1, 44)), "a tile of an older checkpoint is still there"
    assert tile(Tile(1, 0, 1)) == tiles.read(Tile(1, 0, 1))
    assert bundle(1, 51) == b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves[256:])
    verify_consistency(
        300, 307, open_checkpoint(first.note, public_key()).root, told.root, consistency(300, 307)
    )
    assert prove().fault is None
    for missing in (Tile(0, 1, 52), Tile(0, 2), Tile(2, 0, 1)):
        with pytest.raises(NotFound, match=r"log\.tile-missing"):
            tile(missing)
    with pytest.raises(NotFound, match=r"log\.tile-missing"):
        bundle(1, 52)
    with pytest.raises(InvalidValue, match=r"log\.out-of-range"):
        consistency(300, 308)


def test_where_nothing_came_the_last_checkpoint_stands(acts: Callable[[int], None], at: datetime) -> None:
    assert open_checkpoint(publish(at=at).note, public_key()).size == 0
    acts(2)
    assert publish(at=at).pk == publish(at=at).pk
    assert LogCheckpoint.objects.count() == 2
    assert Act.objects.count() == 2, "nothing about the log stands in the journal"


def test_who_asks_gets_the_newest_act_at_once_and_otherwise_waits_a_moment(
    acts: Callable[[int], None], at: datetime
) -> None:
    acts(1)
    assert refresh(at=at).size == 1
    acts(1)
    assert refresh(at=at).size == 1, "a moment of rest between two checkpoints"
    assert refresh(at=at, including=2).size == 2
    assert refresh(at=at, including=99).size == 2


def test_a_journal_with_an_act_missing_or_cut_is_not_published(
    acts: Callable[[int], None], at: datetime
) -> None:
    acts(4)
    Act.objects.filter(number=2).delete()
    with pytest.raises(Refused, match=r"log\.journal-broken"):
        publish(at=at)
    assert not LogHead.objects.filter(size__gt=0).exists()


def test_nothing_is_signed_that_contradicts_what_was_signed(
    acts: Callable[[int], None], at: datetime
) -> None:
    acts(4)
    publish(at=at)
    DatabaseTiles().write({Tile(0, 0, 4): b"\x00" * 128})
    acts(1)
    with pytest.raises(Refused, match=r"log\.rewritten"):
        publish(at=at)
    assert LogHead.objects.get().size == 4, "and nothing is left half done"
    Act.objects.filter(number__gt=2).delete()
    LogHead.objects.update(size=2)
    with pytest.raises(Refused, match=r"log\.shrunk"):
        publish(at=at)


def test_with_another_address_the_log_has_another_name_and_the_same_history(
    acts: Callable[[int], None], at: datetime, settings: Any
) -> None:
    acts(4)
    first = publish(at=at)
    settings.TANYM = settings.TANYM.model_copy(update={"address": "https://other.example"})
    assert refresh(at=at).pk != first.pk
    told = open_checkpoint(refresh(at=at).note, public_key())
    assert (told.origin, told.size) == ("other.example/log", 4)
    assert verify_entry(entry(act(2)), public_key()).size == 4
    assert told.root == read_checkpoint(first.note).root


def test_an_entry_shows_an_act_to_whom_the_rooms_disclose_it(
    acts: Callable[[int], None],
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(disclosure, "_DISCLOSED", {})
    disclosure.register("open.thing:", lambda act: act.action != "open.secret")
    disclosure.register("known.thing:", lambda act: True, listed=False)
    for subject in ("test.thing:1", "open.thing:1", "known.thing:abc"):
        record(actor=DANA, at=at, action="test.act", subject=subject, details={"n": 1})
    record(actor=None, at=at, action="open.secret", subject="open.thing:1")
    with pytest.raises(NotFound, match=r"log\.not-yet"):
        entry(act(2))
    publish(at=at)

    assert [entry(act(n)).act is not None for n in (1, 2, 3, 4)] == [False, True, False, False]
    assert entry(act(3), "abc").act is not None
    assert entry(act(3), "abd").act is None
    for number, known in ((1, ""), (2, ""), (3, "abc"), (4, "")):
        told = verify_entry(read_entry(entry(act(number), known).plain()), public_key())
        assert told.size == 4
    shown = entry(act(2)).plain()
    assert shown["act"]["subject"] == "open.thing:1"
    assert str(DANA.public_id) not in str(shown), "who acted stands as a mark"
    assert "act" not in inclusion(2)
    with pytest.raises(NotFound, match=r"journal\.no-such-act"):
        inclusion(5)


def test_a_history_rewritten_as_a_whole_proves_itself_and_yet_gives_another_root(
    acts: Callable[[int], None], at: datetime
) -> None:
    """This is why witnesses are needed: nothing inside the installation can tell."""
    acts(5)
    before = open_checkpoint(publish(at=at).note, public_key())
    rewrite(2, "test.forged")
    acts(3)
    after = open_checkpoint(publish(at=at).note, public_key())
    assert prove().fault is None
    with pytest.raises(Refused, match=r"log\.rewritten"):
        verify_consistency(before.size, after.size, before.root, after.root, consistency(5, 8))


def test_a_journal_that_is_not_what_the_log_holds_is_found(acts: Callable[[int], None], at: datetime) -> None:
    acts(3)
    publish(at=at)
    DatabaseTiles().write({Tile(0, 0, 3): b"\x00" * 96})
    assert (prove().fault, prove().number) == ("journal.unlike-log", 1)
