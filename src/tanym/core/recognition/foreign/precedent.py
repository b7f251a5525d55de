"""A precedent: what an earlier evaluation tells the next one, with nothing that would tell whose it was (EAR manual, chapter 2)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Precedent:
    """One decided evaluation, for guidance only. `length` and `further` are empty where the record has none."""

    qualification: str
    institution: str
    country: str
    year_completed: int | None
    length: str
    assessment: str
    further: str
    year_assessed: int | None

    @property
    def fields(self) -> frozenset[str]:
        """The fields that it holds, by the words of the rules; that it is guidance only stands with each (RC-21)."""
        held = {
            "qualification": self.qualification,
            "institution": self.institution and self.country,
            "year-completed": self.year_completed,
            "length": self.length,
            "assessment": self.assessment,
            "further-details": self.further,
            "year-assessed": self.year_assessed,
            "guidance-only": True,
        }
        return frozenset(name for name, one in held.items() if one)
