"""Prove that another account is one's own as well."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from tanym.apps.accounts import attempts
from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.merging.notices import tell
from tanym.apps.merging.permissions import TABLE
from tanym.apps.merging.queries import by_name
from tanym.apps.organisations.permissions import permit
from tanym.core.kernel.errors import InvalidValue, Refused


def prove(*, actor: Person, at: datetime, name: str, password: str, network: str) -> Person:
    """The other account, whose password the person knows, too. It gets a letter: whoever else reads it can say no.

    Raises `Refused("merging.too-often")`, `InvalidValue("merging.not-proved")` (the same for a name that nobody has), and
    `InvalidValue("merging.same-account")`.
    """
    permit(TABLE, "prove", actor, timezone.localdate(at), owner=actor)
    if attempts.too_many(name, network):
        raise Refused("merging.too-often")
    found = by_name(name)
    if found is None:
        make_password(password)  # as long as a comparison takes: no clock tells which names exist
    if found is None or not found.check_password(password):
        attempts.failed(name, network)
        raise InvalidValue("merging.not-proved")
    if found.pk == actor.pk:
        raise InvalidValue("merging.same-account")
    attempts.succeeded(name)
    record(actor=actor, at=at, action="merging.prove", subject=f"accounts.person:{found.public_id}")
    tell(found, "merging.letter.proved", at=at, what="proof")
    return found
