"""Take the personal numbers for a file that goes to the state's platform."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.exams.models import PlatformEntry, Transfer
from tanym.apps.organisations.revealing import Purpose, reveal
from tanym.core.kernel.errors import Refused


def take_numbers(*, actor: Person, at: datetime, transfer: Transfer) -> Mapping[str, str]:
    """Document → number, of those candidates who gave theirs; each stands in the journal, and on the candidate's page.

    Raises `NotPermitted`, and `Refused("exams.uploaded-already")` once the file is with the platform: its purpose is over.
    """
    documents = [one["document"] for one in transfer.rows]
    held = dict(
        PlatformEntry.objects.filter(award__number__in=documents).values_list(
            "award__number", "award__person_id"
        )
    )
    with transaction.atomic():
        found = Transfer.objects.select_for_update(of=("self",), no_key=True).get(pk=transfer.pk)
        if found.platform_number:
            raise Refused("exams.uploaded-already", number=found.platform_number)
        numbers = reveal(
            actor=actor,
            at=at,
            people=dict.fromkeys(held.values(), f"exams.transfer:{transfer.public_id}"),
            purpose=Purpose.PLATFORM_FILE,
            organisation=transfer.centre,
        )
    return {document: numbers[person] for document, person in held.items() if person in numbers}
