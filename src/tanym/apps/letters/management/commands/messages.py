"""`tanym messages`: sends the mails and short messages that wait."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from tanym.apps.letters.actions.deliver_all import deliver_all


class Command(BaseCommand):
    """Safe to run again and again: two at once do not disturb each other."""

    help = (
        "Send the mails and short messages that wait; run every few minutes for those that are tried again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        sent, failed = deliver_all()
        self.stdout.write(f"{sent} sent, {failed} not")
