"""Pages of the evaluation sheet: for whoever may see the check of a document, in English and Italian."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tanym.apps.credentials import queries
from tanym.apps.credentials.evaluation import Evaluation, evaluation_of, evaluation_paper
from tanym.core.kernel.errors import NotFound
from tanym.core.kernel.localized import choose
from tanym.rulepacks.evaluation_words import LANGUAGES, parts
from tanym.rulepacks.words import core_words

NAMES = {"en": "English", "it": "Italiano"}
WORDS = (
    "title",
    "lede",
    "advice",
    "unproven",
    "holder",
    "number",
    "micro-qualification",
    "decision",
    "download",
)


def sheets(page: str, of: str) -> list[tuple[str, str, str]]:
    """Language, its own name and address of each sheet of a document, for the page of its check."""
    return [(code, NAMES[code], reverse(page, args=[of, code])) for code in LANGUAGES]


@never_cache
@require_safe
def by_number(request: HttpRequest, number: str, language: str) -> HttpResponse:
    """The sheet of the document with the printed number."""
    return _page(request, _found(number, "", language), language, "credentials:evaluation", number)


@never_cache
@require_safe
def by_link(request: HttpRequest, token: str, language: str) -> HttpResponse:
    """The sheet of a document that its holder shares by a link."""
    return _page(request, _found("", token, language), language, "credentials:shared-evaluation", token)


@never_cache
@require_safe
def paper_by_number(request: HttpRequest, number: str, language: str) -> HttpResponse:
    """The same sheet as a PDF."""
    return _paper(_found(number, "", language), f"/v/{queries.tidy(number)}", language)


@never_cache
@require_safe
def paper_by_link(request: HttpRequest, token: str, language: str) -> HttpResponse:
    """The same sheet of a shared document as a PDF."""
    return _paper(_found("", token, language), f"/s/{token}", language)


def _found(number: str, token: str, language: str) -> Evaluation:
    if language not in LANGUAGES:
        raise NotFound("page.unknown")
    now = timezone.localtime()
    return evaluation_of(queries.by_number(number) if number else queries.by_link(token, now), now)


def _page(request: HttpRequest, found: Evaluation, language: str, page: str, of: str) -> HttpResponse:
    words = {name: core_words().say(f"evaluation.{name}", language) for name in WORDS}
    context = {
        "words": {name.replace("-", "_"): said for name, said in words.items()},
        "not_available": core_words().say("evaluation.not-available", language),
        "parts": parts(found.sheet, language),
        "record": found.record,
        "title": choose(found.record.titles, language),
        "proven": found.proven,
        "sheet_language": language,
        "of": of,
        "page": page,
        "paper": f"{page}-pdf",
        "others": [(code, NAMES[code]) for code in LANGUAGES if code != language],
    }
    return render(request, "credentials/evaluation.html", context)


def _paper(found: Evaluation, path: str, language: str) -> HttpResponse:
    content = evaluation_paper(found, f"{settings.TANYM.address}{path}", language)
    return HttpResponse(
        content,
        headers={
            "Content-Type": "application/pdf",
            "Content-Disposition": f'inline; filename="{found.record.number}-evaluation-{language}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )
