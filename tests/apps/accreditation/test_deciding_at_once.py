"""Two members of the committee decide on one application at the same moment: one wins, the other is told."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.apps.accreditation.actions.take_step import take_step
from tanym.apps.accreditation.queries import entry_of
from tests.apps.test_at_once import one_wins

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_application_is_decided_once(way: Any, person: Any) -> None:
    made = way.sent(way.zhibek())
    way.examined(made)
    shown = way.prepared(made)
    deciders = [person(name) for name in ("yerzhan", "sabyr")]
    code = one_wins(
        *(
            lambda who=who: take_step(
                actor=who, at=way.at, application=shown, step="recognise", revision=shown.revision
            )
            for who in deciders
        )
    )
    assert code == "changed-meanwhile"
    assert entry_of(way.again(made)).recorded.count() == 1
