"""A consultation as a document to take away."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from tanym.adapters.pdf import letter_pdf
from tanym.apps.consultation import queries
from tanym.apps.consultation.export import as_csv, as_json, as_letter, as_markdown, by_place, document
from tanym.core.kernel.errors import NotFound

KINDS = {
    "html": "text/html",
    "md": "text/markdown",
    "json": "application/json",
    "csv": "text/csv",
    "pdf": "application/pdf",
}


@require_safe
def export(request: HttpRequest, public_id: uuid.UUID, kind: str) -> HttpResponse:
    """Text, contributions and answers in one file, in the language of the page."""
    of = queries.consultation(public_id)
    if kind not in KINDS:
        raise NotFound("page.unknown")
    found = document(of, get_language() or "kk")
    content: str | bytes
    if kind == "pdf":
        page = settings.TANYM.address.rstrip("/") + reverse("consultation:page", args=[of.public_id])
        content = letter_pdf(as_letter(found, page, timezone.now()))
    elif kind == "html":
        said = by_place(found)
        rows = [{**row, "said": said.get(row["key"], [])} for row in found["paragraphs"]]
        content = render_to_string(
            "consultation/export.html",
            {
                "document": found,
                "rows": rows,
                "whole": said.get("", []),
                "LANGUAGE_CODE": found["language"],
            },
        )
    else:
        content = {"md": as_markdown, "json": as_json, "csv": as_csv}[kind](found)
    return HttpResponse(
        content,
        headers={
            "Content-Type": KINDS[kind] + ("" if kind == "pdf" else "; charset=utf-8"),
            "Content-Disposition": f'attachment; filename="consultation-{of.public_id.hex[:8]}.{kind}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
