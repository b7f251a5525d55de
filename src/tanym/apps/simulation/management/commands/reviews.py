"""`tanym reviews`: asks for the review of what falls short of the rules of today."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.simulation.actions.raise_reviews import raise_reviews
from tanym.apps.simulation.asking import tidy


class Command(BaseCommand):
    """Run it once a day: a rule may begin to hold on a day that was written long before."""

    help = "Ask for the review of published micro-qualifications that fall short of the rules of today; run it once a day."

    def handle(self, *args: object, **options: object) -> None:
        """Print how many reviews were opened."""
        now = timezone.now()
        tidy(now)
        self.stdout.write(str(raise_reviews(at=now, on=timezone.localdate(now))))
