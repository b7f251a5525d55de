"""`tanym clocks`: lets the clocks of all cases take the steps that are due, and writes all terms down anew."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.clocks.actions.run import run


class Command(BaseCommand):
    """Run it once a day, and once after an upgrade: a term that is over lapses, closes or enters what the table says."""

    help = "Let the clocks of all cases take the steps that are due; run it once a day."

    def handle(self, *args: object, **options: object) -> None:
        """Take the steps and print how many."""
        self.stdout.write(str(run(at=timezone.now())))
