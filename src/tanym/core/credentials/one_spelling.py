"""One spelling of what linked data spells in several ways, so that what is signed alike is read alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LITERAL = {"@value", "@type", "type"}


def one_spelling(value: Any) -> Any:
    """The document with `x` in place of `[x]`, `[x, x]` and `{"@value": x}` (with its type, too), at every depth.

    A signature over linked data is the same for all of them (JSON-LD 1.1, 4.2 and 4.3): a reader that knows one spelling
    alone would not see a word that somebody has spelled anew. Texts with a language stay as they are.
    """
    if isinstance(value, Mapping):
        if "@value" in value and value.keys() <= _LITERAL and not isinstance(value["@value"], Mapping | list):
            return value["@value"]
        return {name: one_spelling(item) for name, item in value.items()}
    if not isinstance(value, list):
        return value
    found: list[Any] = []
    for item in map(one_spelling, value):
        if not any(item is known or (type(item) is type(known) and item == known) for known in found[-64:]):
            found.append(item)
    return found[0] if len(found) == 1 else found
