"""What the organiser does: open, moderate, answer, ask, extend, close."""

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
from tanym.apps.consultation.actions.answer import answer as give_answer
from tanym.apps.consultation.actions.ask import ask as add_question
from tanym.apps.consultation.actions.close import close as close_it
from tanym.apps.consultation.actions.extend import extend as make_longer
from tanym.apps.consultation.actions.moderate import moderate as decide
from tanym.apps.consultation.actions.open import open as open_it
from tanym.apps.consultation.checking import said_by_rules, shortest
from tanym.apps.consultation.forms.holding import (
    AnnouncementForm,
    AnswerForm,
    CloseForm,
    ExtendForm,
    QuestionForm,
)
from tanym.apps.consultation.models import Consultation, Contribution
from tanym.apps.consultation.permissions import TABLE, require
from tanym.apps.consultation.showing import entries_to_choose, frame, shown, shown_paragraph
from tanym.apps.organisations.permissions import permit
from tanym.apps.workshop.queries import readable
from tanym.core.consultation.closing import obstacles
from tanym.core.consultation.contribution import Outcome
from tanym.core.consultation.period import days
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.revision import read_revision


@login_required
@require_http_methods(["GET", "POST"])
def open_draft(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Announce a consultation on a draft: its road map and its terms."""
    today = timezone.localdate()
    found = readable(draft, request.user, today)
    permit(TABLE, "open", request.user, today, at=found.owner)
    least = shortest(today)
    form = AnnouncementForm(request.POST or None, today=today, shortest=least, titles=found.titles)
    if request.method == "POST" and form.is_valid():
        try:
            made = open_it(
                actor=request.user,
                at=timezone.now(),
                draft=found,
                announcement=form.announcement(),
                once=form.cleaned_data["once"],
            )
        except InvalidValue as wrong:
            form.add_error(None, say(wrong.code, **wrong.details))
        else:
            messages.success(request, _("Announced. The road map and the text are public now."))
            if least and days(made.opens_on, made.ends_on) < least:
                messages.warning(request, say("consultation.short", days=least))
            return redirect("consultation:page", made.public_id)
    return render(
        request,
        "consultation/open.html",
        {"draft": found, "form": form, "shortest": least},
        status=422 if form.errors else 200,
    )


@login_required
@require_safe
def desk(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What waits: contributions to look at, to answer, and what stands in the way of closing."""
    return desk_page(request, queries.consultation(public_id))


def desk_page(request: HttpRequest, of: Consultation, status: int = 200, **forms: Any) -> HttpResponse:
    """The organiser's page with its forms as they stand."""
    today = timezone.localdate()
    require("read_desk", request.user, today, of)
    standing = queries.standing(of, today)
    waiting = [
        {"group": group, "shown": shown(group.all, request.user, holder=True)}
        for group in queries.unanswered(of)
    ]
    return render(
        request,
        "consultation/desk.html",
        {
            **frame(of, request.user, today),
            "held": shown(queries.held(of), request.user, holder=True),
            "waiting": waiting,
            "obstacles": [say(one.code, count=one.count) for one in obstacles(standing)],
            "standing": standing,
            "early": today <= of.ends_on,
            "findings": said_by_rules(of, today),
            "extend_form": ExtendForm(auto_id="x-%s"),
            "close_form": CloseForm(auto_id="c-%s"),
            "question_form": QuestionForm(auto_id="q-%s"),
            **forms,
        },
        status=status,
    )


@login_required
@require_POST
def moderate(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Publish a contribution, or hide it with a reason."""
    row = queries.contribution(public_id)
    require("moderate", request.user, timezone.localdate(), row.consultation)
    publish = request.POST.get("do") == "publish"
    decide(
        actor=request.user,
        at=timezone.now(),
        contribution=row,
        publish=publish,
        reason=request.POST.get("reason", ""),
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(
        request,
        _("Published; its author was told.")
        if publish
        else _("Hidden; the reason is public, the text is kept."),
    )
    return redirect("consultation:desk", row.consultation.public_id)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer one contribution, or several together, and say which change it caused."""
    of = queries.consultation(public_id)
    require("answer", request.user, timezone.localdate(), of)
    if request.method == "GET" and "c" not in request.GET:
        return redirect("consultation:desk", of.public_id)
    rows = _chosen(request, of)
    first = rows[0]
    previous = first.answer
    initial = (
        {
            "outcome": previous.outcome,
            "reason": previous.reason,
            "entry": previous.entry,
            "same": previous.same,
        }
        if previous
        else {}
    )
    form = AnswerForm(entries_to_choose(of), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = give_answer(
                actor=request.user,
                at=timezone.now(),
                consultation=of,
                contributions=[
                    (one, read_revision(request.POST.get(f"revision-{one.public_id}", ""))) for one in rows
                ],
                outcome=Outcome(given["outcome"]),
                reason=given["reason"],
                language=get_language() or "kk",
                entry=given["entry"],
                same=given["same"],
                once=given["once"],
            )
        except InvalidValue as wrong:
            form.add_error(None, say(wrong.code, **wrong.details))
        else:
            messages.success(request, _("Answered. Each author was told."))
            if made.contributions.count() > 1:
                return redirect("consultation:desk", of.public_id)
            return redirect("consultation:contribution", first.public_id)
    return render(
        request,
        "consultation/answer.html",
        {
            **frame(of, request.user, timezone.localdate()),
            "rows": shown(rows, request.user, holder=True),
            "paragraph": shown_paragraph(first.paragraph) if first.paragraph else None,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def _chosen(request: HttpRequest, of: Consultation) -> list[Contribution]:
    """The contributions that the address or the form names. Raises `InvalidValue("consultation.nothing-chosen")`."""
    wanted = request.POST.getlist("c") or request.GET.getlist("c")
    try:
        ids = [uuid.UUID(one) for one in wanted]
    except ValueError:
        raise InvalidValue("consultation.nothing-chosen") from None
    rows = list(queries.contributions(of).filter(public_id__in=ids))
    if not rows or len(rows) != len(set(ids)):
        raise InvalidValue("consultation.nothing-chosen")
    return rows


@login_required
@require_POST
def ask(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a question to the survey."""
    of = queries.consultation(public_id)
    require("ask", request.user, timezone.localdate(), of)
    form = QuestionForm(request.POST, auto_id="q-%s")
    if not form.is_valid():
        return desk_page(request, of, status=422, question_form=form)
    try:
        add_question(
            actor=request.user,
            at=timezone.now(),
            consultation=of,
            words=form.words.given(),
            options=form.option_texts(),
            several=form.cleaned_data["several"],
            open_=form.cleaned_data["open"],
            once=form.cleaned_data["once"],
        )
    except InvalidValue as wrong:
        form.add_error(None, say(wrong.code, **wrong.details))
        return desk_page(request, of, status=422, question_form=form)
    messages.success(request, _("The question stands in the survey."))
    return redirect("consultation:survey", of.public_id)


@login_required
@require_POST
def extend(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give people more time."""
    of = queries.consultation(public_id)
    require("extend", request.user, timezone.localdate(), of)
    form = ExtendForm(request.POST, auto_id="x-%s")
    if not form.is_valid():
        return desk_page(request, of, status=422, extend_form=form)
    make_longer(
        actor=request.user,
        at=timezone.now(),
        consultation=of,
        ends_on=form.cleaned_data["ends_on"],
        because=form.cleaned_data["because"],
        revision=read_revision(request.POST.get("revision", "")),
    )
    messages.success(request, _("The new last day is public, with its reason."))
    return redirect("consultation:desk", of.public_id)


@login_required
@require_POST
def close(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close the consultation for good."""
    of = queries.consultation(public_id)
    require("close", request.user, timezone.localdate(), of)
    close_it(
        actor=request.user,
        at=timezone.now(),
        consultation=of,
        revision=read_revision(request.POST.get("revision", "")),
        early=request.POST.get("early", ""),
    )
    messages.success(request, _("Closed. Everything that was said and answered stays public."))
    return redirect("consultation:page", of.public_id)
