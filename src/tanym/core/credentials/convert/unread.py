"""What stood in a foreign document and found no place in the award record: members whose values nobody carries on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tanym.core.credentials.structure import listed

MOST = 60
# Members about the document and not about the award, and pictures.
_PASSED = frozenset(
    {"@context", "id", "type", "proof", "credentialSchema", "credentialProfiles", "displayParameter",
     "credentialStatus", "content", "contentType", "contentEncoding", "inScheme", "issued", "issuanceDate", "logo",
     "image", "prefLabel", "schemeName", "dcType"}
)  # fmt: skip


def unread_members(source: Mapping[str, Any], carried: Mapping[str, Any]) -> tuple[str, ...]:
    """The paths of members of `source` whose values stand nowhere in `carried` (the same award, written anew).

    Values are compared as text, wherever they stand; at most `MOST` paths.
    """
    kept = {value for _, value in _values(carried, "")}
    found = dict.fromkeys(path for path, value in _values(source, "") if value not in kept)
    return tuple(found)[:MOST]


def xml_members(element: Any) -> dict[str, Any]:
    """An XML document as members: each element by its local name, its text or its parts; files inside are left out."""
    parts: dict[str, Any] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue  # a comment
        name = child.tag.rpartition("}")[2]
        if name != "content":
            parts.setdefault(name, []).append(xml_members(child))
    text = (element.text or "").strip()
    return {**parts, "": text} if text else parts


def _values(node: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for name, value in node.items():
            if name not in _PASSED:
                yield from _values(value, f"{path}/{name}" if name else path)
    elif isinstance(node, list):
        for one in listed(node):
            yield from _values(one, path)
    elif isinstance(node, (str, int, float)) and str(node).strip():
        yield path, str(node).strip()
