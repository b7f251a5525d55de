"""Draws a link as a QR code."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def drawn(link: str) -> SafeString:
    """The code as a picture in the page; a long link makes a dense one, so nothing is spent on mending damage."""
    picture = segno.make(link, error="l", boost_error=True).svg_inline(
        border=2, dark="#10262d", light="#fff", omitsize=True
    )
    return mark_safe(picture)  # noqa: S308 (drawn by us from a link of ours)
