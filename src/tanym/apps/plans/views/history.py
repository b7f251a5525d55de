"""The public history of a draft of rules, walkable both ways."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tanym.apps.plans import board
from tanym.apps.plans.chain import chain


@require_safe
def history(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """From what people said to the first decision under the rule, each link leading on and back."""
    today = timezone.localdate()
    found = chain(draft, request.user, today)
    rows = board.rows(found.items, today)
    return render(request, "plans/history.html", {"chain": found, "rows": rows})
