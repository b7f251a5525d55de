"""Walking through JSON that others wrote, without ever trusting its shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tanym.core.kernel.reading import FORBIDDEN, LANGUAGE, LONGEST_LINE, LONGEST_LIST, LONGEST_TEXT

Json = Mapping[str, Any]


def table(value: object) -> Json:
    """The value where it is a table, the first of a list of tables, else an empty table."""
    if isinstance(value, list):
        return next((one for one in value if isinstance(one, Mapping)), {})
    return value if isinstance(value, Mapping) else {}


def tables(value: object) -> list[Json]:
    """All tables of a list, or the one table; JSON-LD writes one without its list."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, Mapping)][:LONGEST_LIST]


def types(value: Json) -> frozenset[str]:
    """The types that a JSON-LD node names."""
    named = value.get("type", value.get("@type"))
    return frozenset(one for one in (named if isinstance(named, list) else [named]) if isinstance(one, str))


def words(value: object) -> str:
    """A text without characters that no text holds, cut to what a design may hold; empty for anything else."""
    return FORBIDDEN.sub("", value)[:LONGEST_TEXT].strip() if isinstance(value, str) else ""


def line(value: object) -> str:
    """A text as one line, cut to what a code or a name may hold."""
    return " ".join(words(value).split())[:LONGEST_LINE]


def by_language(value: object) -> dict[str, str]:
    """A language map; several texts of one language follow each other."""
    result: dict[str, str] = {}
    for language, found in value.items() if isinstance(value, Mapping) else ():
        text = "\n".join(filter(None, map(words, found if isinstance(found, list) else [found])))
        if isinstance(language, str) and LANGUAGE.fullmatch(language) and text:
            result[language] = text[:LONGEST_TEXT]
    return result


def said(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document without members that are None or empty: silence."""
    return {
        name: value for name, value in document.items() if value is not None and value not in ("", {}, [])
    }
