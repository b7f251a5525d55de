"""A draft as the law that it would be: its legal table by entry, and what it changes in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tanym.apps.workshop.desk import Desk
from tanym.apps.workshop.wording import sentences
from tanym.core.kernel.errors import TanymError
from tanym.core.rules import Stack, resolve
from tanym.core.rules.entries import Place
from tanym.rulepacks.legal_table import Paragraph, legal_table
from tanym.rulepacks.loader import vocabulary


@dataclass(frozen=True, slots=True)
class Law:
    """What a reader of the draft gets: paragraphs by entry, and the changes in words."""

    paragraphs: Mapping[Place, Paragraph]
    sentences: tuple[str, ...]


def law_of(desk: Desk) -> Law:
    """The draft as law. A draft with faults is told in the words of the law that it would change."""
    stack = desk.stack or _without(desk)
    if stack is None:
        return Law({}, ())
    found = legal_table(desk.pack, stack, desk.language, desk.day) if desk.stack else ()
    return Law({one.place: one for one in found}, sentences(desk.changes, stack, desk.language))


def _without(desk: Desk) -> Stack | None:
    from tanym.apps.workshop.queries import packs_in_force_for

    try:
        return resolve(packs_in_force_for(desk.draft), desk.day, vocabulary())
    except TanymError:
        return None
