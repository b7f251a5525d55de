"""`tanym standing`: asks the rules how recognised bodies stand, a year after the last time."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.accreditation.actions.check_all import check_all


class Command(BaseCommand):
    """Run it once a day; run again, it checks nothing twice."""

    help = "Check recognised providers and centres by the rules, each once a year; run it once a day."

    def handle(self, *args: object, **options: object) -> None:
        """Check what is due and print how many bodies were checked."""
        self.stdout.write(str(check_all(at=timezone.now())))
