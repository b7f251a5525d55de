"""What a page shows of a consultation to one reader: paragraphs with their difference, contributions, who speaks."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from tanym.apps.consultation.checking import key_categories
from tanym.apps.consultation.models import Answer, Consultation, Contribution, Paragraph
from tanym.apps.consultation.permissions import may_do
from tanym.apps.consultation.queries import balance_of, counts
from tanym.apps.workshop.queries import draft as draft_of
from tanym.apps.workshop.queries import entries_of
from tanym.core.consultation.period import Stage
from tanym.core.kernel.localized import choose

Part = tuple[str, str]
"""A piece of a text with what became of it: same, del, ins."""
MARKS = {"accepted": "yes", "partly": "part", "rejected": "no", "out-of-scope": "none"}
TONES = {"accepted": "yes", "partly": "yes", "rejected": "no", "out-of-scope": "none"}


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph for this reader, with what the draft changes in it."""

    row: Paragraph
    title: str
    language: str  # of the text, where it is not the reader's; else empty
    parts: tuple[Part, ...]
    citations: list[dict[str, str]]

    @property
    def state(self) -> str:
        """new, gone, changed or same."""
        if not self.row.before:
            return "new"
        if not self.row.text:
            return "gone"
        return "changed" if self.row.changed else "same"


@dataclass(frozen=True, slots=True)
class ShownContribution:
    """A contribution as this reader may see it; `open` says whether they read its words."""

    row: Contribution
    name: str
    open: bool
    mine: bool

    @property
    def answer(self) -> Answer | None:
        """The answer that stands."""
        return self.row.answer

    @property
    def mark(self) -> str:
        """The shape of the answer's outcome."""
        return MARKS[self.row.answer.outcome] if self.row.answer else "unknown"

    @property
    def tone(self) -> str:
        """The colour of the answer's outcome."""
        return TONES[self.row.answer.outcome] if self.row.answer else "unknown"


def shown_paragraphs(rows: Iterable[Paragraph]) -> Iterator[ShownParagraph]:
    """Paragraphs in the reader's language."""
    return map(shown_paragraph, rows)


def shown_paragraph(row: Paragraph) -> ShownParagraph:
    """One paragraph in the reader's language, compared with what is in force."""
    reader = get_language() or "kk"
    title, _ = choose(row.titles, reader)
    _after, language = choose(row.text or row.before, reader)
    before = row.before.get(language, "")
    parts = compared(before, row.text.get(language, ""))
    sources = row.sources.get(reader, [])
    return ShownParagraph(row, title, "" if language == reader else language, parts, sources)


def compared(before: str, after: str) -> tuple[Part, ...]:
    """What changed between two texts, word by word."""
    old, new = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    found: list[Part] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        if b > a:
            found.append(("del", "".join(old[a:b])))
        if d > c:
            found.append(("ins", "".join(new[c:d])))
    return tuple(found)


def shown(rows: Iterable[Contribution], reader: Any, *, holder: bool) -> list[ShownContribution]:
    """Contributions for this reader: what is held is read by its author and the organiser, what is hidden too."""
    return [shown_one(row, reader, holder=holder) for row in rows]


def shown_one(row: Contribution, reader: Any, *, holder: bool) -> ShownContribution:
    """One contribution for this reader."""
    mine = reader.is_authenticated and row.author_id == reader.pk and not row.said_by
    return ShownContribution(
        row,
        public_name(row),
        row.state == Contribution.State.PUBLISHED or mine or holder,
        mine,
    )


def public_name(row: Contribution, language: str = "") -> str:
    """The name under which everybody reads it; nothing where its author wants none shown."""
    if row.said_by:
        return row.said_by
    return "" if row.anonymous else row.author.name(language or get_language() or "kk")


def frame(of: Consultation, reader: Any, on: date) -> dict[str, Any]:
    """What every page of a consultation needs: its stage, how it goes, who speaks, its road map."""
    stage = of.stage(on)
    return {
        "consultation": of,
        "stage": stage.value,
        "is_open": stage is Stage.OPEN,
        "unclosed": stage is not Stage.CLOSED,
        "holder": may_do("read_desk", reader, on, of),
        "balance": balance_of(of, key_categories(on)),
        "road_map": road_map(of, stage),
        "counts": counts(of),
    }


def road_map(of: Consultation, stage: Stage) -> list[dict[str, Any]]:
    """The steps in their order, each with its day and whether it is done, under way or to come."""
    order = [Stage.ANNOUNCED, Stage.OPEN, Stage.ANSWERING, Stage.CLOSED]
    reached = order.index(stage)

    def state(step: Stage) -> str:
        at = order.index(step)
        return "done" if at < reached else ("now" if at == reached else "todo")

    steps = [
        {"code": "announced", "on": of.opened_at, "until": None, "state": state(Stage.ANNOUNCED)},
        {"code": "open", "on": of.opens_on, "until": of.ends_on, "state": state(Stage.OPEN)},
        {"code": "answering", "on": None, "until": of.answers_by, "state": state(Stage.ANSWERING)},
    ]
    later = [
        {"words": one["words"], "on": None, "until": date.fromisoformat(one["on"]), "state": "todo"}
        for one in of.road_map
    ]
    return [*steps, *later]


def entries_to_choose(of: Consultation) -> list[tuple[str, str]]:
    """The changes of the draft that an answer may name: public id, and the paragraph in words."""
    titles = {one.key: one for one in of.paragraphs.all()}
    found = []
    for entry in entries_of(draft_of(of.draft)):
        here = titles.get(entry.key)
        name = choose(here.titles, get_language() or "kk")[0] if here else entry.key
        found.append((str(entry.public_id), f"{here.number if here else ''} {name}".strip()))
    return found


def change_of(answer: Answer, of: Consultation) -> dict[str, Any] | None:
    """The change that an answer names: its place and its paragraph here, and whether the draft still holds it."""
    if not answer.entry:
        return None
    held = {str(one.public_id) for one in entries_of(draft_of(of.draft))}
    row = of.paragraphs.filter(key=answer.key).first()
    return {
        "draft": of.draft,
        "key": answer.key,
        "paragraph": shown_paragraph(row) if row else None,
        "holds": answer.entry in held,
    }
