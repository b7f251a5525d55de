"""How large a file may be, in the words of forms."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy

from tanym.apps.files.receiving import LARGEST


def with_limit(text: Any) -> Any:
    """A hint of a form, with the largest size of a file in place of `{megabytes}`."""
    return format_lazy(text, megabytes=LARGEST // 1024 // 1024)
