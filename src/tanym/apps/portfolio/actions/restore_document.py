"""Take an annulment back that was brought in by mistake."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio import notices
from tanym.apps.portfolio.models import RegisterDocument
from tanym.apps.portfolio.permissions import TABLE


def restore_document(*, actor: Person, at: datetime, document: RegisterDocument) -> None:
    """The document stands again as it was brought in; its holder gets a letter. In force already: nothing happens.

    A number that was annulled before any document came in under it is let go. Only the organisation that brought the
    document in does it, as it answers for the file.
    """
    permit(TABLE, "restore_document", actor, timezone.localdate(at), at=document.brought_for)
    with transaction.atomic():
        rows = RegisterDocument.objects.select_for_update(of=("self",), no_key=True)
        found = rows.filter(pk=document.pk).first()
        if found is None or found.annulled_on is None:
            return
        record(
            actor=actor,
            at=at,
            action="portfolio.restore_document",
            subject=found.subject,
            details={"number": found.number, "annulled_source": found.annulled_source},
        )
        if not found.kind:
            found.delete()
            return
        found.annulled_on, found.annulled_source = None, ""
        found.save(update_fields=["annulled_on", "annulled_source"])
        if found.person is not None:
            notices.restored(found, at)
