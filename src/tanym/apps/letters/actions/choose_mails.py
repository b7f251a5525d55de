"""Choose whether a mail tells of each new letter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record
from tanym.apps.letters.models import MailChoice


def choose_mails(*, actor: Person, at: datetime, wanted: bool) -> MailChoice:
    """The person's own choice; the same twice is one act. Letters themselves come in any case."""
    with transaction.atomic():
        choice, _new = MailChoice.objects.select_for_update(no_key=True).get_or_create(person=actor)
        if choice.wanted is wanted:
            return choice
        choice.wanted = wanted
        choice.save(update_fields=["wanted"])
        record(
            actor=actor,
            at=at,
            action="letters.choose_mails",
            subject=f"accounts.person:{actor.public_id}",
            details={"wanted": wanted},
        )
    return choice
