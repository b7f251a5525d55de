"""The text that a draft lays before the public: each paragraph as it is in force and as it would be, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tanym.apps.policy.queries import pack_of, stack
from tanym.apps.workshop.models import PackDraft
from tanym.apps.workshop.queries import day_of, draft_pack, paragraphs
from tanym.core.kernel.localized import LANGUAGES
from tanym.rulepacks.legal_table import Paragraph, legal_table


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
    after = {language: _by_key(paragraphs(draft, language)) for language in LANGUAGES}
    before = {language: _by_key(_in_force(draft, language)) for language in LANGUAGES}
    keys = dict.fromkeys([*after[LANGUAGES[0]], *before[LANGUAGES[0]]])
    return [_one(key, after, before) for key in keys]


def _one(
    key: str, after: Mapping[str, Mapping[str, Paragraph]], before: Mapping[str, Mapping[str, Paragraph]]
) -> LaidOut:
    shown = {
        language: found
        for language in LANGUAGES
        if (found := after[language].get(key) or before[language].get(key))
    }
    return LaidOut(
        key,
        next(one.number for one in shown.values()),
        {language: one.title for language, one in shown.items()},
        {language: after[language][key].text for language in LANGUAGES if key in after[language]},
        {language: before[language][key].text for language in LANGUAGES if key in before[language]},
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


def _in_force(draft: PackDraft, language: str) -> tuple[Paragraph, ...]:
    if not draft.based_on_id:
        return ()
    on, base = day_of(draft), pack_of(draft.based_on_id)
    return legal_table(base, stack(on, draft.institution or None), language, on)


def _by_key(rows: tuple[Paragraph, ...]) -> dict[str, Paragraph]:
    return {one.key: one for one in rows}
