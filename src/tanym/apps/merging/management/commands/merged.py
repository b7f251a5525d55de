"""Hand over what came to an account while it was made part of another."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.merging.actions.follow_up import follow_up


class Command(BaseCommand):
    """`tanym merged`."""

    help = "Hand over what came late to accounts that were made part of another one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many rows."""
        self.stdout.write(say("merging.followed-up", "en", count=follow_up(at=timezone.now())))
