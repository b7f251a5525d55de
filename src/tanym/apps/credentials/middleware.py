"""Takes awards that wait for their credential right after the act that conferred them."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tanym.apps.credentials.actions.issue import issue
from tanym.apps.qualifications.queries import awards_to_issue

log = logging.getLogger(__name__)
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


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
            issue_all()
        return response

    return respond


def issue_all() -> tuple[int, int]:
    """Issue whatever waits; how many were issued and how many failed."""
    done, failed = 0, 0
    for award in awards_to_issue():
        try:
            issue(actor=None, at=timezone.now(), award=award)
            done += 1
        except Exception:
            log.exception("credential of award %s not issued; it waits", award.public_id)
            failed += 1
    return done, failed
