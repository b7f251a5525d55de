"""Words for the choices of forms, chosen when they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import get_language

from tanym.apps.accounts.words import say
from tanym.core.kernel.localized import choose


class _Sentence:
    """The sentence of a code, chosen when it is shown."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return say(self.code)


def sentence(code: str) -> Any:
    """The sentence of a code in the language in which it is shown."""
    return lazystr(_Sentence(code))


def worded(prefix: str, codes: Iterable[str]) -> list[tuple[str, Any]]:
    """Choices with the words of this room's codes."""
    return [(str(code), sentence(f"{prefix}.{code}")) for code in codes]


def here(texts: Mapping[str, str]) -> str:
    """A text of several languages for this reader."""
    return choose(texts, get_language() or "kk")[0]
