"""Cells in which one of several codes stands, or its word in any language."""

from __future__ import annotations

from functools import cache

from tanym.apps.accounts.words import codes_under, say
from tanym.core.kernel import cells
from tanym.core.kernel.localized import LANGUAGES


def one_of(prefix: str, *chosen: str) -> cells.Read:
    """One of the chosen codes, none chosen: of all that have words under the prefix; or the word for it.

    The words are read when the first cell is, not when the platform starts.
    """
    return lambda given: _reader(prefix, chosen)(given)


@cache
def _reader(prefix: str, chosen: tuple[str, ...]) -> cells.Read:
    known = chosen or tuple(codes_under(prefix))
    words = {say(f"{prefix}.{code}", language).casefold(): code for code in known for language in LANGUAGES}
    return cells.choice(*known, words=words, of=prefix)
