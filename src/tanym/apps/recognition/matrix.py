"""Evidence × outcome: what each piece shows, what the assessor judged, and beside that the computed advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from tanym.apps.recognition.casefile import target_of
from tanym.apps.recognition.models import EvidenceItem, Judgement, RecognitionCase
from tanym.core.matching.advice import Advice, advise


@dataclass(frozen=True, slots=True)
class Cell:
    """What a piece of evidence has to do with an outcome."""

    item: EvidenceItem
    claimed: bool
    shows: str
    advice: Advice | None

    @property
    def mark(self) -> str:
        """The shape of the interface."""
        return {"yes": "yes", "part": "part", "no": "none"}.get(
            self.shows, "todo" if self.claimed else "none"
        )


@dataclass(frozen=True, slots=True)
class Row:
    """An outcome of the discipline with everything that stands beside it."""

    number: int
    id: str
    kind: str
    text: Mapping[str, str]
    cells: tuple[Cell, ...]
    judgement: Judgement | None
    direct: bool

    @property
    def advice(self) -> Advice | None:
        """The best passage over all evidence; shown only beside a judgement that was made without it."""
        found = [cell.advice for cell in self.cells if cell.advice and cell.advice.language]
        return max(found, key=lambda one: one.score, default=None)

    @property
    def mark(self) -> str:
        """The shape of the judgement."""
        said = self.judgement.achievement if self.judgement else ""
        return {"achieved": "yes", "partly": "part", "not-achieved": "no"}.get(said, "todo")


def tally(rows: list[Row]) -> dict[str, int]:
    """How many outcomes were judged achieved, in part, not, and how many are open."""
    said = [row.judgement.achievement if row.judgement else "open" for row in rows]
    return {
        name: said.count(code)
        for name, code in (("yes", "achieved"), ("part", "partly"), ("no", "not-achieved"), ("open", "open"))
    }


def matrix(case: RecognitionCase) -> list[Row]:
    """Evidence × outcome, with the assessor's judgement and, beside one that was made, the computed advice."""
    items = list(case.evidence.select_related("award__awarding_body", "file").prefetch_related("mappings"))
    judged = {one.outcome: one for one in case.judgements.select_related("assessor")}
    outcomes = target_of(case).outcomes
    advice = {one.pk: {a.outcome: a for a in advise(evidence_text(one), outcomes)} for one in items if judged}
    rows = []
    for number, outcome in enumerate(case.target["outcomes"], 1):
        said = judged.get(outcome["id"])
        cells = []
        for item in items:
            mapping = next((one for one in item.mappings.all() if one.outcome == outcome["id"]), None)
            cells.append(
                Cell(
                    item,
                    bool(mapping and mapping.claimed),
                    mapping.shows if mapping else "",
                    advice[item.pk][outcome["id"]] if said else None,
                )
            )
        rows.append(
            Row(
                number,
                outcome["id"],
                outcome.get("kind", ""),
                outcome["text"],
                tuple(cells),
                said,
                outcome["id"] in case.direct,
            )
        )
    return rows


def evidence_text(item: EvidenceItem) -> str:
    """The words of a piece of evidence that can be compared: the claimant's, or the outcomes of an award."""
    if item.award is None:
        return item.text
    language = get_language() or "kk"
    outcomes = item.award.record.get("outcomes", [])
    texts = (one.get("text", {}) for one in outcomes if one.get("achieved", True))
    return "\n".join(text.get(language) or next(iter(text.values()), "") for text in texts)
