"""Give personal numbers out, where a procedure needs them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tanym.apps.accounts.identities import REVEAL
from tanym.apps.accounts.models import Identity, Person
from tanym.apps.accounts.numbers import opened
from tanym.apps.audit.actions.record_many import record_many


def reveal_number(
    *, actor: Person, at: datetime, people: Mapping[int, str], purpose: str
) -> Mapping[int, str]:
    """The digits of those of the people who gave theirs, by the key of the person; in the transaction of the caller.

    `people` names for each the thing in which it is needed (room.thing:id). Each stands in the journal with who, why and
    where, never with a digit. The caller has asked for permission (`organisations.revealing`).
    """
    held = list(Identity.objects.select_related("person").filter(person__in=list(people)).order_by("person"))
    record_many(
        actor=actor,
        at=at,
        action=REVEAL,
        acts=[
            (
                f"accounts.person:{one.person.public_id}",
                {"kind": one.kind, "purpose": purpose, "about": people[one.person_id]},
            )
            for one in held
        ],
    )
    return {one.person_id: opened(one).digits for one in held}
