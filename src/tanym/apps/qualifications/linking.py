"""Links from the outcomes of a design to parts of professional standards."""

from __future__ import annotations

from typing import Any

from tanym.core.kernel.errors import NotFound

SCHEME = "professional-standard"
MATCHES = ("exact", "close", "related")


def with_link(document: dict[str, Any], outcome: str, target: str, match: str) -> dict[str, Any]:
    """The document in which an outcome points to a part of a standard as well; once, with the match said last.

    Raises `NotFound("design.row-unknown")` for an outcome that it doesn't have.
    """
    rows = [dict(one) for one in document.get("outcomes", ())]
    row = next((one for one in rows if one.get("id") == outcome), None)
    if row is None:
        raise NotFound("design.row-unknown")
    kept = [one for one in row.get("links", ()) if (one["scheme"], one["target"]) != (SCHEME, target)]
    row["links"] = [*kept, {"scheme": SCHEME, "target": target, "match": match}]
    return {**document, "outcomes": rows}
