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
    HOLDER = "holder"
    CREDENTIALS = "credentials"


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
SIGNATURES = "W3C Verifiable Credential Data Integrity 1.0; RFC 7515; RFC 9901"
LISTS = "W3C Bitstring Status List 1.0; IETF Token Status List"
OB = "1EdTech Open Badges 3.0"
CID = "W3C Controlled Identifiers 1.0"
MICRO = "Council Recommendation 2022/C 243/02"

CITATIONS: Mapping[Name, Citation] = {
    Name.SCHEMA: Citation(OB, "Open Badges verification, step 1; VCDM 2.0, 4"),
    Name.SIGNATURE: Citation(SIGNATURES, "4.4 Verify Proof; 5.2; 7.1"),
    Name.DATES: Citation(VC, "4.9 Validity Period"),
    Name.STATUS: Citation(LISTS, "3.2 Validate Algorithm; 8.3"),
    Name.ISSUER: Citation(CID, "3.3 Retrieve Verification Method"),
    Name.ENTITLEMENT: Citation(MICRO, "Annex I: awarding body; Annex II: quality"),
    Name.ENDORSEMENT: Citation(OB, "Open Badges verification: endorsements"),
    Name.HOLDER: Citation("RFC 9901; W3C Verifiable Credential Data Integrity 1.0", "7.3 Key Binding; 2.1"),
    Name.CREDENTIALS: Citation(VC, "4.13 Verifiable Presentations"),
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
PRESENTED = (Name.SCHEMA, Name.SIGNATURE, Name.HOLDER, Name.CREDENTIALS)
ORDER = (*REQUIRED, Name.ENDORSEMENT, Name.HOLDER, Name.CREDENTIALS, Name.ISSUER, Name.ENTITLEMENT)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a strict reader does with a document: `outcome` confirmed is accepted, and nothing else is.

    `reason` is the code of the first check that stands in the way, empty where none does.
    """

    outcome: Outcome
    reason: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the document is accepted: what could not be checked is refused."""
        return self.outcome is Outcome.CONFIRMED

    @property
    def exit(self) -> int:
        """The answer to a shell: 0 accepted, 1 something is not confirmed, 2 something could not be checked."""
        return (Outcome.CONFIRMED, Outcome.NOT_CONFIRMED, Outcome.NOT_CHECKED).index(self.outcome)


def judge(checks: Iterable[Check], entitled: bool = False) -> Judgement:
    """The strict acceptance policy, one for pages, programs, the command line and recognition.

    Of a credential, schema, signature, dates and status must be confirmed; of a presentation, schema, signature, the
    holder and every credential inside; with `entitled` also that the awarding body was entitled on that day. What was
    asked about the holder must be confirmed too. Any other check may stay open, but none may be refuted, save that
    entitlement is only reported where it is not asked for.
    """
    made = list(checks)
    names = {check.name for check in made}
    required = {
        *(PRESENTED if Name.CREDENTIALS in names else REQUIRED),
        *([Name.ENTITLEMENT] if entitled else []),
        *({Name.HOLDER} & names),
    }
    counted = sorted(
        (check for check in made if check.name in required or check.name is not Name.ENTITLEMENT),
        key=lambda check: ORDER.index(check.name),
    )
    open_ones = [one for one in counted if one.outcome is Outcome.NOT_CHECKED and one.name in required]
    refuted = next((one for one in counted if one.outcome is Outcome.NOT_CONFIRMED), None)
    if refuted is not None:
        # The first fault in the order of reading, for a document that is refused either way.
        first = min((refuted, *open_ones), key=lambda check: ORDER.index(check.name))
        return Judgement(Outcome.NOT_CONFIRMED, first.code)
    if open_ones or required - names:
        return Judgement(Outcome.NOT_CHECKED, open_ones[0].code if open_ones else "credential.not-asked")
    return Judgement(Outcome.CONFIRMED)
