"""Issue the credentials of awards that have none yet."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tanym.apps.accounts.words import say
from tanym.apps.credentials.middleware import issue_all


class Command(BaseCommand):
    """`tanym issue_pending`: safe to run again and again."""

    help = "Issue the credentials of awards that have none yet."

    def handle(self, *args: Any, **options: Any) -> None:
        done, failed = issue_all()
        self.stdout.write(say("credential.issued-pending", "en", done=done))
        if failed:
            raise CommandError(say("credential.not-issued-pending", "en", failed=failed), returncode=1)
