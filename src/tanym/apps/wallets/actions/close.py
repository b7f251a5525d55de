"""Close a question: erase the answer, or stop waiting for one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.organisations.permissions import permit
from tanym.apps.wallets.models import Question
from tanym.apps.wallets.permissions import AT_ORGANISATION
from tanym.core.kernel.errors import NotFound


def close(*, actor: Person, at: datetime, question: Question) -> Question:
    """Nothing of the answer is kept from now on. A second click changes nothing.

    Raises `NotPermitted`, `NotFound("page.unknown")` for another's question.
    """
    permit(AT_ORGANISATION, "close", actor, timezone.localdate(at), at=question.organisation)
    if question.asked_by_id != actor.pk:
        raise NotFound("page.unknown")
    with transaction.atomic():
        found = Question.objects.select_for_update(of=("self",), no_key=True).get(pk=question.pk)
        if found.closed_at is not None:
            return found
        found.closed_at, found.answer, found.private = at, None, None
        found.save(update_fields=["closed_at", "answer", "private"])
        journal(actor=actor, at=at, action="wallets.close", subject=found.subject)
    return found
