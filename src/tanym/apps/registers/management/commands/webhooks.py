"""`tanym webhooks`: sends the changes of registers to those who have subscribed to them."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.registers.actions.deliver import deliver


class Command(BaseCommand):
    """Run it every minute; two runs at once do not disturb each other."""

    help = "Send changes of registers to subscribed addresses; run it every minute."

    def handle(self, *args: object, **options: object) -> None:
        """Send what is due and print how many messages were taken."""
        self.stdout.write(str(deliver(clock=timezone.now)))
