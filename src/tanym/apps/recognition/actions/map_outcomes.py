"""Map the evidence to the outcomes."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as MappingOf
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import EvidenceItem, Mapping, RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import lead, locked, note, own, repeated, require, take, touch
from tanym.apps.recognition.targets import outcome_ids
from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.evidence import Quality, Rating

SHOWS = ("yes", "part", "no")


def map_outcomes(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    shows: MappingOf[tuple[str, str], str],
    ratings: MappingOf[str, MappingOf[str, str]] | None = None,
    because: MappingOf[str, str | MappingOf[str, str]] | None = None,
    direct: Collection[str] = (),
    finish: bool = False,
) -> RecognitionCase:
    """Keep the assessor's view: (evidence, outcome) → yes, part or no; the four ratings of each item with reasons.

    `because` gives for each item the reason of each answer but "yes" (VL-06), or one text that holds for all of them.
    `direct` are outcomes to be shown in the interview itself. With `finish` the step `map` is taken. Raises
    `InvalidValue` (`mapping.unknown-outcome`, `mapping.unknown-evidence`, `mapping.answer`, `evidence.rating`,
    `evidence.rating-without-reason`, `evidence.unrated`), and as `advance`.
    """
    permit(TABLE, "map_outcomes", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found = locked(case)
        if repeated(
            found,
            actor=actor,
            act="map" if finish else "map-outcomes",
            revision=revision,
            sent=(shows, ratings, because, sorted(direct)),
        ):
            return found
        require(of(found).guarded(found.stage, "every-outcome-mapped"), found)
        own(found, "assessor", actor, at)
        lead(found, actor)
        items = {str(item.public_id): item for item in found.evidence.all()}
        _keep_shows(found, items, shows)
        _keep_ratings(items, ratings or {}, because or {})
        found.direct = sorted(_known(found, direct))
        if not finish:
            touch(found, actor=actor, act="map-outcomes")
            note(found, actor=actor, at=at, verb="map_outcomes")
            return found
        if any(len(item.ratings) < len(Quality) for item in items.values()):
            raise InvalidValue("evidence.unrated")
        announce(found, take(found, actor=actor, at=at, step="map"), at=at)
        return found


def _keep_shows(
    case: RecognitionCase, items: MappingOf[str, EvidenceItem], shows: MappingOf[tuple[str, str], str]
) -> None:
    _known(case, {outcome for _, outcome in shows})
    for (evidence, outcome), answer in shows.items():
        if evidence not in items:
            raise InvalidValue("mapping.unknown-evidence", evidence=evidence[:40])
        if answer not in SHOWS:
            raise InvalidValue("mapping.answer", answer=answer[:20])
        Mapping.objects.update_or_create(
            evidence=items[evidence], outcome=outcome, defaults={"shows": answer}
        )


def _keep_ratings(
    items: MappingOf[str, EvidenceItem],
    ratings: MappingOf[str, MappingOf[str, str]],
    because: MappingOf[str, str | MappingOf[str, str]],
) -> None:
    for evidence, answers in ratings.items():
        item = items.get(evidence)
        if item is None:
            raise InvalidValue("mapping.unknown-evidence", evidence=evidence[:40])
        given = {quality: answer for quality, answer in answers.items() if answer}
        if not given.keys() <= {*Quality} or not {*given.values()} <= {*Rating}:
            raise InvalidValue("evidence.rating")
        said = because.get(evidence, "")
        reasons = {
            quality: (said if isinstance(said, str) else said.get(quality, "")).strip()
            for quality, answer in given.items()
            if answer != Rating.YES
        }
        if not all(reasons.values()):
            raise InvalidValue("evidence.rating-without-reason", title=item.title)
        item.ratings, item.reasons, item.rated_because = given, reasons, ""
        item.save(update_fields=["ratings", "reasons", "rated_because"])


def _known(case: RecognitionCase, outcomes: Collection[str]) -> Collection[str]:
    for outcome in outcomes:
        if outcome not in outcome_ids(case):
            raise InvalidValue("mapping.unknown-outcome", outcome=outcome[:40])
    return set(outcomes)
