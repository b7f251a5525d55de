"""Text in several languages."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("kk", "ru", "en")
"""The languages of the interface, in the order in which they are shown."""

FALLBACKS: Mapping[str, tuple[str, ...]] = {
    "kk": ("kk", "ru", "en"),
    "ru": ("ru", "kk", "en"),
    "en": ("en", "ru", "kk"),
}


def choose(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """The text for a reader of `language` and the language that it really stands in.

    Falls back to a neighbouring language and at last to any; `("", language)` where there is none.
    """
    for candidate in (*FALLBACKS.get(language, (language,)), *sorted(texts)):
        if texts.get(candidate, "").strip():
            return texts[candidate], candidate
    return "", language
