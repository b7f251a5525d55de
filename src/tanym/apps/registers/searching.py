"""Finding words in the texts of a register, in three languages and with other endings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tanym.core.matching.stems import language_of, stems

MOST_WORDS = 12


def forms(words: str) -> tuple[frozenset[str], ...]:
    """For each word that is looked for: itself and its stems."""
    found = []
    for word in words.casefold().split()[:MOST_WORDS]:
        language = language_of(word)
        spoken = ("en",) if language == "en" else ("kk", "ru")
        found.append(frozenset({word}.union(*(stems(word, one) for one in spoken))))
    return tuple(found)


def holds(asked: Sequence[frozenset[str]], texts: Iterable[str | Mapping[str, str]]) -> bool:
    """Whether each word stands in the texts, at the beginning of a word, in any of its forms."""
    if not asked:
        return True
    written = " ".join(
        one if isinstance(one, str) else " ".join(str(text) for text in one.values()) for one in texts
    )
    plain = " " + "".join(letter if letter.isalnum() else " " for letter in written.casefold())
    return all(any(f" {_plain(form)}" in plain for form in word) for word in asked)


def _plain(form: str) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in form).strip()
