"""Drafting side by side with a partner: ours, theirs, the European text, and the wording found together."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tanym.apps.accounts.words import say
from tanym.apps.consultation import queries
from tanym.apps.consultation.actions.invite import invite as invite_person
from tanym.apps.consultation.actions.note_beside import note_beside
from tanym.apps.consultation.actions.write_beside import FIELDS, write_beside
from tanym.apps.consultation.forms.holding import PersonForm
from tanym.apps.consultation.forms.meeting import BesideForm, NoteForm
from tanym.apps.consultation.models import Consultation, Paragraph
from tanym.apps.consultation.people import somebody
from tanym.apps.consultation.permissions import may_do, require
from tanym.apps.consultation.showing import frame, shown_paragraph, shown_paragraphs
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.revision import read_revision


@require_safe
def overview(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Which paragraphs stand beside the partner's, and who drafts with us."""
    return overview_page(request, queries.consultation(public_id))


def overview_page(
    request: HttpRequest, of: Consultation, *, form: PersonForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of all paragraphs side by side."""
    today = timezone.localdate()
    written = {one.paragraph_id: one for one in of.beside.select_related("paragraph")}
    rows = [
        {"paragraph": one, "beside": written.get(one.row.pk)}
        for one in shown_paragraphs(queries.laid_out(of))
    ]
    return render(
        request,
        "consultation/beside_list.html",
        {
            **frame(of, request.user, today),
            "rows": rows,
            "writes": may_do("write_beside", request.user, today, of),
            "partners": [one.person for one in of.partners.select_related("person")],
            "form": form or PersonForm(),
        },
        status=status,
    )


@require_safe
def beside(request: HttpRequest, public_id: uuid.UUID, key: str) -> HttpResponse:
    """One paragraph beside the partner's and the European text."""
    of = queries.consultation(public_id)
    return beside_page(request, of, queries.paragraph(of, key))


def beside_page(
    request: HttpRequest, of: Consultation, row: Paragraph, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of one paragraph side by side, with its forms as they stand."""
    today = timezone.localdate()
    context = frame(of, request.user, today)
    found = queries.beside(row)
    writes = context["unclosed"] and may_do("write_beside", request.user, today, of)
    return render(
        request,
        "consultation/beside.html",
        {
            **context,
            "paragraph": shown_paragraph(row),
            "beside": found,
            "notes": found.notes.select_related("by") if found.pk else [],
            "writes": writes,
            "form": BesideForm(initial=model_to_dict(found, fields=FIELDS)),
            "note_form": NoteForm(auto_id="n-%s"),
            **forms,
        },
        status=status,
    )


@login_required
@require_POST
def write(request: HttpRequest, public_id: uuid.UUID, key: str) -> HttpResponse:
    """Keep what stands beside a paragraph."""
    of = queries.consultation(public_id)
    row = queries.paragraph(of, key)
    require("write_beside", request.user, timezone.localdate(), of)
    form = BesideForm(request.POST)
    if not form.is_valid():
        return beside_page(request, of, row, status=422, form=form)
    try:
        write_beside(
            actor=request.user,
            at=timezone.now(),
            paragraph=row,
            given=form.cleaned_data,
            revision=read_revision(request.POST.get("revision", "")),
        )
    except InvalidValue as wrong:
        form.add_error(None, say(wrong.code, **wrong.details))
        return beside_page(request, of, row, status=422, form=form)
    messages.success(request, _("Saved."))
    return redirect("consultation:beside-paragraph", of.public_id, row.key)


@login_required
@require_POST
def note(request: HttpRequest, public_id: uuid.UUID, key: str) -> HttpResponse:
    """Note something beside a paragraph."""
    of = queries.consultation(public_id)
    row = queries.paragraph(of, key)
    require("note_beside", request.user, timezone.localdate(), of)
    form = NoteForm(request.POST, auto_id="n-%s")
    if not form.is_valid():
        return beside_page(request, of, row, status=422, note_form=form)
    note_beside(
        actor=request.user,
        at=timezone.now(),
        paragraph=row,
        text=form.cleaned_data["text"],
        once=form.cleaned_data["once"],
    )
    return redirect("consultation:beside-paragraph", of.public_id, row.key)


@login_required
@require_POST
def invite(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Invite somebody to draft side by side."""
    of = queries.consultation(public_id)
    require("invite", request.user, timezone.localdate(), of)
    form = PersonForm(request.POST)
    if form.is_valid():
        try:
            invite_person(
                actor=request.user,
                at=timezone.now(),
                consultation=of,
                person=somebody(form.cleaned_data["person"]),
            )
        except InvalidValue as wrong:
            form.add_error("person", say(wrong.code, **wrong.details))
        else:
            messages.success(request, _("Invited; a letter was sent."))
            return redirect("consultation:beside", of.public_id)
    return overview_page(request, of, form=form, status=422)
