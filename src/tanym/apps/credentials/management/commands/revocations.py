"""Make bulk revocations final whose time to undo is over, take up interrupted ones, and revoke what lost its award."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.credentials.actions.follow_annulment import follow_annulment
from tanym.apps.credentials.bulk import due, go_on
from tanym.apps.qualifications.models import Award


class Command(BaseCommand):
    """`tanym revocations`: safe to run again and again."""

    help = "Make bulk revocations final whose time to undo is over, take up interrupted ones, and revoke what lost its award."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        found = due(at)
        for bulk in found:
            go_on(bulk, at, lambda _done, _of: None)
        for award in Award.objects.filter(
            annulled_on__isnull=False, credential__revoked_at=None, issued=True
        ):
            follow_annulment(actor=None, at=at, award=award)  # annulled before annulments were followed
        self.stdout.write(say("credential.revocations-done", "en", done=len(found)))
