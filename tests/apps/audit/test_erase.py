"""Erasing an act: the person is gone from it, chain and log stay whole."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, transaction

from tanym.apps.audit.actions.erase import erase
from tanym.apps.audit.actions.publish import publish
from tanym.apps.audit.actions.record import record
from tanym.apps.audit.log_key import public_key
from tanym.apps.audit.models import Act, JournalHead
from tanym.apps.audit.proving import prove
from tanym.apps.audit.queries import act, entry
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused
from tanym.core.transparency.entries import verify_entry
from tests.apps.audit.rewriting import MIGRATION, lock, unlock

START = "0" * 64
DANA = SimpleNamespace(public_id=UUID(int=7))


@pytest.fixture(autouse=True)
def _three_acts(db: None, at: datetime) -> None:
    Act.objects.all().delete()
    JournalHead.objects.all().delete()
    for n in range(3):
        record(actor=DANA, at=at, action="test.act", subject=f"test.thing:{n}", details={"name": "A."})


@pytest.mark.parametrize("published", ["before", "after"])
def test_what_an_act_says_of_people_goes_and_the_proofs_stay(at: datetime, published: str) -> None:
    if published == "before":
        publish(at=at)
    erase(actor=None, at=at, number=2, reason="Asked for by the person")
    empty = act(2)
    assert (empty.actor, empty.subject, empty.details, empty.salt, empty.erased_by) == ("", "", {}, "", 4)
    assert (prove().fault, prove().erased, prove().read) == (None, 1, 4)
    publish(at=at)
    assert verify_entry(entry(empty), public_key()).size == 4
    assert entry(empty).act is None
    assert prove().fault is None
    assert act(4).details == {"reason": "Asked for by the person"}


def test_an_act_is_erased_once_with_a_reason_and_never_the_act_that_erased(at: datetime) -> None:
    with pytest.raises(InvalidValue, match=r"journal\.reason-missing"):
        erase(actor=None, at=at, number=2, reason="  ")
    with pytest.raises(NotFound, match=r"journal\.no-such-act"):
        erase(actor=None, at=at, number=9, reason="A reason")
    done = erase(actor=None, at=at, number=2, reason="A reason")
    with pytest.raises(Refused, match=r"journal\.erased-already"):
        erase(actor=None, at=at, number=2, reason="A reason")
    with pytest.raises(Refused, match=r"journal\.erasure-stays"):
        erase(actor=None, at=at, number=done.number, reason="A reason")


def test_the_command_of_operators_erases(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("journal", "erase", "--number", "2", "--reason", "Asked for by the person")
    call_command("journal", "verify")
    assert "Erased by an act of its own: 1" in capsys.readouterr().out


def test_the_database_lets_an_act_be_emptied_and_nothing_else(at: datetime) -> None:
    for change in (
        {"action": "test.other"},
        {"erased_by": 9},
        {"actor": "", "subject": "", "salt": "", "details": {}, "erased_by": 9, "commitment": START},
        {"actor": "", "subject": "", "salt": "", "details": {"kept": 1}, "erased_by": 9},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Act.objects.filter(number=2).update(**change)
    assert prove().fault is None


def test_an_act_emptied_by_hand_is_found() -> None:
    Act.objects.filter(number=2).update(actor="", subject="", salt="", details={}, erased_by=3)
    assert (prove().fault, prove().number) == ("journal.erased-unaccounted", 2)


def test_an_act_from_before_the_log_keeps_its_digest_and_can_be_erased(at: datetime) -> None:
    """As an installation that is brought up to date has them."""
    _as_written_before_the_log()
    lock()
    assert prove().fault is None
    publish(at=at)
    assert verify_entry(entry(act(1)), public_key()).size == 3
    erase(actor=None, at=at, number=1, reason="Asked for by the person")
    assert (prove().fault, prove().erased) == (None, 1)
    unlock()
    Act.objects.filter(number=2).update(subject="test.other:1")
    assert (prove().fault, prove().number) == ("journal.changed", 2)


def _as_written_before_the_log() -> None:
    unlock()
    previous = START
    for one in Act.objects.order_by("number"):
        one.covers, one.previous, one.salt, one.commitment = Act.CONTENT, previous, "", ""
        one.digest = previous = digest(one.link())
        one.save()
    JournalHead.objects.update(digest=previous)
    import_module(MIGRATION).commit(apps, None)
