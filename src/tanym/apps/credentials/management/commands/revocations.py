"""Make bulk revocations final whose time to undo is over, and take up interrupted ones."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.credentials.bulk import due, go_on


class Command(BaseCommand):
    """`tanym revocations`: safe to run again and again."""

    help = "Make bulk revocations final whose time to undo is over, and take up interrupted ones."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        found = due(at)
        for bulk in found:
            go_on(bulk, at, lambda _done, _of: None)
        self.stdout.write(say("credential.revocations-done", "en", done=len(found)))
