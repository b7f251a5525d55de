"""The dated guide to the one-time voucher of the state: steps with their sources, and a check by the rules on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import Answers, ShownCitation, shown_citations, shown_findings
from tanym.core.kernel.cells import day
from tanym.core.kernel.errors import TanymError
from tanym.core.rules import Stack
from tanym.core.rules.citations import read_citation

VOUCHER = "voucher"

READ_ON = date(2026, 11, 21)
"""The day on which the sources of the guide were read."""

STEPS: Mapping[str, tuple[str, ...]] = {
    "who": ("kz-law-pq, art. 29 [V]",),
    "once-a-year": ("kz-law-pq, art. 29 [V]",),
    "profession": ("kz-law-pq, art. 15 [V]",),
    "apply": ("inform-2025, 10.12.2025 [S]",),
    "checked": ("inform-2025, 10.12.2025 [S]",),
    "use": ("inform-2025, 10.12.2025 [S]", "kz-law-pq, art. 29 [V]"),
    "without": ("kz-law-pq, art. 15 [V]",),
}
"""Each step with what it rests on; what only a newspaper says is marked so, and what nobody has read is no step."""

UNREAD = ("kz-order-374, [U]",)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the guide: the code of its words, and its sources as they are shown."""

    code: str
    citations: tuple[ShownCitation, ...]


def guide(asked: Mapping[str, str], on: date) -> dict[str, Any]:
    """What the page of the guide shows; `asked` are the answers of somebody who checks their own voucher."""
    by = stack(on)
    language = get_language() or "kk"
    facts = _facts(asked, on)
    report = check_now(VOUCHER, facts, on)
    return {
        "steps": [
            Step(f"exams.voucher.{name}", _cited(by, cites, language)) for name, cites in STEPS.items()
        ],
        "unread": _cited(by, UNREAD, language),
        "read_on": READ_ON,
        "asked": asked,
        "said": Answers(shown_findings(by, report.findings)) if facts else None,
    }


def _cited(by: Stack, cites: tuple[str, ...], language: str) -> tuple[ShownCitation, ...]:
    return shown_citations(by, [read_citation(text, "kz") for text in cites], language)


def _facts(asked: Mapping[str, str], on: date) -> dict[str, object]:
    """The answers as facts; what cannot be read was not said."""
    found: dict[str, object] = {}
    if asked.get("unemployed") in ("yes", "no"):
        found["voucher.holder_unemployed"] = asked["unemployed"] == "yes"
    if (number := asked.get("number", "")).isascii() and number.isdigit() and len(number) < 3:
        found["voucher.issued_this_year"] = int(number)
    try:
        issued = day()(asked.get("issued_on", ""))
    except TanymError:
        return found
    return {**found, "voucher.issued_on": issued, "voucher.used_on": on} if issued <= on else found
