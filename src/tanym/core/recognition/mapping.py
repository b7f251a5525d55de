"""The mapping of evidence to outcomes, made by people; advice from matching stands beside it and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.evidence import Evidence
from tanym.core.recognition.target import Target


@dataclass(frozen=True, slots=True)
class Link:
    """One item speaks for one outcome, because of what `note` says (a page, a task, a period of work)."""

    evidence: str
    outcome: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeMapping:
    """Evidence × outcome, and the outcomes that are to be shown directly at the assessment (VL-05)."""

    links: frozenset[Link] = frozenset()
    shown_directly: frozenset[str] = frozenset()

    @property
    def covered(self) -> frozenset[str]:
        """Outcomes with evidence, or set down to be shown directly."""
        return frozenset(link.outcome for link in self.links) | self.shown_directly

    def evidence_for(self, outcome: str) -> frozenset[str]:
        """The items that speak for an outcome."""
        return frozenset(link.evidence for link in self.links if link.outcome == outcome)


@dataclass(frozen=True, slots=True)
class Advice:
    """What matching says of an item and an outcome: advice with its method, never a mapping (Law 94-V, art. 19-1).

    `likeness` is whole per cent; None where the method could not compare.
    """

    evidence: str
    outcome: str
    likeness: int | None
    method: str
    version: str


def check_mapping(target: Target, evidence: Iterable[Evidence], mapping: OutcomeMapping) -> None:
    """Raises `InvalidValue` (`mapping.unknown-outcome`, `mapping.unknown-evidence`) for a link into nothing."""
    known = {item.id for item in evidence}
    for link in sorted(mapping.links, key=lambda one: (one.outcome, one.evidence)):
        if link.outcome not in target.outcome_ids:
            raise InvalidValue("mapping.unknown-outcome", outcome=link.outcome)
        if link.evidence not in known:
            raise InvalidValue("mapping.unknown-evidence", evidence=link.evidence)
    for outcome in sorted(mapping.shown_directly - target.outcome_ids):
        raise InvalidValue("mapping.unknown-outcome", outcome=outcome)
