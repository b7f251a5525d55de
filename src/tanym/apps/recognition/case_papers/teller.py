"""Words of a paper in the one language that its reader chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from tanym.adapters.dossier import Facts
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.notices import in_credits
from tanym.apps.recognition.pinning import of as proceeding_of
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

    def claimant(self, case: RecognitionCase) -> str:
        """What the procedure calls whoever asks: a claimant, a candidate, an applicant."""
        return self.text(proceeding_of(case).procedure.parties["claimant"].words)

    def facts(self, rows: Iterable[tuple[str, str]], *, of: RecognitionCase | None = None) -> Facts:
        """Lines by the codes of their labels (`claimant` as the procedure of the case says); what is empty is left out."""
        return Facts(tuple((self.label(code, of), text) for code, text in rows if text))

    def label(self, code: str, case: RecognitionCase | None) -> str:
        """The words before a line, with a capital."""
        if case is None or code != "claimant":
            return self(code)
        word = self.claimant(case)
        return word[:1].upper() + word[1:]


def grouped(digest: str) -> str:
    """A digest in groups of eight, so that a line can break and a person can compare."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
