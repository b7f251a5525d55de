"""`tanym clocks`: lets the clocks of recognition cases take the steps that are due."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.recognition.actions.run_clocks import run_clocks


class Command(BaseCommand):
    """Run it once a day: a term that is over lapses, closes or enters what the table says."""

    help = "Let the clocks of recognition cases take the steps that are due; run it once a day."

    def handle(self, *args: object, **options: object) -> None:
        """Take the steps and print how many."""
        self.stdout.write(str(run_clocks(at=timezone.now())))
