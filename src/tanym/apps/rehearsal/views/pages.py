"""The pages of rehearsals themselves: which there are, beginning one, one of them, its clock, its end."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.letters.queries import letters_to_people, messages_of_rehearsal
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import holds_one
from tanym.apps.recognition import reading
from tanym.apps.recognition.rehearsed import case_in, due_in_the_room, may_be_done, page_of, waits_for_a_day
from tanym.apps.rehearsal.actions.begin import begin as begin_one
from tanym.apps.rehearsal.actions.end import end as end_one
from tanym.apps.rehearsal.actions.move_on import move_on as let_days_pass
from tanym.apps.rehearsal.banner import banner
from tanym.apps.rehearsal.ending import report_on
from tanym.apps.rehearsal.forms import BeginForm, DaysForm, WhereForm
from tanym.apps.rehearsal.models import Rehearsal
from tanym.apps.rehearsal.owning import own, under_way
from tanym.apps.rehearsal.permissions import TABLE
from tanym.apps.rehearsal.scope import not_played
from tanym.apps.rehearsal.staging import on_stage, time_in, today_in
from tanym.apps.rehearsal.subjects import subjects, where
from tanym.apps.rehearsal.waiting import questions_in
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import readable, visible
from tanym.core.kernel.errors import NotFound, NotPermitted
from tanym.core.kernel.revision import read_revision


@login_required
@require_safe
def list_(request: HttpRequest) -> HttpResponse:
    """One's own rehearsals."""
    places = where(request.user, timezone.localdate())  # type: ignore[arg-type]
    rows = Rehearsal.objects.filter(officer=request.user).select_related("organisation")  # type: ignore[misc]
    if not places and not rows and not holds_one(request.user, TABLE["begin"], None, timezone.localdate()):
        raise NotPermitted("not-permitted")
    return render(request, "rehearsal/list.html", {"rows": rows, "may": bool(places)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin one: where, towards what, under which rules."""
    today = timezone.localdate()
    places = where(request.user, today)  # type: ignore[arg-type]
    if not places:
        raise NotPermitted("not-permitted")
    asked = request.POST.get("organisation") or request.GET.get("organisation", "")
    place = next((one for one in places if one.code == asked), places[0] if len(places) == 1 else None)
    if place is None:
        if request.method == "POST":
            raise NotFound("organisation.unknown")
        return render(request, "rehearsal/begin.html", {"where": WhereForm(places)})
    form = BeginForm(subjects(place, today), _drafts(request, place), request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["draft"]
        made = begin_one(
            actor=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
            organisation=place,
            wanted=form.cleaned_data["wanted"],
            draft=readable(chosen, request.user, today) if chosen else None,
        )
        return redirect("rehearsal:page", made.public_id)
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "rehearsal/begin.html",
        {"form": form, "place": place, "several": len(places) > 1},
        status=status,
    )


@login_required
@require_safe
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One rehearsal: whom to play next, its clock, its letters, what was gone through."""
    row = own(public_id, request.user)
    return _page(request, row)


@login_required
@require_safe
def switch(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Go to the page on which the chosen invented person has something to do."""
    row = under_way(public_id, request.user, timezone.localdate())
    chosen = request.GET.get("place", "")
    place = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 4 else 0
    player = row.players.select_related("person").filter(place=place).first()
    if player is None:
        raise NotFound("page.unknown")
    with on_stage(row):
        found = page_of(case_in(row.public_id), player.person, today_in(row))
    if found is None:
        messages.info(
            request,
            _("%(name)s has no part in the case yet: nobody has appointed or seated them.")
            % {"name": player.person.name(get_language() or "kk")},
        )
        return redirect("rehearsal:page", row.public_id)
    name, of = found
    inner = reverse(name, args=[of]).lstrip("/").partition("/")[2]
    return redirect("rehearsal-act", row.public_id, place, get_language() or "kk", inner)


@login_required
@require_POST
def move_on(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let days pass."""
    row = own(public_id, request.user)
    form = DaysForm(request.POST)
    if not form.is_valid():
        return _page(request, row, status=422, days_form=form)
    taken = let_days_pass(
        actor=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
        rehearsal=row,
        revision=read_revision(request.POST.get("revision", "")),
        days=form.cleaned_data["days"],
    )
    messages.success(
        request,
        ngettext(
            "The days have passed, and a clock took %(number)d step.",
            "The days have passed, and clocks took %(number)d steps.",
            taken,
        )
        % {"number": taken}
        if taken
        else _("The days have passed. No clock had a step to take."),
    )
    return redirect("rehearsal:page", row.public_id)


@login_required
@require_POST
def end(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """End it: the report stays."""
    row = own(public_id, request.user)
    end_one(
        actor=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
        rehearsal=row,
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(
        request, _("The rehearsal has ended. Its case and its people are gone; the report stays.")
    )
    return redirect("rehearsal:page", row.public_id)


def _page(request: HttpRequest, row: Rehearsal, *, status: int = 200, **forms: Any) -> HttpResponse:
    report = report_on(row)
    context: dict[str, Any] = {
        "rehearsal": row,
        "procedures": report["procedures"],
        "rules": report["rules"],
        "days": report["days"],
        "letters": report.get("letters", ()),
    }
    if row.ended_at is None:
        with on_stage(row):
            case = case_in(row.public_id)
            request.rehearsal = shown = banner(row, case)  # type: ignore[attr-defined]
            first = shown.due or shown.players[:1]
            context |= {
                "case": case,
                "stage": reading.stage_words(case),
                "clocks": reading.clocks(case, today_in(row), None),
                "due": first,
                "nobody_due": not shown.due,
                "others": [one for one in shown.players if one not in first],
                "asked": questions_in(row),
                "due_in_the_room": due_in_the_room(case),
                "may_be_done": may_be_done(case),
                "not_played": not_played(row.procedure),
                "waits_for_a_day": waits_for_a_day(case, today_in(row)),
                "now": time_in(row),
                "letters_kept": letters_to_people([one.person_id for one in shown.players]),
                "messages_kept": messages_of_rehearsal(row.public_id),
                "days_form": forms.get("days_form") or DaysForm(initial={"days": 1}),
            }
    return render(request, "rehearsal/page.html", context, status=status)


def _drafts(request: HttpRequest, place: Organisation) -> list[PackDraft]:
    """The drafts that the officer may read and that would hold at the organisation."""
    found = visible(request.user, timezone.localdate())
    return [one for one in found if one.editable and one.institution in ("", place.code)]
