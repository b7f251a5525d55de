"""Give an invented person a role in a rehearsal."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import is_invented
from tanym.apps.organisations.models import Membership, Organisation
from tanym.core.kernel.errors import NotPermitted


def play_role(
    *, person: Person, organisation: Organisation, role: str, since: date, rehearsal: UUID
) -> Membership:
    """A role that counts inside this rehearsal and nowhere else.

    For the transaction of a caller that has asked for permission. Raises `NotPermitted("not-permitted")` for anybody real.
    """
    if not is_invented(person):
        raise NotPermitted("not-permitted")
    return Membership.objects.create(
        person=person, organisation=organisation, role=role, since=since, played_in=rehearsal
    )
