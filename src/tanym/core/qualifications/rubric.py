"""The rubric of an outcome: levels of how far it is shown, from the lowest up, written a line each in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from tanym.core.kernel.errors import InvalidValue

MOST_LEVELS = 8
LONGEST_LEVEL = 500


def levels_of_lines(texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """The levels that lines by language say: the first line of each language is the lowest level, and so on.

    A level is `{"code": "l1", "text": {language: line}}`; empty lines and languages without lines are left out.
    """
    lines = {
        language: [line.strip() for line in text.splitlines() if line.strip()]
        for language, text in texts.items()
        if text.strip()
    }
    rows = zip_longest(*lines.values(), fillvalue="")
    return [
        {
            "code": f"l{number}",
            "text": {language: line for language, line in zip(lines, row, strict=True) if line},
        }
        for number, row in enumerate(rows, 1)
    ]


def lines_of_levels(levels: Iterable[Mapping[str, Any]], languages: Iterable[str]) -> dict[str, str]:
    """The same levels as lines by language, to be edited."""
    found = list(levels)
    return {language: "\n".join(one["text"].get(language, "") for one in found) for language in languages}


def check_levels(levels: Iterable[Mapping[str, Any]], languages: Iterable[str]) -> None:
    """Raise `InvalidValue` for a rubric that nobody can mark by.

    `rubric.one-level` (it tells nothing apart), `rubric.too-many`, `rubric.too-long`, `rubric.languages-differ` (a level that
    some language does not say). No levels at all are no rubric, and right.
    """
    found, wanted = list(levels), set(languages)
    if len(found) == 1:
        raise InvalidValue("rubric.one-level")
    if len(found) > MOST_LEVELS:
        raise InvalidValue("rubric.too-many", most=MOST_LEVELS)
    for one in found:
        if set(one["text"]) != wanted:
            raise InvalidValue("rubric.languages-differ", level=one["code"][1:])
        if any(len(line) > LONGEST_LEVEL for line in one["text"].values()):
            raise InvalidValue("rubric.too-long", most=LONGEST_LEVEL)
