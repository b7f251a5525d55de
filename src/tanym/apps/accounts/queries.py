"""Reads of people."""

from __future__ import annotations

import hashlib
import secrets

from django.db.models import QuerySet

from tanym.apps.accounts.models import Person
from tanym.core.credentials.record import HashedIdentity, Holder, HolderName

AWAITED = "awaited "
"""How the name for signing in begins while nobody can sign in by it: no form takes a name with a space in it."""

INVENTED = "invented "
"""How the name of somebody begins who was invented for a rehearsal; as with those for whom a document waits."""

CLOSED = "closed "
"""How the name for signing in begins of an account that its person has closed."""


def person(username: str) -> Person:
    """The person who signs in by this name; `Person.DoesNotExist` where there is none."""
    return Person.objects.get(username=username)


def by_public_id(public_id: str) -> Person | None:
    """The person with this public identifier."""
    return Person.objects.filter(public_id=public_id).first()


def sample_people() -> QuerySet[Person]:
    """The people of the sample country, in the order in which they are introduced."""
    return Person.objects.exclude(hint={}).order_by("pk")


def awaited(person: Person) -> bool:
    """Whether nobody can sign in as this person yet: only a document waits for them."""
    return not person.is_active and person.username.startswith(AWAITED)


def is_invented(person: Person) -> bool:
    """Whether this is nobody: a figure of a rehearsal."""
    return not person.is_active and person.username.startswith(INVENTED)


def merged_into(username: str, password: str) -> Person | None:
    """The account that has what this one had, told to whoever knows this one's password; None otherwise."""
    found = Person.objects.filter(username__iexact=username, merged_into__isnull=False).first()
    if found is None or not found.check_password(password):
        return None
    return found.merged_into


def holder(person: Person) -> Holder:
    """The person as an award record names them: the name in three forms, and the e-mail address hashed with a salt."""
    identities: tuple[HashedIdentity, ...] = ()
    if person.email:
        salt = secrets.token_hex(16)
        hashed = hashlib.sha256((person.email + salt).encode()).hexdigest()
        identities = (HashedIdentity("emailAddress", f"sha256${hashed}", salt),)
    return Holder(HolderName(person.name_kk, person.name_ru, person.name_passport), identities=identities)
