"""Issues the documents of the awards of a list, right after they were written."""

from __future__ import annotations

import logging
from datetime import datetime

from tanym.apps.credentials.actions.issue import issue
from tanym.apps.qualifications.queries import awards_to_issue

log = logging.getLogger(__name__)


def issue_written(source: str, at: datetime) -> int:
    """How many documents were signed. What fails waits for `tanym issue_pending` and undoes no award."""
    done = 0
    for award in awards_to_issue().filter(source__startswith=f"{source}:").order_by("pk"):
        try:
            issue(actor=None, at=at, award=award)
        except Exception:
            log.exception("credential of award %s not issued; it waits", award.public_id)
        else:
            done += 1
    return done
