"""Entries of packs as plain JSON for the database: days and decimals tagged as in a bundle."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tanym.core.kernel.canonical import canonical
from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.bundle import FORMAT, bundle_bytes, read_bundle
from tanym.core.rules.entries import Place

LARGEST = 200_000
"""Bytes of one entry: the longest act's list of phrases has a fiftieth of it; more is a paste by mistake."""
LONGEST_KEY = 2000
"""Characters of the key of a place: a sentence of 200 letters that need four each, with its file."""


def kept_key(place: Place) -> str:
    """The key of a place, as the database keeps it. Raises `InvalidValue("draft.name-too-long")`."""
    if len(place.key) > LONGEST_KEY:
        raise InvalidValue("draft.name-too-long", name=place.name[:80])
    return place.key


def pack_entry(content: object) -> dict[str, Any]:
    """What the database keeps of an entry; `{}` for None, which takes the entry out.

    Raises `InvalidValue`: `bundle.*` for what no pack can hold, `draft.entry-too-large`.
    """
    if content is None:
        return {}
    data = bundle_bytes({"entry": {"is": content}})
    if len(data) > LARGEST:
        raise InvalidValue("draft.entry-too-large", kilobytes=LARGEST // 1000)
    packed: dict[str, Any] = json.loads(data)["files"]["entry"]
    return packed


def read_entry(kept: Mapping[str, Any]) -> object | None:
    """The content that `pack_entry` kept."""
    if not kept:
        return None
    return read_bundle(canonical({"format": FORMAT, "files": {"entry": dict(kept)}}))["entry"]["is"]


def citations(content: object) -> Iterator[str]:
    """Every citation written anywhere in an entry, in order."""
    if isinstance(content, Mapping):
        for name, one in content.items():
            if name == "cites" and isinstance(one, list | tuple):
                yield from (text for text in one if isinstance(text, str))
            else:
                yield from citations(one)
    elif isinstance(content, list | tuple):
        for one in content:
            yield from citations(one)


def raised(before: object, after: object) -> tuple[str, ...]:
    """The sources that are now said to have been read and were cited unread before, or whose reading is new.

    A source entry counts when its `version_read` is new.
    """
    was, now = _marks(before), _marks(after)
    found = [
        source for source, marks in now.items() if "V" in marks and source in was and "V" not in was[source]
    ]
    if isinstance(after, Mapping) and "version_read" in after:
        earlier = before.get("version_read") if isinstance(before, Mapping) else None
        if after["version_read"] != earlier:
            found.append(str(after.get("title", "")))
    return tuple(found)


def _marks(content: object) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for text in citations(content):
        source, _, rest = text.partition(",")
        found.setdefault(source, set()).add(rest.rstrip("] ")[-1:])
    return found
