"""`tanym standing_decisions`: tells offices which of their standing decisions they have to look at."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.offers.actions.look_over import look_over


class Command(BaseCommand):
    """Run it once a day; run again, it sends nothing twice."""

    help = "Tell offices of standing decisions whose micro-qualification or discipline has changed, or that end soon."

    def handle(self, *args: object, **options: object) -> None:
        """Send what is due and print how many letters went out."""
        self.stdout.write(str(look_over(at=timezone.now())))
