"""Say which outcomes the evidence shows."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as MappingOf
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import Mapping, RecognitionCase
from tanym.apps.recognition.permissions import TABLE
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, repeated, require, touch
from tanym.apps.recognition.targets import outcome_ids
from tanym.core.kernel.errors import InvalidValue


def claim(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    claims: MappingOf[str, Collection[str]],
) -> RecognitionCase:
    """Keep the claimant's own view: for each piece of evidence (public id) the outcomes that it shows.

    Raises `InvalidValue` (`mapping.unknown-outcome`, `mapping.unknown-evidence`).
    """
    permit(TABLE, "claim", actor, timezone.localdate(at), owner=case.claimant)
    with transaction.atomic():
        found = locked(case)
        if repeated(
            found,
            actor=actor,
            act="claim",
            revision=revision,
            sent={name: sorted(outcomes) for name, outcomes in claims.items()},
        ):
            return found
        require(of(found).guarded(found.stage, "documents-given"), found)
        items = {str(item.public_id): item for item in found.evidence.all()}
        for name, outcomes in claims.items():
            if name not in items:
                raise InvalidValue("mapping.unknown-evidence", evidence=name[:40])
            for outcome in outcomes:
                if outcome not in outcome_ids(found):
                    raise InvalidValue("mapping.unknown-outcome", outcome=outcome[:40])
            items[name].mappings.all().delete()
            Mapping.objects.bulk_create(
                [Mapping(evidence=items[name], outcome=one, claimed=True) for one in sorted({*outcomes})]
            )
        touch(found, actor=actor, act="claim")
        note(found, actor=actor, at=at, verb="claim")
        return found
