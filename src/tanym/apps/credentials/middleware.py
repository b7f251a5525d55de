"""Takes awards that wait for their credential right after the act that conferred them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tanym.apps.accounts import pace
from tanym.apps.credentials.actions.issue import issue
from tanym.apps.credentials.issuing import issue_everything
from tanym.apps.qualifications.models import Award
from tanym.apps.qualifications.queries import awards_to_issue

log = logging.getLogger(__name__)
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
MOST_AT_ONCE = 5
"""Credentials that one act waits for; a register of conferrals is taken by the acts after it or by the command."""
LOOKED_AT = 50
FIRST_REST, LONGEST_REST, REMEMBERED = 60, 3600, 24 * 3600
"""Seconds: how long an award rests after its first failure (each further one doubles it), how long at most, and how
long failures are counted."""


def issue_waiting(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: after every act, once it is committed, the credentials of new awards are issued.

    Credentials pull; no room below knows of them. What fails here waits for `tanym issue_pending` and never undoes
    the decision.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method not in SAFE and response.status_code < 400:
            issue_newest()
        return response

    return respond


def issue_newest() -> tuple[int, int]:
    """Issue the newest of what waits, a few at a time; what failed rests for longer each time, so that no act waits for it."""
    waiting = awards_to_issue().order_by("-pk")[:LOOKED_AT]
    ready = [award for award in waiting if not cache.get(_resting(award))]
    return _issued(ready[:MOST_AT_ONCE])


def issue_all() -> tuple[int, int]:
    """Issue whatever waits; how many were issued and how many failed."""
    done, failed = 0, 0
    for result in issue_everything(timezone.now()):
        done += result["issued"]
        for name, code in result["failed"]:
            log.error("credential of award %s not issued (%s); it waits", name, code)
        failed += len(result["failed"])
    return done, failed


def _issued(awards: Iterable[Award]) -> tuple[int, int]:
    done, failed = 0, 0
    for award in awards:
        try:
            issue(actor=None, at=timezone.now(), award=award)
            done += 1
        except Exception:
            log.exception("credential of award %s not issued; it waits", award.public_id)
            failed += 1
            times = pace.note("credential-not-issued", str(award.public_id), REMEMBERED)
            cache.set(_resting(award), True, min(FIRST_REST * 2 ** min(times - 1, 10), LONGEST_REST))
    return done, failed


def _resting(award: Award) -> str:
    return f"credentials:resting:{award.public_id}"
