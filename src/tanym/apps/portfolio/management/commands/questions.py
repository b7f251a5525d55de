"""`tanym questions`: reminds whoever was asked about evidence, and erases addresses whose time is over."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.portfolio.actions.follow_up import follow_up


class Command(BaseCommand):
    """Run it once a day; run again, it sends nothing twice."""

    help = "Remind, once, whoever was asked about evidence and has not answered; erase addresses whose time is over."

    def handle(self, *args: object, **options: object) -> None:
        """Do it and say how many."""
        reminded, erased = follow_up(at=timezone.now())
        self.stdout.write(say("question.followed-up", "en", reminded=reminded, erased=erased))
