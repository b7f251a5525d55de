"""What tells the second click of a double click from anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.audit.queries import repeats


def test_only_the_last_act_of_the_same_person_with_the_same_words_repeats(
    person: Callable[[str], Person], at: datetime
) -> None:
    dana, marat, thing = person("dana"), person("marat"), "test.thing:1"
    assert not repeats(thing, actor=dana, action="test.act")
    record(actor=dana, at=at, action="test.act", subject=thing, details={"reason": "A", "other": 1})
    assert repeats(thing, actor=dana, action="test.act")
    assert repeats(thing, actor=dana, action="test.act", details={"reason": "A"})
    assert not repeats(thing, actor=dana, action="test.act", details={"reason": "B"})
    assert not repeats(thing, actor=marat, action="test.act")
    assert not repeats(thing, actor=dana, action="test.other")
    assert not repeats("test.thing:2", actor=dana, action="test.act")
    record(actor=marat, at=at, action="test.act", subject=thing)
    assert not repeats(thing, actor=dana, action="test.act")
