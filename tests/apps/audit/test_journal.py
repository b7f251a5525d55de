"""The journal: written with the change, never changed, proved as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.audit.models import Act, JournalHead
from tanym.apps.audit.proving import prove
from tanym.apps.audit.queries import history
from tanym.core.kernel.canonical import digest
from tanym.core.transparency.commitments import commitment


@pytest.fixture(autouse=True)
def _a_journal_that_begins_anew(country: None) -> None:
    """Without the acts that made the installation and its sample country."""
    Act.objects.all().delete()
    JournalHead.objects.all().delete()


@pytest.fixture
def three_acts(person: Callable[[str], Person], at: datetime) -> None:
    for n in range(3):
        record(actor=person("dana"), at=at, action="test.act", subject="test.thing:1", details={"n": n})


def _by_hand(statement: str) -> None:
    """Change the table as somebody with the database's own tools would: without the trigger."""
    on = " ON audit_act" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_act_is_final{on}")
        cursor.execute(statement)


@pytest.mark.usefixtures("three_acts")
def test_a_journal_that_nobody_touched_is_whole() -> None:
    assert prove().fault is None
    assert prove().read == 3
    assert [act.details["n"] for act in history("test.thing:1")] == [0, 1, 2]
    call_command("journal", "verify")


@pytest.mark.usefixtures("three_acts")
def test_the_database_refuses_to_change_an_act() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Act.objects.filter(number=2).update(action="test.other")
    assert prove().fault is None


@pytest.mark.usefixtures("three_acts")
def test_an_act_changed_by_hand_is_found() -> None:
    _by_hand("UPDATE audit_act SET action = 'test.other' WHERE number = 2")
    assert (prove().fault, prove().number) == ("journal.changed", 2)
    with pytest.raises(CommandError, match="Act 2 is not what was written"):
        call_command("journal", "verify")


@pytest.mark.usefixtures("three_acts")
def test_an_act_changed_by_hand_with_a_new_digest_breaks_the_chain() -> None:
    act = Act.objects.get(number=2)
    act.action = "test.other"
    _by_hand(
        f"UPDATE audit_act SET action = 'test.other', digest = '{digest(act.link())}' WHERE number = 2"  # noqa: S608 - the digest is ours
    )
    assert (prove().fault, prove().number) == ("journal.changed", 2), "the commitment is another's"
    act.commitment = commitment(act.salt, act.content())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_act SET commitment = %s, digest = %s WHERE number = 2",
            [act.commitment, digest(act.link())],
        )
    assert (prove().fault, prove().number) == ("journal.unchained", 3)


@pytest.mark.usefixtures("three_acts")
def test_an_act_removed_is_found() -> None:
    Act.objects.filter(number=2).delete()
    assert prove().fault == "journal.gap"


@pytest.mark.usefixtures("three_acts")
def test_a_tail_cut_off_is_found() -> None:
    Act.objects.filter(number=3).delete()
    assert prove().fault == "journal.tail"


@pytest.mark.usefixtures("three_acts")
def test_an_act_added_by_hand_is_found(at: datetime) -> None:
    last = Act.objects.get(number=3)
    false = Act(number=4, at=at, actor="", action="test.act", subject="test.thing:1", previous=last.digest)
    false.salt = "00" * 16
    false.commitment = commitment(false.salt, false.content())
    false.digest = digest(false.link())
    false.save(force_insert=True)
    assert prove().fault == "journal.tail"


@pytest.mark.usefixtures("three_acts")
def test_acts_that_come_while_it_is_read_are_no_fault(
    person: Callable[[str], Person], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tanym.apps.audit import proving

    read_head, dana = proving._head, person("dana")

    def head_and_then_an_act() -> JournalHead:
        head = read_head()
        record(actor=dana, at=at, action="test.act", subject="test.thing:1", details={"n": head.length})
        return head

    monkeypatch.setattr(proving, "_head", head_and_then_an_act)
    assert prove().fault is None


def test_an_act_is_undone_with_the_change_that_it_belongs_to(
    person: Callable[[str], Person], at: datetime
) -> None:
    def half_done() -> None:
        with transaction.atomic():
            record(actor=person("dana"), at=at, action="test.act", subject="test.thing:1")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_done()
    assert not Act.objects.exists()
    assert not JournalHead.objects.exists()
    assert prove().fault is None
