"""`tanym expiries`: warns of entries of registers that end soon."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.registers.actions.warn import warn


class Command(BaseCommand):
    """Run it once a day; run again, it sends nothing twice."""

    help = (
        "Warn keepers, and those whom it is about, of entries of registers that end soon; run it once a day."
    )

    def handle(self, *args: object, **options: object) -> None:
        """Send what is due and print how many letters went out."""
        self.stdout.write(str(warn(at=timezone.now())))
