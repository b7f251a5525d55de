"""Issues the documents of the awards of a list, right after they were written."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from tanym.apps.credentials.actions.issue_many import issue_many
from tanym.apps.credentials.issuing import Alone
from tanym.apps.qualifications.models import Award
from tanym.apps.qualifications.queries import awards_to_issue

log = logging.getLogger(__name__)


A_PIECE = 50
"""Awards whose documents are written together."""


def issue_written(source: str, at: datetime, rows: Sequence[int] | None = None) -> int:
    """How many documents were signed: of these rows of a list that is being written, or of all that wait.

    What fails is tried once more after the last part; then it waits for `tanym issue_pending`. It undoes no award.
    """
    waiting = awards_to_issue().order_by("pk")
    if rows is None:
        waiting = waiting.filter(source__startswith=f"{source}:")
    else:
        waiting = waiting.filter(source__in=[f"{source}:{number}" for number in rows])
    awards = list(waiting)
    pieces = (awards[start : start + A_PIECE] for start in range(0, len(awards), A_PIECE))
    return sum(_issued(piece, source, at) for piece in pieces)


def _issued(awards: Sequence[Award], source: str, at: datetime) -> int:
    task = Alone({"awards": [award.pk for award in awards]})
    try:
        done = issue_many(actor=None, at=at, body=awards[0].awarding_body, task=task)
    except Exception:
        log.exception("credentials of %s not issued; they wait", source)
        return 0
    for award, code in done["failed"]:
        log.error("credential of award %s not issued (%s); it waits", award, code)
    return int(done["issued"])
