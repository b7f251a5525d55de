"""The page of the desk: what waits for a person at work, what else is open, what has ended."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tanym.apps.audit import clock as timezone
from tanym.apps.clocks.queries import works_in_an_office
from tanym.apps.recognition import agenda, desk, queries, reading
from tanym.apps.recognition.lists import may_bring_in
from tanym.apps.recognition.models import Pending
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.whose_turn import in_words, turns_of

TABS = (desk.MINE, desk.OPEN, desk.ENDED)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """One page of the desk, in the order of the last days. A search is sent, so that no name stands in an address; it
    looks through all that is open and closed.
    """
    today, wanted = timezone.localdate(), _wanted(request)
    reach = desk.reach(request.user, today)
    found = desk.page(reach, wanted, today)
    closed = desk.page(reach, replace(wanted, whose=desk.ENDED), today) if wanted.words else found
    rows = [_row(one, today) for one in found.rows]
    each = desk.one_of_each(reach)
    counted = desk.count_mine(reach, today)
    context = {
        "offices": agenda.offices(request.user, today),
        "office": works_in_an_office(request.user, today),
        "registrar": may_bring_in(request.user, today),
        "wanted": wanted,
        "rows": rows,
        "first": rows[0] if rows and wanted.whose == desk.MINE and not wanted.after else None,
        "ended": [{"case": one, "stage": reading.stage_words(one)} for one in closed.cases],
        "counted": min(counted, desk.MOST_COUNTED),
        "uncounted": counted > desk.MOST_COUNTED,
        "tabs": [(name, _address(desk.Wanted(whose=name))) for name in TABS],
        "procedures": [(one.procedure, of(one.appeal or one.case).procedure.words) for one in each],
        "stages": _stages(each, wanted.procedure),
        "next": _address(wanted, after=found.next) if found.next and not wanted.words else "",
        "first_page": _address(wanted, after="") if wanted.after else "",
        "filtered": bool(wanted.procedure or wanted.stage or wanted.late or wanted.words),
    }
    return render(request, "recognition/desk.html", context)


def _wanted(request: HttpRequest) -> desk.Wanted:
    asked = request.GET
    words = " ".join(request.POST.get("words", "").split())[:80]
    if words:
        return desk.Wanted(whose=desk.OPEN, words=words)
    whose = asked.get("show", desk.MINE)
    return desk.Wanted(
        whose=whose if whose in TABS else desk.MINE,
        procedure=asked.get("procedure", "")[:40],
        stage=asked.get("stage", "")[:40],
        late="late" in asked,
        after=asked.get("after", "")[:40],
    )


def _address(wanted: desk.Wanted, after: str = "") -> str:
    asked = {"show": wanted.whose, "procedure": wanted.procedure, "stage": wanted.stage, "after": after}
    if wanted.late:
        asked["late"] = "on"
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _row(one: Pending, today: Any) -> dict[str, Any]:
    record = one.appeal or one.case
    return {
        "case": one.case,
        "appeal": one.appeal,
        "procedure": of(record).procedure.words,
        "stage": reading.stage_words(record),
        "waits_for": in_words(turns_of(one)),
        "clock": queries.clock(record, today),
        "sits": bool(of(record).guarded(record.stage, "quorum")),
    }


def _stages(each: list[Pending], procedure: str) -> dict[str, Any]:
    """The stages in which a case can be open, with their words: of the procedure chosen, else of all that are open."""
    found: dict[str, Any] = {}
    for one in each:
        if procedure in ("", one.procedure):
            for name, stage in of(one.appeal or one.case).procedure.stages.items():
                if not stage.end and name != of(one.appeal or one.case).procedure.start:
                    found.setdefault(name, stage.words)
    return found
