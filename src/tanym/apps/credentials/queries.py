"""Reads of credentials: one's own, those that were issued, those that somebody shared."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.models import Credential, SharedLink, StatusList
from tanym.apps.organisations.queries import memberships
from tanym.core.kernel.errors import NotFound


def held_by(person: Person) -> QuerySet[Credential]:
    """A person's documents, newest first."""
    return _credentials().filter(holder=person)


def credential(public_id: UUID) -> Credential:
    """The credential with this identifier. Raises `NotFound`."""
    found = _credentials().filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def issued_by_bodies_of(person: Person, on: date) -> QuerySet[Credential]:
    """What the awarding bodies issued at which this person is a registrar or an assessor."""
    bodies = [m.organisation_id for m in memberships(person, on) if m.role in ("registrar", "assessor")]
    return _credentials().filter(award__awarding_body__in=bodies).select_related("holder")


def by_number(number: str) -> Credential:
    """The credential whose number somebody holds in hand, while its holder keeps it open.

    Raises `NotFound("credential.not-shared")`, the same for what is unknown and what is withheld.
    """
    found = _credentials().filter(number=tidy(number), number_open=True).first()
    if found is None:
        raise NotFound("credential.not-shared")
    return found


def by_link(token: str, at: datetime) -> Credential:
    """The credential behind a shared link that works at that moment. Raises `NotFound("credential.not-shared")`."""
    link = SharedLink.objects.filter(token=token).first()
    if link is None or not link.works(at):
        raise NotFound("credential.not-shared")
    return _credentials().get(pk=link.credential_id)


def by_address(public_id: UUID, on: date) -> Credential:
    """The credential with this address, while its holder shares it in any way. Raises `NotFound`."""
    working = Q(links__withdrawn_at__isnull=True, links__isnull=False) & (
        Q(links__until__isnull=True) | Q(links__until__gte=on)
    )
    found = _credentials().filter(Q(public_id=public_id) & (Q(number_open=True) | working)).first()
    if found is None:
        raise NotFound("credential.not-shared")
    return found


def links_of(found: Credential) -> list[SharedLink]:
    """The links of a credential that were not withdrawn, newest first."""
    return list(found.links.filter(withdrawn_at__isnull=True))


def status_list(public_id: str, form: str = "bitstring") -> StatusList:
    """The status list of a form with this name. Raises `NotFound`."""
    found = StatusList.objects.select_related("issuer").filter(public_id=public_id, form=form).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def tidy(number: str) -> str:
    """A number as it was typed, in the form in which it is printed: upper case, in groups, O as 0 and I, L as 1."""
    letters = "".join(one for one in number.upper() if one.isalnum()).translate(str.maketrans("OIL", "011"))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}" if len(letters) == 10 else number[:20]


def _credentials() -> QuerySet[Credential]:
    return Credential.objects.select_related(
        "award__version__micro_qualification",
        "award__discipline__programme",
        "award__awarding_body",
        "status_list",
        "holder",
    )
