"""A standing decision as the core knows it, with what it stands on today: versions of its sources, its discipline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.offers.models import Source, StandingDecision
from tanym.apps.qualifications.models import Award, Discipline, MicroQualification, Version
from tanym.apps.qualifications.queries import awards_of
from tanym.apps.recognition.appeals import under_appeal
from tanym.core.kernel.faults import Fault
from tanym.core.qualifications.design import LearningOutcome, parse
from tanym.core.recognition import standing as core
from tanym.core.recognition.standing import Edition, Held, State, what_counts


def decision_of(row: StandingDecision) -> core.StandingDecision:
    """What the table holds, for the core. Raises as the core where it makes no sense."""
    return core.StandingDecision(
        sources=tuple(
            core.Source(one.micro_qualification.code, frozenset(one.covers), one.latest)
            for one in row.sources.all()
        ),
        target=row.target_content,
        of_target=frozenset(one["id"] for one in row.target["outcomes"]),
        outcomes=frozenset(row.outcomes),
        since=row.since,
        until=row.until,
        in_force_on=timezone.localdate(row.in_force_at) if row.in_force_at else None,
        ended_on=row.ended_on,
        changed_on=row.changed_on,
        appealed=under_appeal(row.case),
    )


def state_of(row: StandingDecision, on: date) -> State:
    """How it stands on a day, by what is published and by the discipline as it is."""
    return core.state(decision_of(row), on, editions_of(row), content_of_discipline(row.discipline))


def broken_since(row: StandingDecision) -> date | None:
    """Since when one side is another than was compared; today's day at the earliest that is known."""
    return core.broken_since(decision_of(row), editions_of(row), content_of_discipline(row.discipline))


def refusals(row: StandingDecision, person: Person, on: date) -> tuple[Fault, ...]:
    """What keeps a person from taking it; empty where nothing does."""
    held = [as_held(one) for one in awards_by_version(person)]
    return core.refusals(decision_of(row), held, on, editions_of(row), content_of_discipline(row.discipline))


def covering(row: StandingDecision, person: Person, on: date) -> list[Award]:
    """The awards of a person that it rests on, one for each source that the person holds."""
    awards = {as_held(one): one for one in awards_by_version(person)}
    return [awards[one] for one in core.covering(decision_of(row), awards, on).values()]


def awards_by_version(person: Person) -> Iterable[Award]:
    """A person's awards of micro-qualifications, the newest first."""
    return awards_of(person).exclude(version=None)


def as_held(award: Award) -> Held:
    """An award as the core compares it."""
    return Held(
        code=award.version.micro_qualification.code,
        content=content_of_version(award.version),
        awarded_on=award.conferred_on,
        annulled=award.annulled_on is not None,
    )


def editions_of(row: StandingDecision) -> tuple[Edition, ...]:
    """Every published version of its sources."""
    return tuple(one for source in row.sources.all() for one in _editions(source.micro_qualification))


def newest_version(of: MicroQualification) -> Version | None:
    """The newest version that was ever published."""
    return of.versions.exclude(published_on=None).order_by("-number").first()


def content_of_version(version: Version) -> str:
    """The digest of what counts of a version."""
    return _content(version.digest, version.pk, version.credits, version.level)


def content_of_discipline(discipline: Discipline) -> str:
    """The digest of what counts of a discipline as it is now."""
    outcomes = [
        LearningOutcome(id=one["id"], kind=one.get("kind"), text=one["text"]) for one in discipline.outcomes
    ]
    return what_counts(outcomes, discipline.credits, discipline.programme.level)


def _editions(of: MicroQualification) -> Iterable[Edition]:
    for version in of.versions.all():
        if version.published_on is not None:
            yield Edition(of.code, version.number, content_of_version(version), version.published_on)


@lru_cache(maxsize=2048)
def _content(_digest: str, key: int, credits: int | None, level: int | None) -> str:
    """Kept by the digest of the document: the same document counts the same."""
    design = parse(Version.objects.values_list("content", flat=True).get(pk=key))
    return what_counts(design.outcomes, credits, level)


def titles_of(of: MicroQualification) -> dict[str, str]:
    """The title of a micro-qualification by language, as its newest published version has it."""
    newest = newest_version(of)
    return dict(newest.titles) if newest else {"": of.code}


def changed_sources(row: StandingDecision) -> list[Source]:
    """Its sources whose newest version is not among what was compared."""
    return [
        one
        for one in row.sources.all()
        if (newest := newest_version(one.micro_qualification)) is not None
        and newest.number > one.latest
        and content_of_version(newest) not in one.covers
    ]
