"""`tanym consents`: reminds offices of consents that were taken back and wait for an answer."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.privacy.actions.remind_offices import remind_offices


class Command(BaseCommand):
    """Run it once a day; it sends nothing twice."""

    help = "Remind offices of consents that were taken back and that nobody has answered."

    def handle(self, *args: object, **options: object) -> None:
        """How many consents an office was reminded of."""
        self.stdout.write(str(remind_offices(at=timezone.now())))
