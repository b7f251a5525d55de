"""Reads of the backpack: what a person brought in, other hosts, the profile that programs see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.backpack.models import Connection, HostProfile, ImportedCredential
from tanym.apps.credentials.queries import credential as issued_here
from tanym.core.kernel.errors import NotFound

EXCHANGED = ("open-badge", "verifiable-credential")
"""The kinds of documents that the Open Badges API knows; what is of another kind is exported as a file."""


def brought_by(person: Person) -> QuerySet[ImportedCredential]:
    """What a person brought in, the newest first."""
    return ImportedCredential.objects.filter(owner=person).select_related("file")


def exchanged_by(person: Person) -> QuerySet[ImportedCredential]:
    """Of what a person brought in, the kinds that other hosts take by the Open Badges API."""
    return brought_by(person).filter(format__in=EXCHANGED)


def imported(public_id: UUID, person: Person) -> ImportedCredential:
    """A document that this person brought in. Raises `NotFound("page.unknown")`."""
    found = brought_by(person).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def with_identity(person: Person, identity: str, digest: str) -> ImportedCredential | None:
    """The document of a person that is the same credential, or has the same bytes."""
    held = ImportedCredential.objects.filter(owner=person).select_related("file")
    same = held.filter(identity=identity).first() if identity else None
    return same or held.filter(digest=digest).first()


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """A document of this platform: its identifier, its holder, its bytes."""

    public_id: UUID
    holder_id: int
    document: bytes


def own_document(address: object) -> OwnDocument | None:
    """The document of this platform with this address; None where it is none of ours."""
    prefix = f"{settings.TANYM.address}/c/"
    if not isinstance(address, str) or not address.startswith(prefix):
        return None
    try:
        found = issued_here(UUID(address.removeprefix(prefix)))
    except (NotFound, ValueError):
        return None
    return OwnDocument(found.public_id, found.holder_id, bytes(found.document))


def profile_of(person: Person) -> HostProfile | None:
    """What programs have written into a person's profile."""
    return HostProfile.objects.filter(person=person).first()


def connections_of(person: Person, at: datetime) -> list[Connection]:
    """The hosts at which a person may act now, by name."""
    held = Connection.objects.filter(person=person).select_related("host").order_by("host__name")
    return [one for one in held if one.works(at)]


def connection(public_id: UUID, person: Person) -> Connection:
    """A person's visit to another host. Raises `NotFound("page.unknown")`."""
    found = Connection.objects.filter(person=person, public_id=public_id).select_related("host").first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def connection_by_state(state: str, person: Person) -> Connection:
    """The visit that this person has begun and to which another host answers. Raises `NotFound("page.unknown")`."""
    begun = Connection.objects.filter(person=person, state=state).select_related("host").first()
    if not state or begun is None:
        raise NotFound("page.unknown")
    return begun
