"""Answer a contribution, or several that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Answer, Consultation, Contribution
from tanym.apps.consultation.notices import tell_answered
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import current, lines, locked, made_before, note
from tanym.apps.workshop.queries import entry as entry_of
from tanym.core.consultation.contribution import Outcome, check_answer
from tanym.core.kernel.errors import InvalidValue, Refused


def answer(
    *,
    actor: Person,
    at: datetime,
    consultation: Consultation,
    contributions: Sequence[tuple[Contribution, int]],
    outcome: Outcome,
    reason: str,
    language: str,
    once: UUID,
    entry: str = "",
    same: bool = False,
) -> Answer:
    """Give one reasoned answer to these contributions, each with the revision that the actor saw.

    `entry` is the public id of the entry of the draft that the contributions have changed; `same` says that the draft
    held it already. An earlier answer stays in the record. Raises `NotPermitted`, `InvalidValue` as `check_answer`,
    `consultation.nothing-chosen`, `consultation.change-elsewhere` (an entry of another draft),
    `Refused("consultation.not-public")` for what is held or hidden, `changed-meanwhile`, `consultation.closed`.
    """
    require("answer", actor, timezone.localdate(at), consultation)
    with transaction.atomic():
        of = locked(consultation, at)
        before = made_before(Answer.objects, once, by=actor, consultation=of)
        if before is not None:
            return before  # type: ignore[no-any-return]
        check_answer(outcome, reason, entry=entry, same=same)
        if not contributions:
            raise InvalidValue("consultation.nothing-chosen")
        found: list[Contribution] = [
            current(one, revision) for one, revision in sorted(contributions, key=lambda given: given[0].pk)
        ]
        for one in found:
            if one.consultation_id != of.pk:
                raise InvalidValue("consultation.nothing-chosen")
            if one.state != Contribution.State.PUBLISHED:
                raise Refused("consultation.not-public")
        changed = entry_of(entry) if entry else None
        if changed is not None and str(changed.draft.public_id) != of.draft:
            raise InvalidValue("consultation.change-elsewhere")
        made = Answer.objects.create(
            once=once,
            consultation=of,
            outcome=outcome,
            reason=lines(reason),
            language=language,
            entry=str(changed.public_id) if changed else "",
            key=changed.key if changed else "",
            same=same and changed is None,
            by=actor,
            at=at,
        )
        for one in found:
            if one.answer_id is not None:
                one.earlier.add(one.answer_id)
            one.answer = made
            one.revision += 1
            one.save()
        note(
            of,
            actor=actor,
            at=at,
            verb="answer",
            subject=f"answer:{made.public_id}",
            details={"outcome": outcome, "contributions": [str(one.public_id) for one in found]},
        )
        tell_answered(made, found, at=at)
        return made
