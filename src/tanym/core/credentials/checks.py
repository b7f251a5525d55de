"""What a verification says: named checks, each confirmed, not confirmed or impossible to check, with its citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """The three answers of a check. The third accuses nobody."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not-confirmed"
    NOT_CHECKED = "could-not-be-checked"


class Name(StrEnum):
    """The checks, in the order in which they are shown."""

    SCHEMA = "schema"
    SIGNATURE = "signature"
    DATES = "dates"
    STATUS = "status"
    ISSUER = "issuer"
    ENTITLEMENT = "entitlement"
    ENDORSEMENT = "endorsement"


@dataclass(frozen=True, slots=True)
class Citation:
    """The place in a standard that asks for the check."""

    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check, its answer and the stable code of the reason; `details` fill the sentence behind the code."""

    name: Name
    outcome: Outcome
    code: str
    cites: Citation
    details: Mapping[str, object] = field(default_factory=dict)


VC = "W3C Verifiable Credentials Data Model 2.0"
DI = "W3C Verifiable Credential Data Integrity 1.0"
BITSTRING = "W3C Bitstring Status List 1.0"
OB = "1EdTech Open Badges 3.0"
CID = "W3C Controlled Identifiers 1.0"
MICRO = "Council Recommendation 2022/C 243/02"

CITATIONS: Mapping[Name, Citation] = {
    Name.SCHEMA: Citation(OB, "Open Badges verification, step 1; VCDM 2.0, 4"),
    Name.SIGNATURE: Citation(DI, "4.4 Verify Proof"),
    Name.DATES: Citation(VC, "4.9 Validity Period"),
    Name.STATUS: Citation(BITSTRING, "3.2 Validate Algorithm"),
    Name.ISSUER: Citation(CID, "3.3 Retrieve Verification Method"),
    Name.ENTITLEMENT: Citation(MICRO, "Annex I: awarding body; Annex II: quality"),
    Name.ENDORSEMENT: Citation(OB, "Open Badges verification: endorsements"),
}


def confirmed(name: Name, code: str, **details: object) -> Check:
    """The check found what it looked for."""
    return Check(name, Outcome.CONFIRMED, code, CITATIONS[name], details)


def not_confirmed(name: Name, code: str, **details: object) -> Check:
    """The check found that it is not so."""
    return Check(name, Outcome.NOT_CONFIRMED, code, CITATIONS[name], details)


def not_checked(name: Name, code: str, **details: object) -> Check:
    """The check could not be made; that says nothing about the holder."""
    return Check(name, Outcome.NOT_CHECKED, code, CITATIONS[name], details)


REQUIRED = (Name.SCHEMA, Name.SIGNATURE, Name.DATES, Name.STATUS)


def acceptance(checks: Iterable[Check], entitled: bool = False) -> int:
    """The exit code of a stated policy: 0 accepted, 1 something is not confirmed, 2 something could not be checked.

    Schema, signature, dates and status must be confirmed; with `entitled` also that the awarding body was entitled
    on that day. Any other check may stay open, but none may be refuted, save that entitlement is only reported
    where it is not asked for.
    """
    by_name: dict[Name, list[Outcome]] = {}
    for check in checks:
        by_name.setdefault(check.name, []).append(check.outcome)
    required = {*REQUIRED, *([Name.ENTITLEMENT] if entitled else [])}
    counted = [name for name in by_name if name in required or name is not Name.ENTITLEMENT]
    if any(Outcome.NOT_CONFIRMED in by_name[name] for name in counted):
        return 1
    if any(by_name.get(name, [Outcome.NOT_CHECKED]).count(Outcome.CONFIRMED) == 0 for name in required):
        return 2
    if any(Outcome.NOT_CHECKED in by_name[name] for name in required):
        return 2
    return 0
