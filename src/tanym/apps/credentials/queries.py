"""Reads of credentials: one's own, those that were issued, those that somebody shared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from tanym.apps.accounts.models import Person
from tanym.apps.credentials.models import (
    BulkItem,
    BulkRevocation,
    Credential,
    Edition,
    IssuerKey,
    KeyProposal,
    SharedLink,
    StatusList,
    StatusPlace,
)
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import memberships
from tanym.core.credentials.structure import listed
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


def issued_by_bodies_of(person: Person, on: date, number: str = "") -> QuerySet[Credential]:
    """What the awarding bodies issued at which this person is a registrar or an assessor; one, by its number."""
    bodies = [m.organisation_id for m in memberships(person, on) if m.role in ("registrar", "assessor")]
    found = _credentials().filter(award__awarding_body__in=bodies).select_related("holder")
    return found.filter(number=number) if number else found


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


def place_named(document: Mapping[str, Any]) -> StatusPlace | None:
    """The place of ours that a document names for its status; None where it names none of ours."""
    start = f"{settings.TANYM.address}/status/"
    for entry in listed(document.get("credentialStatus")):
        address, index = (
            (str(entry.get("statusListCredential")), str(entry.get("statusListIndex")))
            if isinstance(entry, Mapping)
            else ("", "")
        )
        if address.startswith(start) and index.isascii() and index.isdigit() and len(index) < 10:
            return (
                StatusPlace.objects.filter(
                    status_list__public_id=address.removeprefix(start),
                    index=int(index),
                    credential__isnull=False,
                )
                .select_related("credential__award__awarding_body", "credential__status_list", "edition")
                .first()
            )
    return None


def editions_of(found: Credential) -> list[Edition]:
    """The earlier documents of a credential that say something else or in another form, oldest first."""
    return list(found.editions.exclude(change=Edition.Change.SIGNATURE))


def names_suspension(found: Credential) -> bool:
    """Whether the file itself names a place where verifiers everywhere see a suspension."""
    return found.places.filter(edition=None, status_list__purpose="suspension").exists()


def copies_of(found: Credential) -> int:
    """How many copies in wallets have a status of their own."""
    return found.places.filter(edition=None, ended_at=None, status_list__form="token").count()


def bulk_revocation(public_id: UUID) -> BulkRevocation:
    """The bulk revocation with this identifier. Raises `NotFound`."""
    found = BulkRevocation.objects.select_related("body", "prepared_by", "confirmed_by")
    one = found.filter(public_id=public_id).first()
    if one is None:
        raise NotFound("page.unknown")
    return one


def items_of(bulk: BulkRevocation) -> QuerySet[BulkItem]:
    """The documents of a bulk revocation with their holders, by number."""
    return bulk.items.select_related(
        "credential__holder", "credential__award__version", "credential__award__discipline"
    ).order_by("credential__number")


def progress_of(bulk: BulkRevocation) -> dict[str, int]:
    """How many of its documents are in which state; a state that none is in is left out."""
    rows = bulk.items.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def keys_of(body: Organisation) -> list[IssuerKey]:
    """The keys of an organisation, newest first."""
    return list(IssuerKey.objects.filter(issuer=body).order_by("-since", "-pk"))


def issuer_key(pk: int) -> IssuerKey:
    """A key. Raises `NotFound`."""
    found = IssuerKey.objects.select_related("issuer", "made_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def waiting_proposal(key: IssuerKey) -> KeyProposal | None:
    """The proposal about a key that waits for a second person."""
    found = key.proposals.filter(state=KeyProposal.State.WAITING)
    return found.select_related("proposed_by", "key__issuer").first()


def is_newest(key: IssuerKey, at: datetime) -> bool:
    """Whether the organisation signs with this key at that moment."""
    return standing(key, at) == "signs"


def standing(key: IssuerKey, at: datetime) -> str:
    """How a key stands: it signs, is to sign later, was replaced by a newer one, or ended (retired, compromised, lost)."""
    if key.ending:
        return key.ending
    if key.used_from is not None and key.used_from > at:
        return "later"
    begins = Coalesce("used_from", "since")
    rivals = IssuerKey.objects.filter(issuer=key.issuer, kind=key.kind, ended_at=None).annotate(begins=begins)
    newest = rivals.filter(begins__lte=at).order_by("begins", "pk").last()
    return "signs" if newest is not None and newest.pk == key.pk else "replaced"


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
