"""Confer an award."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.models import Organisation
from tanym.apps.qualifications.models import Award, Discipline, Version
from tanym.apps.qualifications.queries import award_refusal

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: read aloud and typed without mistakes


def confer(
    *,
    actor: Person,
    at: datetime,
    person: Person,
    awarding_body: Organisation,
    source: str,
    record: Mapping[str, Any],
    version: Version | None = None,
    discipline: Discipline | None = None,
    kind: str = "",
    of: str = "",
    decided_on: date | None = None,
) -> Award:
    """Write the award; the caller has decided and asked for permission, in the same transaction.

    `source` names the thing that it follows from (an assessment, a recognition case); a second award from the same
    source is the first one. The award of a micro-qualification and the re-crediting of a discipline are one act.
    `kind` and `of` name what stands in no table of this room (see `Award`). `decided_on` is the day on which the result was decided, where that is not today. Raises
    `Refused("award.taught-out")` for a micro-qualification that was retired, after the last day of teaching it out.
    """
    refusal = award_refusal(version, decided_on or timezone.localdate(at)) if version else None
    with transaction.atomic():
        if refusal is not None and not Award.objects.filter(source=source).exists():
            raise refusal
        made, new = Award.objects.get_or_create(
            source=source,
            defaults={
                "number": _number(),
                "person": person,
                "kind": kind or ("micro-qualification" if version else "discipline"),
                "of": of,
                "version": version,
                "discipline": discipline,
                "awarding_body": awarding_body,
                "conferred_on": timezone.localdate(at),
                "conferred_by": actor,
                "record": dict(record),
            },
        )
        if new:
            journal(
                actor=actor,
                at=at,
                action="qualifications.confer",
                subject=f"qualifications.award:{made.public_id}",
                details={"source": source, "awarding_body": awarding_body.code, "kind": made.kind},
            )
        return made


def _number() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
