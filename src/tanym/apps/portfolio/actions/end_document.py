"""End a document of an official register that was annulled there."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio import notices
from tanym.apps.portfolio.models import RegisterDocument
from tanym.apps.portfolio.permissions import TABLE


def end_document(
    *,
    actor: Person,
    at: datetime,
    organisation: Organisation,
    number: str,
    on: date,
    source: str,
    digest: str,
) -> bool:
    """Whether something has changed: annulled once it stays so, and it stays on record as annulled.

    Of a document that was never brought in, the number is kept alone: an older file cannot bring it in afterwards. Its
    holder gets a letter; no case takes it as evidence any more, and cases that show it say so.
    """
    permit(TABLE, "end_document", actor, timezone.localdate(at), at=organisation)
    with transaction.atomic():
        found, new = RegisterDocument.objects.select_for_update(of=("self",), no_key=True).get_or_create(
            number=number,
            defaults={
                "brought_by": actor,
                "brought_for": organisation,
                "brought_at": at,
                "source": source,
                "digest": digest,
            },
        )
        if not new:  # whoever brought it in speaks of it, as they alone take an annulment back
            permit(TABLE, "end_document", actor, timezone.localdate(at), at=found.brought_for)
        if found.annulled_on is not None:
            return False
        found.annulled_on, found.annulled_source = on, source
        found.save(update_fields=["annulled_on", "annulled_source"])
        record(
            actor=actor,
            at=at,
            action="portfolio.end_document",
            subject=found.subject,
            details={"number": number, "source": source, "digest": digest, "known": not new},
        )
        if found.person is not None:
            notices.ended(found, at)
        return True
