"""`tanym reviews`: asks for the review of what falls short of the rules of today, and reminds of what is due anyway."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.qualifications.actions.remind_reviews import remind_reviews
from tanym.apps.simulation.actions.raise_reviews import raise_reviews
from tanym.apps.simulation.asking import tidy


class Command(BaseCommand):
    """Run it once a day: a rule may begin to hold on a day that was written long before."""

    help = "Ask for the review of published micro-qualifications that fall short of the rules of today, remind of re-reviews and of late conditions; run it once a day."

    def handle(self, *args: object, **options: object) -> None:
        """Print how many reviews were opened."""
        now = timezone.now()
        tidy(now)
        self.stdout.write(str(raise_reviews(at=now, on=timezone.localdate(now))))
        self.stdout.write(f"{remind_reviews(at=now)} reminders sent")
