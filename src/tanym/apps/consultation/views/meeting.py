"""Meetings: announced, with documents, minutes, and what was said as contributions."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts.words import say
from tanym.apps.consultation import queries
from tanym.apps.consultation.actions.add_document import add_document
from tanym.apps.consultation.actions.convene import convene as convene_it
from tanym.apps.consultation.actions.record_contribution import record_contribution
from tanym.apps.consultation.actions.record_minutes import record_minutes
from tanym.apps.consultation.forms.meeting import (
    DocumentForm,
    GroupForm,
    MeetingForm,
    MinutesForm,
    ProposalForm,
)
from tanym.apps.consultation.forms.said import SpokenForm
from tanym.apps.consultation.models import Group, Meeting, Paragraph
from tanym.apps.consultation.permissions import may_do, require
from tanym.apps.consultation.showing import frame, shown, shown_paragraph
from tanym.apps.files.views import as_download
from tanym.core.consultation.stakeholders import attendance
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.revision import read_revision


@login_required
@require_http_methods(["GET", "POST"])
def convene(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Announce a meeting or a seminar."""
    of = queries.consultation(public_id)
    require("convene", request.user, timezone.localdate(), of)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = convene_it(
                actor=request.user,
                at=timezone.now(),
                consultation=of,
                kind=given["kind"],
                titles=form.titles.given(),
                starts_at=given["starts_at"],
                place=given["place"],
                agenda=given["agenda"],
                once=given["once"],
            )
        except InvalidValue as wrong:
            form.add_error(None, say(wrong.code, **wrong.details))
        else:
            return redirect("consultation:meeting", made.public_id)
    return render(
        request,
        "consultation/convene.html",
        {**frame(of, request.user, timezone.localdate()), "form": form},
        status=422 if form.errors else 200,
    )


@require_safe
def meeting(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A meeting: agenda, documents, minutes, groups with their proposals, what was said."""
    return meeting_page(request, queries.meeting(public_id))


def meeting_page(request: HttpRequest, found: Meeting, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a meeting with its forms as they stand."""
    today = timezone.localdate()
    of = found.consultation
    context = frame(of, request.user, today)
    writes = context["holder"] and context["unclosed"]
    own: dict[str, Any] = {}
    if writes:
        paragraphs = _paragraphs(of)
        own = {
            "document_form": DocumentForm(auto_id="d-%s"),
            "minutes_form": MinutesForm(
                auto_id="m-%s",
                initial={
                    "minutes": found.minutes,
                    **{f"came-{code}": count for code, count in found.attendance.items()},
                },
            ),
            "spoken_form": SpokenForm(paragraphs, auto_id="s-%s"),
            "group_form": GroupForm(paragraphs, auto_id="g-%s"),
        }
    groups = [_group(request, one, context) for one in queries.groups(found)]
    return render(
        request,
        "consultation/meeting.html",
        {
            **context,
            "meeting": found,
            "held": found.starts_at <= timezone.now(),
            "writes": writes,
            "came": attendance(found.attendance),
            "groups": groups,
            "said": shown(
                queries.contributions(of).filter(meeting=found), request.user, holder=context["holder"]
            ),
            **own,
            **forms,
        },
        status=status,
    )


def _group(request: HttpRequest, one: Group, context: dict[str, Any]) -> dict[str, Any]:
    of, today = context["consultation"], timezone.localdate()
    records = context["unclosed"] and may_do("propose", request.user, today, of, owner=one.recorder)
    return {
        "group": one,
        "paragraphs": [shown_paragraph(row) for row in one.paragraphs.all()],
        "form": ProposalForm(one.paragraphs.all(), auto_id=f"p{one.number}-%s") if records else None,
    }


def _paragraphs(of: Any) -> list[Paragraph]:
    return list(queries.laid_out(of))


@login_required
@require_POST
def document(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a document."""
    found = queries.meeting(public_id)
    require("add_document", request.user, timezone.localdate(), found.consultation)
    form = DocumentForm(request.POST, request.FILES, auto_id="d-%s")
    if not form.is_valid():
        return meeting_page(request, found, 422, document_form=form)
    try:
        add_document(
            actor=request.user,
            at=timezone.now(),
            meeting=found,
            title=form.cleaned_data["title"],
            upload=form.cleaned_data["file"],
        )
    except InvalidValue as wrong:
        form.add_error("file", say(wrong.code, **wrong.details))
        return meeting_page(request, found, 422, document_form=form)
    return redirect("consultation:meeting", found.public_id)


@require_safe
def file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A document of a meeting, for everybody, as a download."""
    return as_download(queries.document(public_id).file)


@login_required
@require_POST
def minutes(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Publish the minutes."""
    found = queries.meeting(public_id)
    require("record_minutes", request.user, timezone.localdate(), found.consultation)
    form = MinutesForm(request.POST, auto_id="m-%s")
    if not form.is_valid():
        return meeting_page(request, found, 422, minutes_form=form)
    record_minutes(
        actor=request.user,
        at=timezone.now(),
        meeting=found,
        minutes=form.cleaned_data["minutes"],
        attendance=form.attendance(),
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("The minutes are published."))
    return redirect("consultation:meeting", found.public_id)


@login_required
@require_POST
def spoken(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Enter what was said as a contribution."""
    found = queries.meeting(public_id)
    require("record_contribution", request.user, timezone.localdate(), found.consultation)
    form = SpokenForm(_paragraphs(found.consultation), request.POST, auto_id="s-%s")
    if not form.is_valid():
        return meeting_page(request, found, 422, spoken_form=form)
    key = form.cleaned_data["paragraph"]
    try:
        record_contribution(
            actor=request.user,
            at=timezone.now(),
            meeting=found,
            paragraph=queries.paragraph(found.consultation, key) if key else None,
            said=form.said(),
            said_by=form.cleaned_data["said_by"],
            language=get_language() or "kk",
            once=form.cleaned_data["once"],
        )
    except InvalidValue as wrong:
        form.add_error(None, say(wrong.code, **wrong.details))
        return meeting_page(request, found, 422, spoken_form=form)
    messages.success(request, _("Entered. It will be answered like every other contribution."))
    return redirect("consultation:meeting", found.public_id)
