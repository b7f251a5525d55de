"""Open a consultation on a draft."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.announcing import Announcement
from tanym.apps.consultation.laying_out import digest_of, lay_out
from tanym.apps.consultation.models import Consultation, Paragraph
from tanym.apps.consultation.permissions import TABLE
from tanym.apps.consultation.proceeding import clean, made_before, note
from tanym.apps.organisations.permissions import permit
from tanym.apps.workshop.actions.begin_consulting import begin_consulting
from tanym.apps.workshop.models import PackDraft
from tanym.core.kernel.errors import Refused


def open(
    *, actor: Person, at: datetime, draft: PackDraft, announcement: Announcement, once: UUID
) -> Consultation:
    """Lay a draft before the public: its text as it stands now, with road map, dates and terms.

    Raises `NotPermitted`, `InvalidValue` as `Announcement.check`, `Refused("consultation.runs-already")`,
    `Refused("consultation.nothing-changed")`, and as `begin_consulting`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "open", actor, today, at=draft.owner)
    with transaction.atomic():
        kept = PackDraft.objects.select_for_update(no_key=True).get(pk=draft.pk)
        if (before := made_before(Consultation.objects, once, opened_by=actor)) is not None:
            return before  # type: ignore[no-any-return]
        if Consultation.objects.filter(draft=str(kept.public_id), closed_at__isnull=True).exists():
            raise Refused("consultation.runs-already")
        announcement.check(today)
        begin_consulting(actor=actor, at=at, draft=kept)
        kept.refresh_from_db()
        rows = lay_out(kept)
        if not any(row.changed for row in rows):
            raise Refused("consultation.nothing-changed")
        made = Consultation.objects.create(
            once=once,
            draft=str(kept.public_id),
            pack=kept.pack,
            digest=digest_of(kept),
            organiser=kept.owner,
            titles=clean(announcement.titles),
            summary=clean(announcement.summary),
            level=announcement.level,
            step=announcement.step,
            opens_on=announcement.opens_on,
            ends_on=announcement.ends_on,
            answers_by=announcement.answers_by,
            road_map=[{"on": day.isoformat(), "words": clean(words)} for day, words in announcement.road_map],
            languages=list(announcement.languages),
            target_groups=list(announcement.target_groups),
            legal_note=clean(announcement.legal_note),
            privacy=clean(announcement.privacy),
            opened_by=actor,
            opened_at=at,
        )
        Paragraph.objects.bulk_create(
            Paragraph(
                consultation=made,
                key=row.key,
                position=position,
                number=row.number,
                titles=row.titles,
                text=row.text,
                before=row.before,
                changed=row.changed,
                sources=row.sources,
                unread=row.unread,
            )
            for position, row in enumerate(rows, 1)
        )
        note(made, actor=actor, at=at, verb="open", details={"draft": made.draft, "digest": made.digest})
        return made
