"""The shape of a document, which decides what its linked data looks like, apart from the texts written into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tanym.core.credentials.contexts import Contexts

Shape = tuple[object, ...]
"""Member names, nesting, numbers and types in the order of the document; 0 stands where a text is."""

MAX_PARTS = 20_000
TEXT, OBJECT, OBJECT_END, LIST, LIST_END = range(5)


def flatten(document: Mapping[str, Any], contexts: Contexts) -> tuple[Shape, list[str]] | None:
    """The shape of a document and its texts in order; None for one that is too large to be kept, or no JSON.

    Two documents have equal shapes only if they differ in nothing but these texts: each part of a shape says by its
    kind what it is (a name is `str`, a place or bracket is `int`, a value that belongs to the shape is a tuple), so no
    document can be written to look like another. Contexts, types and every value of a keyword belong to the shape.
    """
    shape: list[object] = []
    texts: list[str] = []
    try:
        _flatten(document, contexts.keywords, shape, texts)
    except (TypeError, RecursionError):
        return None
    return (tuple(shape), texts) if len(shape) <= MAX_PARTS else None


def _flatten(value: Any, keywords: frozenset[str], shape: list[object], texts: list[str]) -> None:
    kind = type(value)
    if kind is str:
        texts.append(value)
        shape.append(TEXT)
    elif kind is dict:
        shape.append(OBJECT)
        for name, item in value.items():
            shape.append(name)
            if type(name) is not str:
                raise TypeError
            if type(item) is str and name not in keywords and name[:1] != "@":
                texts.append(item)  # as below, without a call: most values are texts
                shape.append(TEXT)
            elif _belongs(name, keywords):
                shape.append((_written(item),))
            else:
                _flatten(item, keywords, shape, texts)
        shape.append(OBJECT_END)
    elif kind is list:
        shape.append(LIST)
        for item in value:
            _flatten(item, keywords, shape, texts)
        shape.append(LIST_END)
    else:
        shape.append((_written(value),))


def _belongs(name: str, keywords: frozenset[str]) -> bool:
    """Whether a member's value decides what other members mean (its context, its type, its language)."""
    return name in keywords or (name[:1] == "@" and name not in ("@id", "@value"))


def _written(value: Any) -> str:
    """A plain JSON value as text that no other value has."""
    if value is None or type(value) in (bool, int, float, str):
        return repr(value)
    if type(value) is list:
        return "[" + ",".join(map(_written, value)) + "]"
    if type(value) is dict:
        return "{" + ",".join(f"{_written(name)}:{_written(item)}" for name, item in value.items()) + "}"
    raise TypeError


def fill(value: Any, texts: Iterator[str], keywords: frozenset[str]) -> Any:
    """The document with other texts, taken in the order in which `flatten` gives them."""
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, dict):
        return {
            name: item if _belongs(name, keywords) else fill(item, texts, keywords)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [fill(item, texts, keywords) for item in value]
    return value
