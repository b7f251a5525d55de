"""Which pages a role works at, and how they are called on a person's desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """A page that somebody works at: its URL name, its title, and what one does there."""

    url: str
    title: Any
    about: Any


PLACES: Mapping[str, Place] = {
    place.url: place
    for place in (
        Place("learning:to-assess", _("Results of learning"), _("assess, award, revoke")),
        Place("recognition:desk", _("Recognition cases"), _("what waits for you, and until when")),
        Place(
            "offers:list", _("Standing decisions"), _("what counts for everybody, what waits to be renewed")
        ),
        Place("exams:start", _("Exams of centres"), _("prices and papers, what goes to the platform")),
        Place("qualifications:mine", _("My designs"), _("drafts, remarks, versions")),
        Place("qualifications:queue", _("Designs to review"), _("submitted, by criterion")),
        Place("qualifications:committee", _("Committee"), _("designs that the committee decides")),
        Place("accreditation:start", _("Recognition of organisations"), _("apply, and see where it is")),
        Place(
            "accreditation:queue", _("Applications of organisations"), _("completeness, experts, decision")
        ),
        Place("clocks:list", _("Terms of cases"), _("what is late, and with whom")),
        Place("registers:desk", _("Keeper’s desk"), _("enter, confirm, what ends soon")),
        Place("standards:proposals", _("New editions of standards"), _("propose, adopt, return")),
        Place("credentials:issued", _("Issued documents"), _("suspend, correct, revoke")),
        Place("imports:kinds", _("Lists from a spreadsheet"), _("look through, then write")),
        Place("claims:followed", _("Documents that wait for people"), _("send a code again, print codes")),
        Place(
            "merging:worklist", _("One person, two accounts"), _("how many there are, and a letter to them")
        ),
        Place("identity:desk", _("Identity documents"), _("confirm a personal number that you see")),
        Place("imports:here", _("Who is here"), _("invited, signed in, first draft")),
        Place("organisations:mine", _("People of our organisation"), _("invite, give a role, end it")),
        Place("credentials:my-keys", _("Signing keys"), _("list them, make a new one, end one")),
        Place("endorsements:desk", _("Endorsements"), _("what we are asked to endorse")),
        Place("validation:guidances", _("Guidance"), _("who waits for you, notes, meetings")),
        Place("validation:cohorts", _("Groups of workers"), _("invite by a link, see numbers")),
        Place("policy:rules", _("Rules"), _("with their sources")),
        Place("rehearsal:list", _("Rehearsals"), _("a whole case with invented people")),
        Place("workshop:drafts", _("Drafts of rules"), _("write, try out, submit, approve")),
        Place("consultation:list", _("Consultations"), _("what was said, and what waits for an answer")),
        Place("plans:list", _("Action plans"), _("who does what by when, and how far it is")),
        Place("credentials:verify", _("Verify"), _("a file or a number")),
        Place("wallets:ask", _("Ask a wallet"), _("for a document that somebody has on their telephone")),
    )
}

OF_ROLE: Mapping[str, tuple[str, ...]] = {
    "head": ("organisations:mine", "accreditation:start", "credentials:my-keys"),
    "administrator": ("organisations:mine", "accreditation:start", "credentials:my-keys"),
    "author": ("qualifications:mine",),
    "reviewer": ("qualifications:queue", "clocks:list", "imports:here"),
    "committee-member": ("qualifications:committee", "accreditation:queue", "clocks:list"),
    "assessor": ("learning:to-assess", "recognition:desk"),
    "registrar": (
        "learning:to-assess",
        "recognition:desk",
        "credentials:issued",
        "imports:kinds",
        "claims:followed",
        "identity:desk",
    ),
    "adviser": ("validation:guidances",),
    "secretary": ("recognition:desk", "clocks:list", "offers:list", "rehearsal:list"),
    "member": ("recognition:desk", "offers:list"),
    "expert": ("accreditation:queue",),
    "keeper": (
        "registers:desk",
        "accreditation:queue",
        "clocks:list",
        "imports:kinds",
        "imports:here",
        "merging:worklist",
    ),
    "policy-author": ("workshop:drafts", "rehearsal:list", "consultation:list", "plans:list"),
    "policy-approver": ("workshop:drafts", "consultation:list", "plans:list"),
    "employer": (
        "credentials:verify",
        "wallets:ask",
        "endorsements:desk",
        "validation:cohorts",
        "consultation:list",
    ),
    "evaluator": ("credentials:verify", "wallets:ask", "consultation:list"),
    "officer": ("policy:rules", "endorsements:desk", "consultation:list"),
}
"""Role → the pages that it works at, first the usual one."""

AT_TYPE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("keeper", "ministry"): ("registers:desk", "consultation:list"),
    ("keeper", "chamber"): ("accreditation:queue", "clocks:list", "imports:kinds"),
    ("officer", "sectoral-council"): ("endorsements:desk", "consultation:list"),
    ("officer", "chamber"): ("accreditation:queue", "clocks:list", "endorsements:desk", "consultation:list"),
    ("officer", "ministry"): ("accreditation:queue", "standards:proposals", "consultation:list"),
    ("officer", "recognition-centre"): (
        "recognition:desk",
        "exams:start",
        "identity:desk",
        "rehearsal:list",
        "clocks:list",
        "accreditation:start",
        "policy:rules",
        "consultation:list",
    ),
}
"""Some work at other pages, depending on the organisation: role, type of the organisation → the pages."""


def places_of(held: Iterable[Any]) -> list[Place]:
    """The pages that these memberships work at, each once."""
    names: dict[str, None] = {}
    for one in held:
        usual = OF_ROLE.get(one.role, ())
        names |= dict.fromkeys(AT_TYPE.get((one.role, one.organisation.type), usual))
    return [PLACES[name] for name in names]
