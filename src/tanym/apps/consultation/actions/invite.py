"""Invite a person to draft side by side."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.consultation.models import Consultation, Partner
from tanym.apps.consultation.notices import tell_invited
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.proceeding import locked, note


def invite(*, actor: Person, at: datetime, consultation: Consultation, person: Person) -> Partner:
    """Let a person write beside the paragraphs and tell them so; twice is once.

    Raises `NotPermitted`, `Refused("consultation.closed")`.
    """
    require("invite", actor, timezone.localdate(at), consultation)
    with transaction.atomic():
        of = locked(consultation, at)
        made, new = Partner.objects.get_or_create(consultation=of, person=person)
        if new:
            note(of, actor=actor, at=at, verb="invite", details={"person": str(person.public_id)})
            tell_invited(person, of, at=at)
        return made
