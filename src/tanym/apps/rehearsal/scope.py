"""What belongs to a rehearsal: the pages of its own case, and no other address of the platform."""

from __future__ import annotations

import re
from typing import Any

from django.urls import Resolver404, ResolverMatch, resolve

from tanym.apps.recognition.rehearsed import is_about

ROOMS = frozenset({"recognition", "exams", "validation", "evaluation", "clocks"})
ABOUT = re.compile(r"/(cases|appeals)/<uuid:public_id>/|/clocks/<str:prefix>/<uuid:public_id>/")
NEVER = frozenset(
    {
        "recognition:transcript-line", "recognition:meeting-calendar",  # files for other systems
        "recognition:minutes-text", "recognition:appeal-minutes-text",  # for a real digital signature
        "recognition:sign-nationally", "recognition:appeal-sign-nationally",
        "validation:tell",  # a letter to a real employer
    }
)  # fmt: skip
"""Pages of a case that lead out of it."""

NOT_PLAYED = {
    "": ("rehearsal.not-played.sitting", "rehearsal.not-played.signature", "rehearsal.not-played.handed-on"),
    "validation": ("rehearsal.not-played.cohort", "rehearsal.not-played.adviser"),
    "professional": ("rehearsal.not-played.platform",),
}
"""What a rehearsal leaves out, in every procedure and in this one: codes of sentences that say why."""


def not_played(procedure: str) -> tuple[str, ...]:
    """The codes for one procedure."""
    return (*NOT_PLAYED.get(procedure, ()), *NOT_PLAYED[""])


def page_in(case: Any, path: str) -> ResolverMatch | None:
    """The page at a path, where it is one of this very case or its appeal; None for every other address there is."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.namespace not in ROOMS or match.view_name in NEVER or not ABOUT.search(f"/{match.route}"):
        return None
    return match if is_about(case, match.kwargs["public_id"]) else None
