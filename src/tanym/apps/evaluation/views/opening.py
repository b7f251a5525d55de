"""The evaluator's page: open a document or the file of a holder, see its checks and the seven criteria. Nothing is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from tanym.apps.accounts import pace
from tanym.apps.accounts.words import say
from tanym.apps.audit import clock as timezone
from tanym.apps.evaluation.forms.opening import LARGEST, OpenForm
from tanym.apps.evaluation.opening import Opened, open_document
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import choose
from tanym.rulepacks.evaluation_words import parts
from tanym.rulepacks.words import core_words

A_MINUTE, MOST_A_MINUTE = 60, 20
"""Seconds, and files that are opened for one network address within them."""

WORDS = ("title", "lede", "advice", "unproven", "holder", "number", "micro-qualification", "not-available")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Choose a file; what is too large is answered before anything of it is read."""
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST + 64 * 1024:
        request.POST = {}  # type: ignore[assignment]  # nobody may read it further on
        return _asked(request, OpenForm(), say("evaluation.archive-too-large"), 413)
    return _page(request)


@csrf_protect
def _page(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _asked(request, OpenForm())
    form = OpenForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asked(request, form, status=422)
    if pace.note("open-file", pace.network_address(request), A_MINUTE) > MOST_A_MINUTE:
        wait = _("Many files came from you within a minute. Wait a minute, then send the next.")
        return _asked(request, form, wait, 429)
    try:
        opened = open_document(form.cleaned_data["file"].read(), timezone.localtime())
    except InvalidValue as wrong:
        return _asked(request, form, say(wrong.code), 422)
    return _opened(request, opened, form.cleaned_data["sheet"])


def _asked(request: HttpRequest, form: OpenForm, error: str = "", status: int = 200) -> HttpResponse:
    if error:
        form.errors["file"] = form.error_class([error])
    return render(request, "evaluation/open.html", {"form": form}, status=status)


def _opened(request: HttpRequest, opened: Opened, language: str) -> HttpResponse:
    context: dict[str, Any] = {
        "form": OpenForm(initial={"sheet": language}),
        "opened": opened,
        "found": opened.found,
        "sheet_language": language,
        "words": {name.replace("-", "_"): core_words().say(f"evaluation.{name}", language) for name in WORDS},
        "parts": parts(opened.sheet, language) if opened.sheet else (),
        "title": choose(opened.record.titles, language) if opened.record else ("", ""),
    }
    return render(request, "evaluation/opened.html", context, status=200 if opened.found.readable else 422)
