"""Reads of exams: who examines which profession on what terms, the exam of a case, what the platform is to learn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tanym.apps.accounts.models import Person
from tanym.apps.exams.models import Examination, Offer, PlatformEntry, Transfer
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import places
from tanym.apps.registers.queries import authorised
from tanym.apps.standards.contents import PROFESSIONS
from tanym.apps.standards.queries import Held, described_in, listed
from tanym.apps.standards.queries import profession as profession_held
from tanym.core.kernel.errors import NotFound
from tanym.core.standards.standard import ProfessionCard

ACTIVITY = "professional-recognition"
"""The right of a centre, as the register of centres gives it."""

OFFICE = frozenset({"officer"})


@dataclass(frozen=True, slots=True)
class Described:
    """A profession of the register with the card of the standard that describes it."""

    profession: Held
    standard: Held
    card: ProfessionCard
    place: int  # the number of the card in the standard


def described(code: str, on: date) -> Described:
    """The profession on a day, with its card. Raises `NotFound` (`standard.unknown`, `exams.not-described`)."""
    held = profession_held(code, on)
    standard = described_in(held.content, on)
    cards = enumerate(standard.content.cards, 1) if standard else ()
    for place, card in cards:
        if card.group_code == held.content.card:
            assert standard is not None
            return Described(held, standard, card, place)
    raise NotFound("exams.not-described", code=code[:100])


def offers_on(on: date) -> QuerySet[Offer]:
    """The offers that are published on a day."""
    held = Q(until__isnull=True) | Q(until__gte=on)
    return Offer.objects.filter(held, since__lte=on).select_related("centre")


def open_offers(on: date) -> list[Offer]:
    """What can be applied for on a day: offers of centres that the register entitles, for professions in force."""
    right: dict[int, bool] = {}
    in_force = {one.instrument.code for one in listed(PROFESSIONS, on) if one.in_force}
    found = []
    for offer in offers_on(on):
        if offer.centre_id not in right:
            right[offer.centre_id] = authorised(offer.centre, ACTIVITY, on).held
        if right[offer.centre_id] and offer.profession in in_force:
            found.append(offer)
    return found


@dataclass(frozen=True, slots=True)
class Examined:
    """A profession with the offers for it."""

    profession: Held
    offers: tuple[Offer, ...]

    @property
    def lowest(self) -> int:
        """The lowest price, in tenge."""
        return min(one.price for one in self.offers)


def professions(on: date, words: str = "") -> list[Examined]:
    """The professions for which some centre examines on a day, found by words."""
    by_code: dict[str, list[Offer]] = {}
    for offer in open_offers(on):
        by_code.setdefault(offer.profession, []).append(offer)
    return [
        Examined(one, tuple(by_code[one.instrument.code]))
        for one in listed(PROFESSIONS, on, words)
        if one.instrument.code in by_code
    ]


def offer(public_id: UUID) -> Offer:
    """An offer by its public identifier. Raises `NotFound("exams.no-such-offer")`."""
    found = Offer.objects.select_related("centre").filter(public_id=public_id).first()
    if found is None:
        raise NotFound("exams.no-such-offer")
    return found


def offer_of(centre: Organisation, profession: str, on: date) -> Offer | None:
    """The offer of a centre for a profession on a day, or the last one that was."""
    every = Offer.objects.filter(centre=centre, profession=profession, since__lte=on)
    return every.order_by("-since", "-pk").first()


def centres_of(person: Any, on: date) -> list[Organisation]:
    """The recognition centres at whose desk a person works."""
    if not person.is_authenticated:
        return []
    return [one for one in places(person, OFFICE, on) if one.type == "recognition-centre"]


def centre(code: str, person: Any, on: date) -> Organisation:
    """A centre at whose desk a person works. Raises `NotFound("page.unknown")`."""
    found = next((one for one in centres_of(person, on) if one.code == code), None)
    if found is None:
        raise NotFound("page.unknown")
    return found


def examination(case: Any) -> Examination | None:
    """The exam of a case: the latest attempt; None before admission was looked at."""
    found: Examination | None = Examination.objects.filter(case=case).order_by("-attempt").first()
    return found


def examined_by(case: Any) -> Iterable[Person]:
    """Who examined in earlier attempts: nobody of them examines again."""
    latest = examination(case)
    earlier = Examination.objects.filter(case=case).exclude(pk=latest.pk if latest else None)
    return [one.conducted_by for one in earlier.select_related("conducted_by") if one.conducted_by]


def transfers(centre: Organisation) -> QuerySet[Transfer]:
    """The files made for the platform, the latest first."""
    return Transfer.objects.filter(centre=centre).select_related("made_by", "uploaded_by")


def transfer(public_id: UUID, centre: Organisation) -> Transfer:
    """A file made by a centre. Raises `NotFound("page.unknown")`."""
    found = transfers(centre).filter(public_id=public_id).first()
    if found is None:
        raise NotFound("page.unknown")
    return found


def waiting_entries(centre: Organisation) -> QuerySet[PlatformEntry]:
    """What stands in no file yet, the oldest first."""
    return PlatformEntry.objects.filter(centre=centre, transfer=None, number="").select_related(
        "award__person"
    )


def entry_of(award: Any) -> PlatformEntry | None:
    """What the platform is to learn, or has learnt, of a document; None for a document of another kind."""
    found: PlatformEntry | None = PlatformEntry.objects.filter(award=award, what="issued").first()
    return found


def annulled_there(centre: Organisation) -> QuerySet[PlatformEntry]:
    """The centre's documents that the register has annulled and that are in force here."""
    found = PlatformEntry.objects.filter(centre=centre, what="issued", annulled_there_on__isnull=False)
    return found.filter(award__annulled_on=None).select_related("award__person")
