"""The seminar room: small groups with their paragraphs, their proposals, and the plenary that settles them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tanym.apps.accounts.words import say
from tanym.apps.consultation import queries
from tanym.apps.consultation.actions.form_group import form_group
from tanym.apps.consultation.actions.propose import propose as keep_proposal
from tanym.apps.consultation.actions.settle import settle as settle_it
from tanym.apps.consultation.forms.meeting import GroupForm, ProposalForm, SettleForm
from tanym.apps.consultation.people import somebody
from tanym.apps.consultation.permissions import require
from tanym.apps.consultation.showing import frame
from tanym.apps.consultation.views.meeting import meeting_page
from tanym.core.consultation.adopting import How, Settled
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.revision import read_revision


@login_required
@require_POST
def group(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Form a group."""
    found = queries.meeting(public_id)
    require("form_group", request.user, timezone.localdate(), found.consultation)
    rows = {one.key: one for one in queries.laid_out(found.consultation)}
    form = GroupForm(rows.values(), request.POST, auto_id="g-%s")
    if not form.is_valid():
        return meeting_page(request, found, 422, group_form=form)
    given = form.cleaned_data
    try:
        form_group(
            actor=request.user,
            at=timezone.now(),
            meeting=found,
            title=given["title"],
            recorder=somebody(given["recorder"]),
            paragraphs=[rows[key] for key in given["paragraphs"]],
            once=given["once"],
        )
    except InvalidValue as wrong:
        form.add_error(None, say(wrong.code, **wrong.details))
        return meeting_page(request, found, 422, group_form=form)
    return redirect("consultation:meeting", found.public_id)


@login_required
@require_POST
def propose(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down what a group proposes."""
    found = queries.group(public_id)
    of = found.meeting.consultation
    require("propose", request.user, timezone.localdate(), of, owner=found.recorder)
    form = ProposalForm(found.paragraphs.all(), request.POST)
    if not form.is_valid():
        raise InvalidValue("consultation.text-empty")
    key = form.cleaned_data["paragraph"]
    keep_proposal(
        actor=request.user,
        at=timezone.now(),
        group=found,
        paragraph=queries.paragraph(of, key) if key else None,
        text=form.cleaned_data["text"],
        reasons=form.cleaned_data["reasons"],
        language=get_language() or "kk",
        once=form.cleaned_data["once"],
    )
    messages.success(request, _("Written down for the plenary."))
    return redirect("consultation:meeting", found.meeting.public_id)


@login_required
@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The plenary adopts, amends or leaves a proposal."""
    found = queries.proposal(public_id)
    of = found.group.meeting.consultation
    require("settle", request.user, timezone.localdate(), of)
    rows = queries.contributions(of).filter(state=queries.PUBLISHED)
    form = SettleForm(rows, request.POST or None)
    form.texts.fill({found.language: found.text})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done = settle_it(
                actor=request.user,
                at=timezone.now(),
                proposal=found,
                settled=Settled(given["settled"]),
                revision=read_revision(request.POST.get("revision", "")),
                texts=form.texts.given(),
                addressee=given["addressee"],
                how=How(given["how"]),
                votes=form.votes(),
                reason=given["reason"],
                contributions=form.chosen(),
            )
        except InvalidValue as wrong:
            form.add_error(None, say(wrong.code, **wrong.details))
        else:
            if done.recommendation is not None:
                return redirect("consultation:recommendation", done.recommendation.public_id)
            return redirect("consultation:meeting", found.group.meeting.public_id)
    return render(
        request,
        "consultation/settle.html",
        {**frame(of, request.user, timezone.localdate()), "proposal": found, "form": form},
        status=422 if form.errors else 200,
    )
