"""What an organiser says when a consultation is opened: its road map and its terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tanym.apps.consultation.models import Consultation
from tanym.core.consultation.period import check_period
from tanym.core.consultation.stakeholders import Category
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES

LONGEST_TITLE = 300
LONGEST_TEXT = 4000
MOST_STEPS = 8

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Announcement:
    """The terms of a consultation. Raises `InvalidValue` for what cannot be announced.

    `road_map` holds the steps after the answers: (day, words by language). Codes: `consultation.title-empty`,
    `consultation.text-too-long`, `consultation.answers-before-end`, `consultation.road-map`,
    `consultation.no-language`, `consultation.terms-missing` (no legal note or no privacy notice), those of
    `check_period`.
    """

    titles: Texts
    level: str
    step: str
    opens_on: date
    ends_on: date
    answers_by: date
    legal_note: Texts
    privacy: Texts
    summary: Texts = field(default_factory=dict)
    road_map: tuple[tuple[date, Texts], ...] = ()
    languages: tuple[str, ...] = LANGUAGES
    target_groups: tuple[str, ...] = ()

    def check(self, on: date) -> None:
        """Raise `InvalidValue` unless it can be announced on this day."""
        check_period(self.opens_on, self.ends_on, on)
        if not _said(self.titles):
            raise InvalidValue("consultation.title-empty")
        if not (_said(self.legal_note) and _said(self.privacy)):
            raise InvalidValue("consultation.terms-missing")
        for texts, most in (
            (self.titles, LONGEST_TITLE),
            (self.summary, LONGEST_TEXT),
            (self.legal_note, LONGEST_TEXT),
            (self.privacy, LONGEST_TEXT),
        ):
            for text in texts.values():
                if len(text) > most:
                    raise InvalidValue("consultation.text-too-long", most=most, given=len(text))
        if self.answers_by < self.ends_on:
            raise InvalidValue("consultation.answers-before-end")
        if len(self.road_map) > MOST_STEPS or any(
            day < self.answers_by or not _said(words) for day, words in self.road_map
        ):
            raise InvalidValue("consultation.road-map")
        if not self.languages or not set(self.languages) <= set(LANGUAGES):
            raise InvalidValue("consultation.no-language")
        if self.level not in Consultation.Level or self.step not in Consultation.Step:
            raise InvalidValue("consultation.terms-missing")
        if not set(self.target_groups) <= set(Category):
            raise InvalidValue("consultation.terms-missing")


def _said(texts: Texts) -> bool:
    return any(text.strip() for text in texts.values())
