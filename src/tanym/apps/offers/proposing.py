"""What a standing decision is made of: sources, outcomes and credits as somebody has compared them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tanym.apps.offers import standings
from tanym.apps.offers.models import Source, StandingDecision
from tanym.apps.offers.queries import sources_among
from tanym.apps.qualifications.models import Discipline, MicroQualification, Version
from tanym.apps.recognition.casefile import decision_taken, partial_credits
from tanym.apps.recognition.opening import target_of_discipline
from tanym.apps.recognition.statement import found_in
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.qualifications.design import LearningOutcome
from tanym.core.recognition.decision import PartialCredits
from tanym.core.recognition.standing import what_counts


@dataclass(frozen=True, slots=True)
class Terms:
    """What the office says of a standing decision: what has to be held, what is recognised, from when, until when, why."""

    sources: Collection[str]
    outcomes: Collection[str]
    since: date
    until: date
    words: str


def recognisable(case: Any) -> dict[str, list[str]]:
    """Code of a micro-qualification → outcomes that the decision recognised and that it was found to show."""
    taken = decision_taken(case)
    if taken is None:
        return {}
    recognised = found_in(taken).recognised
    return {
        one.code: [outcome for outcome in shows if outcome in recognised]
        for one, shows in sources_among(case).items()
    }


def check_terms(terms: Terms, possible: Mapping[str, Iterable[str]], today: date) -> None:
    """Raise `InvalidValue`: `standing.no-source`, `offers.other-source`, `standing.no-outcome`, `offers.not-shown`,
    `offers.since-past`, `offers.no-words`; the core says the rest."""
    if not terms.sources:
        raise InvalidValue("standing.no-source")
    if other := sorted({*terms.sources} - possible.keys()):
        raise InvalidValue("offers.other-source", source=other[0])
    if not terms.outcomes:
        raise InvalidValue("standing.no-outcome")
    shown = {outcome for code in terms.sources for outcome in possible[code]}
    if {*terms.outcomes} - shown:
        raise InvalidValue("offers.not-shown")
    if terms.since < today:
        raise InvalidValue("offers.since-past")
    if not terms.words.strip():
        raise InvalidValue("offers.no-words")


def check_unchanged(case: Any, discipline: Discipline) -> None:
    """Raise `Refused("offers.discipline-changed")` where the discipline is another than the one that was decided on."""
    target = case.target
    outcomes = [
        LearningOutcome(id=one["id"], kind=one.get("kind"), text=one["text"]) for one in target["outcomes"]
    ]
    compared = what_counts(outcomes, target["credits"], discipline.programme.level)
    if compared != standings.content_of_discipline(discipline):
        raise Refused("offers.discipline-changed")


def credits_of(case: Any, outcomes: Collection[str], target: Mapping[str, Any]) -> int:
    """Hundredths that the outcomes bring: all of the discipline, else what the institution's packs give for a part."""
    if len(outcomes) == len(target["outcomes"]):
        return int(target["credits"])
    if partial_credits(case) is PartialCredits.BY_OUTCOMES:
        return int(target["credits"]) * len(outcomes) // len(target["outcomes"]) // 100 * 100
    return 0


def write_source(
    row: StandingDecision, of: MicroQualification, covered: Iterable[Version], before: Iterable[str] = ()
) -> Source:
    """Name a micro-qualification by the contents that were compared; its newest version was looked at."""
    versions = list(covered)
    newest = standings.newest_version(of)
    titled = newest or versions[0]  # what was awarded has a version
    contents = {*before, *(standings.content_of_version(one) for one in versions)}
    return Source.objects.create(
        standing=row,
        micro_qualification=of,
        titles=titled.titles,
        covers=sorted(contents),
        latest=max(one.number for one in (*versions, titled)),
    )


def target_now(discipline: Discipline) -> dict[str, Any]:
    """The discipline as the target of a standing decision, as it is now, with its digest."""
    return {
        "target": target_of_discipline(discipline),
        "target_content": standings.content_of_discipline(discipline),
    }
