"""The two kinds of applications: which procedure, which register, which organisation is which party."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tanym.apps.registers.queries import definition

PROVIDER, CENTRE = "provider-recognition", "accreditation"
"""Procedures of the packs that this room runs."""

PROFESSIONS = "professions"
"""The register of professions: its keeper is the body that consents to the accreditation of centres."""


APPLICANT = frozenset({"administrator", "officer"})
KEEPER = frozenset({"keeper"})
COMMITTEE = frozenset({"committee-member"})
CHAMBER = frozenset({"officer", "keeper"})
OFFICE = KEEPER | CHAMBER
EXPERT = frozenset({"expert"})

PARTIES: Mapping[str, frozenset[str]] = {
    "applicant": APPLICANT,
    "keeper": KEEPER,
    "committee-member": COMMITTEE,
    "chamber": CHAMBER,
    "ministry": frozenset({"officer"}),
    "expert": EXPERT,
}
"""Party of a procedure → roles that make somebody this party, at the organisation concerned (`Kind.place`)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of application.

    `subject` is what the rules bind; `scope` the members of the scope that is asked for; `criteria` the value of the
    packs that lists the criteria.
    """

    procedure: str
    register: str
    subject: str
    prefix: str
    criteria: str
    valid_for: str
    scope: tuple[str, ...]

    @property
    def office(self) -> str:
        """The code of the organisation that keeps the register and decides."""
        return definition(self.register).keeper

    def place(self, party: str) -> str:
        """The code of the organisation where a party of the procedure holds its role."""
        return definition(PROFESSIONS).keeper if party == "ministry" else self.office


KINDS: Mapping[str, Kind] = {
    one.procedure: one
    for one in (
        Kind(
            procedure=PROVIDER,
            register="providers",
            subject="provider",
            prefix="PR",
            criteria="provider-recognition.criteria",
            valid_for="provider-recognition.valid-for",
            scope=("activities", "sectors", "levels"),
        ),
        Kind(
            procedure=CENTRE,
            register="recognition-centres",
            subject="centre",
            prefix="RC",
            criteria="accreditation.criteria",
            valid_for="accreditation.valid-for",
            scope=("professions",),
        ),
    )
}


def kind_of_register(register: str) -> Kind | None:
    """The kind of application that fills a register; None where no procedure does."""
    return next((one for one in KINDS.values() if one.register == register), None)
