"""Where somebody comes who was sent a question: a link, one button, the questions, thanks. No account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tanym.apps.accounts import pace
from tanym.apps.accounts.words import say
from tanym.apps.portfolio import queries
from tanym.apps.portfolio.actions.answer import answer as keep_answer
from tanym.apps.portfolio.actions.decline import decline
from tanym.apps.portfolio.actions.open_question import open_question
from tanym.apps.portfolio.forms import AnswerForm
from tanym.apps.portfolio.links import digest
from tanym.apps.portfolio.models import Question
from tanym.apps.portfolio.reading import asked, words_of_the_page
from tanym.core.kernel.errors import NotFound

KEPT = "question"
MOST_UNKNOWN, WINDOW = 20, 15 * 60
"""Links that lead nowhere from one network address within so many seconds, before it has to wait."""
INTERFACE = frozenset(code for code, _ in settings.LANGUAGES)


@never_cache
@require_safe
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of the mail. The secret leaves the address at once: what is shown next has one that says nothing.

    Programs that read mail open links as well: this changes nothing but the session of whoever asks.
    """
    address = pace.network_address(request)
    if pace.times("question-link", address) >= MOST_UNKNOWN:
        return _closed(request, "question.too-many-tries", "", 429)
    try:
        found = queries.by_secret(secret[:100], timezone.now())
    except NotFound as unknown:
        pace.note("question-link", address, WINDOW)
        return _closed(request, unknown.code, "", 404)
    if request.user.is_authenticated and request.user.pk in (found.item.owner_id, found.asked_by_id):
        return _closed(request, "question.own-question", "", 403)
    request.session[KEPT] = digest(secret)
    with override(found.language if found.language in INTERFACE else "en"):
        response = redirect(reverse("portfolio:question"))
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest) -> HttpResponse:
    """What waits, before anything is told of it; the button opens the questions."""
    found = _held(request)
    if found is None:
        return _closed(request, "question.unknown", "", 404)
    if request.method == "POST":
        open_question(at=timezone.now(), kept=found.digest)
        return redirect("portfolio:answer")
    return _page(request, found, "portfolio/question.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """The questions, once they were opened; their answers are kept and the link is used up."""
    found = _held(request)
    if found is None:
        return _closed(request, "question.unknown", "", 404)
    if found.opened_at is None:
        return redirect("portfolio:question")
    form = AnswerForm(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_answer(
                at=timezone.now(),
                kept=found.digest,
                answers=form.answers(),
                name=form.cleaned_data["name"],
                role=form.cleaned_data["role"],
            )
        except NotFound as unknown:
            return _closed(request, unknown.code, found.language, 404)
        request.session.pop(KEPT, None)
        return _thanks(request, found.language, "thanks")
    return _page(request, found, "portfolio/answer.html", form=form)


@never_cache
@require_POST
def not_mine(request: HttpRequest) -> HttpResponse:
    """The mail came to the wrong person."""
    found = _held(request)
    if found is None:
        return _closed(request, "question.unknown", "", 404)
    decline(at=timezone.now(), kept=found.digest)
    request.session.pop(KEPT, None)
    return _thanks(request, found.language, "declined")


def _held(request: HttpRequest) -> Question | None:
    """The question whose link was opened in this browser, while it leads anywhere."""
    try:
        return queries.by_digest(str(request.session.get(KEPT, "")), timezone.now())
    except NotFound:
        return None


def _page(request: HttpRequest, found: Question, template: str, **context: Any) -> HttpResponse:
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    return render(request, template, {**asked(found), **context}, status=status)


def _thanks(request: HttpRequest, language: str, what: str) -> HttpResponse:
    words = words_of_the_page(language)
    context = {"title": words[what], "then": words[f"{what}_then"], "language": language}
    return render(request, "portfolio/thanks.html", context)


def _closed(request: HttpRequest, why: str, language: str, status: int) -> HttpResponse:
    chosen = language or request.LANGUAGE_CODE
    context = {"words": words_of_the_page(chosen), "why": say(why, chosen), "language": chosen}
    return render(request, "portfolio/closed.html", context, status=status)
