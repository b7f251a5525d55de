"""A file that a browser keeps in place of showing it."""

from __future__ import annotations

from django.http import HttpResponse


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """The answer that hands a file over."""
    return HttpResponse(
        content,
        headers={"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{name}"'},
    )
