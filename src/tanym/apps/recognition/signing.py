"""Signatures under the minutes of a commission, however they are given."""

from __future__ import annotations

from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.recognition.casefile import commission_of, minutes_of
from tanym.apps.recognition.models import Commission
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.proceedings import require
from tanym.apps.recognition.signing_rules import rules_of
from tanym.core.kernel.errors import NotPermitted, Refused
from tanym.core.recognition.minutes import Minutes
from tanym.core.recognition.signing import SignatureKind


def written(record: Record) -> tuple[Commission, Minutes]:
    """The commission and its minutes, while they can be signed.

    Raises `Refused`: `case.not-now`, `recognition.nobody-seated`, `recognition.no-minutes`.
    """
    require(of(record).guarded(record.stage, "minutes-signed"), record)
    commission = commission_of(record)
    if commission is None:
        raise Refused("recognition.nobody-seated")
    if not commission.draft:
        raise Refused("recognition.no-minutes")
    return commission, minutes_of(record, commission)


def allow(record: Record, kind: SignatureKind) -> None:
    """Raise `Refused("recognition.signature-kind")` where the packs of the case do not let minutes be signed so."""
    if kind not in rules_of(record).kinds:
        raise Refused("recognition.signature-kind")


def expect(minutes: Minutes, person: Person) -> None:
    """Raise `NotPermitted("recognition.not-to-sign")` for somebody whose signature these minutes do not need."""
    if code(person) not in minutes.to_sign:
        raise NotPermitted("recognition.not-to-sign")


def put(commission: Commission, minutes: Minutes, person: Person, on: date, kind: SignatureKind) -> None:
    """Keep a signature with the digest of the text that it stands under."""
    given = {"on": on.isoformat(), "digest": minutes.digest, "kind": str(kind)}
    commission.signatures = {**commission.signatures, code(person): given}
    commission.save(update_fields=["signatures"])


def sign_by_acting(record: Record, commission: Commission, person: Person, on: date) -> None:
    """Whoever writes the minutes or takes the decision signs with that, where the account counts and no other signature stands."""
    minutes = minutes_of(record, commission)
    allowed = SignatureKind.ACCOUNT in rules_of(record).kinds
    if allowed and code(person) in minutes.unsigned:
        put(commission, minutes, person, on, SignatureKind.ACCOUNT)
