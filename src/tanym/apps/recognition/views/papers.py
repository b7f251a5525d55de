"""The papers of a case: the letter on the decision, the minutes, the line for the registrar, the whole case as one PDF."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tanym.adapters.dossier import dossier_pdf
from tanym.adapters.pdf import letter_pdf as as_pdf
from tanym.apps.audit import clock as timezone
from tanym.apps.files.views import as_download
from tanym.apps.recognition import paper, queries, seen
from tanym.apps.recognition.case_papers.whole import whole as whole_case
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.kernel.errors import NotFound


@login_required
@require_safe
def evidence_file(request: HttpRequest, public_id: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """The file of a piece of evidence, for everybody who may read the case, as a download; noted once a day."""
    case = queries.case(public_id, request.user, timezone.localdate())
    found = queries.item(case, item)
    if found.file is None:
        raise NotFound("page.unknown")
    answer = as_download(found.file)
    seen.note_reading(case, request.user, seen.of_file(found), timezone.now())  # type: ignore[arg-type]
    return answer


@login_required
@require_safe
def letter(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The decision as a letter, to be printed."""
    found = queries.case(public_id, request.user, timezone.localdate())
    shown = paper.letter(found)
    _note(request, found, seen.LETTER)
    return render(request, "recognition/letter.html", shown)


@login_required
@require_safe
def letter_pdf(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The letter as PDF."""
    found = queries.case(public_id, request.user, timezone.localdate())
    content = as_pdf(paper.letter_parts(found, settings.TANYM.address, get_language() or "kk"))
    _note(request, found, seen.LETTER)
    return _inline(content, f"decision-{found.number}.pdf")


@login_required
@require_safe
def minutes(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The minutes as they stand, or as they were signed; the claimant reads the letter instead."""
    found = queries.case(public_id, request.user, timezone.localdate())
    if found.claimant_id == request.user.pk:
        return redirect("recognition:letter", found.public_id)
    shown = paper.minutes(found)
    _note(request, found, seen.MINUTES)
    return render(request, "recognition/minutes.html", shown)


@login_required
@require_safe
def register_line(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One line for the registrar, to be printed."""
    found = queries.case(public_id, request.user, timezone.localdate())
    shown = paper.register_line(found)
    _note(request, found, seen.LINE)
    return render(request, "recognition/register_line.html", shown)


@login_required
@require_safe
def whole(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The complete case as one PDF in the language of the address, with the files of evidence inside."""
    found = queries.case(public_id, request.user, timezone.localdate())
    made = whole_case(
        found,
        request.user,  # type: ignore[arg-type]
        timezone.now(),
        settings.TANYM.address,
        get_language() or "kk",
    )
    return _inline(dossier_pdf(made), f"case-{found.number}.pdf")


def _note(request: HttpRequest, case: RecognitionCase, thing: str) -> None:
    seen.note_reading(case, request.user, thing, timezone.now())  # type: ignore[arg-type]


def _inline(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
