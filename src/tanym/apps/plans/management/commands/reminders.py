"""`tanym reminders`: reminds the people of action plans of what is due."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.plans.actions.remind import remind


class Command(BaseCommand):
    """Run it once a day; run again, it sends nothing twice."""

    help = "Remind the owners of action items of deadlines, milestones and silence; run it once a day."

    def handle(self, *args: object, **options: object) -> None:
        """Send what is due and print how many letters went out."""
        self.stdout.write(str(remind(at=timezone.now())))
