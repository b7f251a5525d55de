"""What can be validated, and where: published micro-qualifications and disciplines of organisations that may recognise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.apps.clocks.proceedings import in_force
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import organisations
from tanym.apps.qualifications.models import Discipline, Version
from tanym.apps.qualifications.queries import design_of, disciplines, published
from tanym.apps.recognition.opening import ref_of_discipline, target_of_discipline
from tanym.apps.registers.queries import authorised
from tanym.core.kernel.errors import NotFound, TanymError
from tanym.core.matching.advice import IN_ONE_PASSAGE, advise
from tanym.core.qualifications.design import LearningOutcome, OutcomeLevel
from tanym.core.recognition.validation.complement import Offer

PROCEDURE = "validation"
MICRO_QUALIFICATION = "micro-qualification"
SPOKEN_OF = int(IN_ONE_PASSAGE * 50)
"""From this score on (0 to 100) an outcome counts as spoken of in somebody's own words; of our own making."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Something to aim at: `content` is the target as a case keeps it."""

    ref: str
    kind: str
    organisation: Organisation
    content: Mapping[str, Any]
    version: Version | None = None
    discipline: Discipline | None = None

    @property
    def titles(self) -> Mapping[str, str]:
        """Its name by language."""
        titles: Mapping[str, str] = self.content["titles"]
        return titles

    @property
    def outcomes(self) -> tuple[LearningOutcome, ...]:
        """What it asks for."""
        return outcomes_of(self.content)

    @property
    def credits(self) -> int:
        """Hundredths of a credit."""
        return int(self.content["credits"])


@dataclass(frozen=True, slots=True)
class Near:
    """An aim with the outcomes that somebody's own words speak of. Advice only."""

    aim: Aim
    spoken_of: tuple[LearningOutcome, ...]


def outcomes_of(content: Mapping[str, Any]) -> tuple[LearningOutcome, ...]:
    """The outcomes of a target as a case keeps it."""
    return tuple(
        LearningOutcome(
            id=one["id"],
            kind=one.get("kind"),
            text=one["text"],
            levels=tuple(OutcomeLevel(each["code"], each["text"]) for each in one.get("levels", ())),
        )
        for one in content["outcomes"]
    )


def validates(organisation: Organisation, on: date) -> bool:
    """Whether an organisation may recognise on that day and has fixed the terms of a validation."""
    return authorised(organisation, "academic-recognition", on).held and not lengths_missing(organisation, on)


def lengths_missing(organisation: Organisation, on: date) -> tuple[str, ...]:
    """The terms that an organisation has still to fix before a validation can be opened there."""
    try:
        proceeding = in_force(organisation.code, PROCEDURE, on)
    except TanymError:
        return (PROCEDURE,)
    needed = proceeding.procedure.lengths_needed()
    return tuple(name for name in needed if name not in proceeding.stack.values)


def places(on: date) -> list[Organisation]:
    """The organisations that validate on a day."""
    return [one for one in organisations().order_by("code") if validates(one, on)]


def aims(on: date, only: Organisation | None = None) -> list[Aim]:
    """Everything that can be validated on a day, by organisation; of one organisation alone where it is named."""
    there = {one.code: one for one in places(on) if only is None or one == only}
    found = [_of_version(one, there[one.awarding_body]) for one in _newest(on) if one.awarding_body in there]
    for discipline in disciplines():
        if discipline.programme.organisation.code in there:
            found.append(of_discipline(discipline))
    return sorted(found, key=lambda one: (one.organisation.code, one.kind, one.ref))


def aim(ref: str, on: date) -> Aim:
    """What a reference names, where it can be validated. Raises `NotFound("validation.no-such-aim")`."""
    for one in aims(on):
        if one.ref == ref:
            return one
    raise NotFound("validation.no-such-aim")


def near(words: str, on: date) -> list[Near]:
    """The aims of whose outcomes somebody's own words speak, most outcomes first. Nothing of it is kept."""
    found = []
    for one in aims(on):
        outcomes = {outcome.id: outcome for outcome in one.outcomes}
        spoken = [outcomes[a.outcome] for a in advise(words, one.outcomes) if a.score >= SPOKEN_OF]
        if spoken:
            found.append(Near(one, tuple(spoken)))
    return sorted(found, key=lambda one: (-len(one.spoken_of), one.aim.ref))[:6]


def offers(on: date) -> Iterable[Offer]:
    """Everything that is on offer in the country and could fill a gap: published micro-qualifications, disciplines."""
    for version in _newest(on):
        design = design_of(version)
        yield Offer(f"{MICRO_QUALIFICATION}:{design.code}", design.titles, design.outcomes)
    for discipline in disciplines():
        made = of_discipline(discipline)
        yield Offer(made.ref, made.titles, made.outcomes)


def of_discipline(discipline: Discipline) -> Aim:
    """A discipline as an aim."""
    return Aim(
        ref_of_discipline(discipline),
        "discipline",
        discipline.programme.organisation,
        target_of_discipline(discipline),
        discipline=discipline,
    )


def _newest(on: date) -> list[Version]:
    newest: dict[str, Version] = {}
    for version in published(on).order_by("number"):
        newest[version.micro_qualification.code] = version
    return [newest[code] for code in sorted(newest)]


def _outcome(one: LearningOutcome) -> dict[str, Any]:
    """An outcome of a design as a case keeps it, with the levels by which it is judged where it has any."""
    levels = [{"code": each.code, "text": dict(each.text)} for each in one.levels]
    found = {"id": one.id, "kind": one.kind, "text": dict(one.text)}
    return {**found, "levels": levels} if levels else found


def _of_version(version: Version, organisation: Organisation) -> Aim:
    design = design_of(version)
    content = {
        "kind": MICRO_QUALIFICATION,
        "code": design.code or version.micro_qualification.code,
        "titles": dict(design.titles),
        "credits": design.credits or 0,
        "outcomes": [_outcome(one) for one in design.outcomes],
        "organisation": organisation.code,
        "programme": "",
        "version": str(version.public_id),
    }
    ref = f"{MICRO_QUALIFICATION}:{version.micro_qualification.code}"
    return Aim(ref, MICRO_QUALIFICATION, organisation, content, version=version)
