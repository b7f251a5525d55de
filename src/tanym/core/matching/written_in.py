"""Whether a text is written in a language, judged by its letters: yes, no, or too little to tell."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{2,}")
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC = re.compile("[а-яёА-ЯЁәғқңөұүһіӘҒҚҢӨҰҮҺІ]")

ENOUGH = 4
"""So many words say in which language they are: a name, or one borrowed word, does not."""

MOST = 0.5
SOME_KAZAKH = 0.2
"""The share of words with a letter that only Kazakh has: above it the text is Kazakh, a Russian one has names at most."""


def written_in(text: str, language: str) -> bool | None:
    """Whether a text is written in kk, ru or en; None for a few words, and for a language of which nothing is known."""
    words = _WORD.findall(text)
    if len(words) < ENOUGH or language not in ("kk", "ru", "en"):
        return None
    cyrillic = sum(bool(_CYRILLIC.search(word)) for word in words) / len(words)
    if language == "en" or cyrillic <= MOST:
        return (language == "en") == (cyrillic <= MOST)
    kazakh = sum(bool(_KAZAKH.search(word)) for word in words) / len(words)
    return (language == "kk") == (kazakh >= SOME_KAZAKH)
