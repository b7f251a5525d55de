"""The text that a draft lays before the public: each paragraph as it is in force and as it would be, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tanym.apps.policy.queries import pack_of, stack
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import day_of, draft_pack, draft_stack
from tanym.core.kernel.localized import LANGUAGES
from tanym.core.rules import Pack, Stack
from tanym.rulepacks.legal_table import Paragraph, legal_table

Tables = Mapping[str, Mapping[str, Paragraph]]
"""The paragraphs of a version by language and key."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One paragraph before it is kept."""

    key: str
    number: str
    titles: dict[str, str]
    text: dict[str, str]
    before: dict[str, str]
    sources: dict[str, list[dict[str, str]]]
    unread: bool

    @property
    def changed(self) -> bool:
        """Whether the draft says something else than what is in force."""
        return self.text != self.before


def digest_of(draft: PackDraft) -> str:
    """The version of the pack that the draft makes now."""
    return draft_pack(draft).digest


def lay_out(draft: PackDraft) -> list[LaidOut]:
    """Every paragraph of the draft, in its order; those that it takes away stand at the end."""
    on, institution = day_of(draft), draft.institution or None
    after = _tables(draft_pack(draft), draft_stack(draft, on), on)
    before = _tables(pack_of(draft.based_on_id), stack(on, institution), on) if draft.based_on_id else {}
    keys = dict.fromkeys(key for tables in (after, before) for table in tables.values() for key in table)
    return [_one(key, after, before) for key in keys]


def _one(key: str, after: Tables, before: Tables) -> LaidOut:
    now = {language: table[key] for language, table in after.items() if key in table}
    then = {language: table[key] for language, table in before.items() if key in table}
    shown = now or then
    return LaidOut(
        key,
        next(one.number for one in shown.values()),
        {language: one.title for language, one in shown.items()},
        {language: one.text for language, one in now.items()},
        {language: one.text for language, one in then.items()},
        {language: _sources(one, language) for language, one in shown.items()},
        any(one.unread for one in shown.values()),
    )


def _sources(paragraph: Paragraph, language: str) -> list[dict[str, str]]:
    return [
        {
            "title": one.title,
            "language": "" if one.language == language else one.language,
            "place": one.place,
            "url": one.url,
            "read": one.read,
        }
        for one in paragraph.every_citation
    ]


def _tables(pack: Pack, by: Stack, on: date) -> Tables:
    return {language: {one.key: one for one in legal_table(pack, by, language, on)} for language in LANGUAGES}
