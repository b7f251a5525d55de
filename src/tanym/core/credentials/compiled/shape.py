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
        if type(document) is not dict:
            return None
        _object(document, contexts.keywords, shape, texts)
    except (TypeError, RecursionError):
        return None
    return (tuple(shape), texts) if len(shape) <= MAX_PARTS else None


def _object(
    value: Mapping[str, Any], keywords: frozenset[str], shape: list[object], texts: list[str]
) -> None:
    """The hot path of verification: asks for each type once and calls nothing for a text."""
    shape.append(OBJECT)
    for name, item in value.items():
        if type(name) is not str:
            raise TypeError
        shape.append(name)
        if name in keywords or (name[0:1] == "@" and _belongs(name, keywords)):
            shape.append(_settled(item))
            continue
        kind = type(item)
        if kind is str:
            texts.append(item)
            shape.append(TEXT)
        elif kind is dict:
            _object(item, keywords, shape, texts)
        elif kind is list:
            _list(item, keywords, shape, texts)
        else:
            shape.append(_settled(item))
    shape.append(OBJECT_END)


def _list(value: list[Any], keywords: frozenset[str], shape: list[object], texts: list[str]) -> None:
    shape.append(LIST)
    for item in value:
        kind = type(item)
        if kind is dict:
            _object(item, keywords, shape, texts)
        elif kind is str:
            texts.append(item)
            shape.append(TEXT)
        elif kind is list:
            _list(item, keywords, shape, texts)
        else:
            shape.append(_settled(item))
    shape.append(LIST_END)


def _belongs(name: str, keywords: frozenset[str]) -> bool:
    """Whether a member's value decides what other members mean (its context, its type, its language)."""
    return name in keywords or (name[:1] == "@" and name not in ("@id", "@value"))


def _settled(value: Any) -> tuple[str, ...]:
    """A value that belongs to the shape, as no other value is written: a text, a list of texts, anything else."""
    kind = type(value)
    if kind is str:
        return ("=", value)
    if kind is list and all(type(item) is str for item in value):
        return ("[", *value)
    return ("?", _written(value))


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
