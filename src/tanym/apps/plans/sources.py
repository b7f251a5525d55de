"""What an item can be linked with: recommendations of consultations, drafts of the workshop; as choices of a form."""

from __future__ import annotations

from datetime import date
from typing import Any

from tanym.apps.consultation.queries import consultations, recommendations
from tanym.apps.workshop.queries import visible
from tanym.core.kernel.localized import choose

LONGEST = 110

Choices = list[tuple[str, str]]


def consultation_choices(language: str) -> Choices:
    """Every consultation, the newest first."""
    return [(str(one.public_id), choose(one.titles, language)[0]) for one in consultations()]


def recommendation_choices(consultation: str, language: str) -> Choices:
    """The recommendations of the plan's consultation; of all of them where the plan names none."""
    rows = recommendations()
    found = rows.filter(consultation__public_id=consultation) if consultation else rows
    return [
        (str(one.public_id), _short(f"№ {one.number}: {choose(one.texts, language)[0]}")) for one in found
    ]


def draft_choices(actor: Any, on: date, language: str) -> Choices:
    """The drafts of rules that the author may read, the newest first."""
    drafts = visible(actor, on).exclude(state="withdrawn")
    return [(str(one.public_id), _short(choose(one.titles, language)[0] or one.pack)) for one in drafts]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
