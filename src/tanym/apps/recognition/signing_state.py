"""Whose signatures the minutes need, who has signed and how, and who can no longer sign: as the pages show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.queries import by_public_id
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.queries import holds
from tanym.apps.recognition import national
from tanym.apps.recognition.casefile import commission_of, minutes_of
from tanym.apps.recognition.models import Commission, Seat
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.proceedings import case_of
from tanym.apps.recognition.signing_rules import rules_of
from tanym.core.recognition.minutes import Minutes
from tanym.core.recognition.signing import SignatureKind, shown


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody whose signature is needed: the office, and when and how they signed, if they did."""

    person: Person
    office: str
    on: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class Signing:
    """The signatures under the minutes as they stand. `open`: they can be signed now; `gone` voted and are no member any more."""

    minutes: Minutes
    mark: str
    signatures: tuple[Signature, ...]
    left: tuple[Seat, ...]
    gone: tuple[Seat, ...]
    open: bool
    kinds: frozenset[str]
    national_here: bool
    left_need_not_sign: bool

    @property
    def signed(self) -> int:
        """How many of them have signed."""
        return sum(one.on is not None for one in self.signatures)

    def awaits(self, person: Person) -> bool:
        """Whether this person has still to sign; nobody has before the votes carry the result, for each vote changes the text."""
        return self.open and self.minutes.carried and code(person) in self.minutes.unsigned

    def others(self, person: Person) -> tuple[Signature, ...]:
        """Whose signatures are still missing besides this person's, where the account is one: a decision signs by itself."""
        by_acting = SignatureKind.ACCOUNT in self.kinds
        return tuple(
            one for one in self.signatures if one.on is None and not (by_acting and one.person == person)
        )


def signing(record: Record, on: date) -> Signing | None:
    """The signatures of a case's commission or of an appeal's panel; None before the minutes are written."""
    commission = commission_of(record)
    if commission is None or not commission.draft:
        return None
    minutes, rules = minutes_of(record, commission), rules_of(record)
    seats = list(commission.seats.select_related("person"))
    organisation = case_of(record).organisation
    return Signing(
        minutes=minutes,
        mark=shown(minutes.digest),
        signatures=_signatures(minutes, commission, seats),
        left=tuple(one for one in seats if one.left_on),
        gone=tuple(
            one
            for one in seats
            if one.vote and not one.left_on and not holds(one.person, "member", organisation, on)
        ),
        open=bool(of(record).guarded(record.stage, "minutes-signed")),
        kinds=frozenset(map(str, rules.kinds)),
        national_here=national.is_set() and SignatureKind.NATIONAL in rules.kinds,
        left_need_not_sign=rules.left_need_not_sign,
    )


def _signatures(minutes: Minutes, commission: Commission, seats: list[Seat]) -> tuple[Signature, ...]:
    offices: Mapping[str, str] = {code(one.person): one.office or "member" for one in seats}
    order = [code(commission.secretary), *offices]
    found = []
    for name in sorted(minutes.to_sign, key=order.index):
        person = by_public_id(name)
        given = commission.signatures.get(name, {}) if name in minutes.signatures else {}
        if person is not None:
            on = minutes.signatures.get(name)
            kind = str(given.get("kind", SignatureKind.ACCOUNT)) if on else ""
            found.append(Signature(person, offices.get(name, "secretary"), on, kind))
    return tuple(found)
