"""Make bulk revocations final whose time to undo is over, take up interrupted ones, and revoke what lost its award."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tanym.apps.accounts.words import say
from tanym.apps.credentials.actions.follow_annulment import follow_annulment
from tanym.apps.credentials.bulk import due, go_on
from tanym.apps.qualifications.models import Award

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """`tanym revocations`: safe to run again and again."""

    help = "Make bulk revocations final whose time to undo is over, take up interrupted ones, and revoke what lost its award."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        done = failed = 0
        for bulk in due(at):
            try:
                go_on(bulk, at, lambda _done, _of: None)
                done += 1
            except Exception:  # the next one does not wait for this one's fault
                log.exception("bulk revocation %s", bulk.public_id)
                failed += 1
        lost = Award.objects.filter(annulled_on__isnull=False, credential__revoked_at=None, issued=True)
        for award in lost:  # annulled before annulments were followed
            try:
                follow_annulment(actor=None, at=at, award=award)
            except Exception:
                log.exception("document of the annulled award %s", award.public_id)
                failed += 1
        self.stdout.write(say("credential.revocations-done", "en", done=done))
        if failed:
            raise CommandError(say("credential.revocations-failed", "en", failed=failed), returncode=1)
