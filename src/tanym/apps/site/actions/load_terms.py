"""Bring terms of the sample country to where a page of terms has something to tell: one paused, one late, two extended."""

from __future__ import annotations

from typing import Any

from tanym.apps.accounts.queries import person
from tanym.apps.clocks.actions.extend import extend
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.queries import disciplines, subject_of
from tanym.apps.recognition.actions.add_evidence import Given, add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.ask_for_papers import ask_for_papers
from tanym.apps.recognition.actions.submit import submit
from tanym.apps.recognition.queries import cases_of
from tanym.apps.site.queries import moment, read
from tanym.core.recognition.evidence import EvidenceKind

SECRETARY = "saule"


def load_terms() -> None:
    """Apply, ask for papers and extend as `terms.toml` says; after the cases and the designs."""
    told = read("terms.toml")
    for row in told["case"]:
        _case(row)
    for row in told["extension"]:
        _extension(row)


def _case(row: dict[str, Any]) -> None:
    claimant, day = person(row["claimant"]), row["submitted_on"]
    discipline = disciplines(organisation(row["organisation"])).get(code=row["discipline"])
    case = apply(actor=claimant, at=moment(day, 9), discipline=discipline)
    given = Given(
        kind=EvidenceKind(row["kind"]),
        title=row["title"],
        provider=row["provider"],
        dated=row["dated"],
        text=row["text"],
    )
    case = add_evidence(actor=claimant, at=moment(day, 9), case=case, revision=None, given=given)
    text = row["application"]
    case = submit(actor=claimant, at=moment(day), case=case, revision=None, application=text, informed=True)
    if "asked_on" in row:
        ask_for_papers(
            actor=person(SECRETARY),
            at=moment(row["asked_on"]),
            case=case,
            revision=None,
            missing=[row["missing"]],
            because=row["because"],
        )


def _extension(row: dict[str, Any]) -> None:
    if "design" in row:
        subject = subject_of(Version.objects.get(micro_qualification__code=row["design"], number=1))
    else:
        case = cases_of(person(row["of"])).get(discipline__code=row["discipline"])
        subject = f"recognition.case:{case.public_id}"
    extend(
        actor=person(row["by"]),
        at=moment(row["on"]),
        subject=subject,
        clock=row["clock"],
        until=row["until"],
        reason=row["reason"],
    )
