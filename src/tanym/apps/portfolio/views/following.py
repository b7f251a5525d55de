"""Asking about an item, reminding, withdrawing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tanym.apps.accounts.words import say
from tanym.apps.portfolio import queries
from tanym.apps.portfolio.actions.ask import ask as ask_about
from tanym.apps.portfolio.actions.remind import remind as remind_of
from tanym.apps.portfolio.actions.withdraw_question import withdraw_question
from tanym.apps.portfolio.following import question as find
from tanym.apps.portfolio.forms import AskForm
from tanym.apps.portfolio.models import Question
from tanym.apps.portfolio.views.mine import item_page
from tanym.core.kernel.errors import InvalidValue

AT_A_FIELD = {"question.email": "email", "question.until": "until", "question.no-name": "name"}


@login_required
@require_POST
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a witness about one's own item."""
    found = queries.item(public_id, request.user)
    form = AskForm(request.POST, auto_id="q-%s")
    if not form.is_valid():
        return item_page(request, found, status=422, ask_form=form)
    try:
        ask_about(
            actor=request.user,  # type: ignore[arg-type]
            at=timezone.now(),
            item=found,
            to=Question.To.WITNESS,
            questions=(),
            **form.asked(),
        )
    except InvalidValue as wrong:
        if wrong.code not in AT_A_FIELD:
            raise
        form.add_error(AT_A_FIELD[wrong.code], say(wrong.code, **wrong.details))
        return item_page(request, found, status=422, ask_form=form)
    messages.success(request, _("The question leaves by mail. The answer will stand here."))
    return _back(found.public_id)


@login_required
@require_POST
def remind(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send the link once more."""
    found = find(public_id, request.user, timezone.localdate())
    remind_of(actor=request.user, at=timezone.now(), question=found)  # type: ignore[arg-type]
    messages.success(request, _("A reminder leaves by mail."))
    return _where_it_stands(request, found)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Withdraw a question."""
    found = find(public_id, request.user, timezone.localdate())
    withdraw_question(actor=request.user, at=timezone.now(), question=found)  # type: ignore[arg-type]
    messages.success(request, _("Withdrawn: the link leads nowhere any more."))
    return _where_it_stands(request, found)


def _where_it_stands(request: HttpRequest, found: Question) -> HttpResponse:
    """The page of the item for its owner; an officer goes back to the desk, from where the case is one step."""
    if found.item.owner_id == request.user.pk:
        return _back(found.item.public_id)
    return redirect("site:desk")


def _back(item: UUID) -> HttpResponse:
    answer = redirect("portfolio:item", item)
    answer["Location"] += "#asked"
    return answer
