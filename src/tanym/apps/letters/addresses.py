"""The address that a letter leads to: a page in whatever language its reader reads."""

from __future__ import annotations

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.translation import override


def page_address(page: str, *arguments: object) -> str:
    """The path of a page (`room:name`) without the language before it: whoever opens the letter adds their own."""
    language = settings.LANGUAGE_CODE
    with override(language):
        path = reverse(page, args=arguments).removeprefix(
            get_script_prefix()
        )  # as it stands in a rehearsal, too
    return "/" + path.removeprefix(f"{language}/")
