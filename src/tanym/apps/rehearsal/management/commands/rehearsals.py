"""`tanym rehearsals`: ends the rehearsals that nobody has ended."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.rehearsal.actions.end_old import end_old


class Command(BaseCommand):
    """Run it once a day."""

    help = "End rehearsals that were begun more than sixty days ago, with their case and their invented people; their reports stay."

    def handle(self, *args: object, **options: object) -> None:
        """Print how many were ended."""
        self.stdout.write(str(end_old(at=timezone.now())))
