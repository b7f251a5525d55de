"""Words of a paper in the one language that its reader chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from tanym.adapters.dossier import Facts
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.recognition.notices import in_credits
from tanym.core.kernel.localized import choose


@dataclass(frozen=True, slots=True)
class Teller:
    """Says codes, days and names in a language; what is not there stands as a dash."""

    language: str

    def __call__(self, code: str, **details: object) -> str:
        return say(f"recognition.papers.{code}", self.language, **details)

    def code(self, code: str) -> str:
        """The words of any code."""
        return say(code, self.language)

    def text(self, texts: Mapping[str, str]) -> str:
        """A text of several languages."""
        return choose(texts, self.language)[0] if texts else ""

    def day(self, on: date | datetime | None) -> str:
        """A day in words."""
        if isinstance(on, datetime):
            on = timezone.localtime(on).date()
        return day(on, self.language) if on else "—"

    def moment(self, at: datetime | None) -> str:
        """A day in words with the time of day."""
        if at is None:
            return "—"
        local = timezone.localtime(at)
        return f"{day(local.date(), self.language)}, {local:%H:%M}"

    def name(self, person: Person | None) -> str:
        """Who it was; the platform itself where it was nobody."""
        return person.name(self.language) if person is not None else self("platform")

    def credits(self, hundredths: int) -> str:
        """Credits with their unit."""
        return in_credits(hundredths, self.language)

    def facts(self, rows: Iterable[tuple[str, str]]) -> Facts:
        """Lines by the codes of their labels; what is empty is left out."""
        return Facts(tuple((self(code), text) for code, text in rows if text))


def grouped(digest: str) -> str:
    """A digest in groups of eight, so that a line can break and a person can compare."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
