"""The facts of how a holder uses an issued document: taking it along, sharing it, what others see (rules US-…)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tanym.core.credentials.reading import Plain


@dataclass(frozen=True, slots=True)
class Sharing:
    """One link that the holder gave away: when, what it shows, and until when it works by itself."""

    name: str
    by_holder_on: date
    until: date | None
    scope: str = "whole-document"


def use_facts(
    plain: Plain, sharings: Iterable[Sharing], *, formats: Iterable[str], labels: Mapping[str, str]
) -> dict[str, object]:
    """The facts of a document that its holder shares.

    `formats` are those in which the platform hands it out, `labels` words of the page by language. The page is read
    by people, and the holder ends every link by withdrawing it; a verification is written down nowhere.
    What the page shows below the half page (level) is not seen first. Source: rules US-01 to US-04, US-06 of `eu`.
    """
    return {
        "use.export_formats": frozenset(formats),
        "use.shares": {
            one.name: [
                {"by-holder-on": one.by_holder_on, "scope": one.scope, "way-to-end": "withdraw"}
                | ({"until": one.until} if one.until else {})
            ]
            for one in sharings
        },
        "use.readable_page": True,
        "use.labels": dict(labels),
        "use.seen_first": {
            "holder": int(any(plain.names.values())),
            "outcomes": len(plain.can),
            "type-of-assessment": len(plain.shown),
            "awarding-body": int(any(plain.issued_by.values())),
            "level": 0,
            "credits": int(plain.credits is not None),
        },
        "use.verifications_logged": False,
        "use.log_fields": frozenset(),
    }
