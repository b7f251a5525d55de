"""Issues the documents of the awards of a list, right after they were written."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from tanym.apps.credentials.actions.issue_many import issue_many
from tanym.apps.credentials.issuing import Alone
from tanym.apps.qualifications.queries import awards_to_issue

log = logging.getLogger(__name__)


def issue_written(source: str, at: datetime) -> int:
    """How many documents were signed, a part of a list at a time. What fails waits for `tanym issue_pending` and undoes
    no award."""
    waiting = list(awards_to_issue().filter(source__startswith=f"{source}:").order_by("pk"))
    if not waiting:
        return 0
    task = Alone({"awards": [award.pk for award in waiting]})
    try:
        with transaction.atomic():
            done = issue_many(actor=None, at=at, body=waiting[0].awarding_body, task=task)
    except Exception:
        log.exception("credentials of %s not issued; they wait", source)
        return 0
    for award, code in done["failed"]:
        log.error("credential of award %s not issued (%s); it waits", award, code)
    return int(done["issued"])
