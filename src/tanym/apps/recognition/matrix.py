"""Evidence × outcome: what each piece shows, what the assessor judged, and beside that the computed advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tanym.apps.accounts.models import Person
from tanym.apps.recognition.advising import advice_on, openable, opened
from tanym.apps.recognition.assessing import leads
from tanym.apps.recognition.disclosure import Said, is_blind, said_to
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.core.matching.advice import Advice


@dataclass(frozen=True, slots=True)
class Cell:
    """What a piece of evidence has to do with an outcome."""

    item: EvidenceItem
    claimed: bool
    shows: str
    advice: Advice | None
    hidden: bool = False  # what others found is kept from the reader, who judges alone

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
    judgement: Said | None
    direct: bool
    may_see: bool = False  # the reader may open the advice
    seen: bool = False  # and has

    @property
    def advice(self) -> Advice | None:
        """The best passage over all evidence, where the reader has opened it."""
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


def matrix(case: RecognitionCase, reader: Person | None = None) -> list[Row]:
    """Evidence × outcome with the judgements that this reader may see, and the computed advice that they opened.

    Whoever still judges blind sees neither another's judgement nor what another finds that the evidence shows.
    """
    items = list(case.evidence.select_related("award__awarding_body", "file").prefetch_related("mappings"))
    said = said_to(case, reader)
    hidden = is_blind(case, reader) and reader is not None and not leads(case, reader)
    may_see = openable(case, reader) if reader else frozenset()
    seen = opened(case, reader) if reader and may_see else frozenset()
    advice = advice_on(case, items, seen)
    rows = []
    for number, outcome in enumerate(case.target["outcomes"], 1):
        known = outcome["id"]
        cells = []
        for item in items:
            mapping = next((one for one in item.mappings.all() if one.outcome == known), None)
            cells.append(
                Cell(
                    item,
                    bool(mapping and mapping.claimed),
                    mapping.shows if mapping and not hidden else "",
                    advice.get((item.pk, known)),
                    hidden and bool(mapping and mapping.shows),
                )
            )
        rows.append(
            Row(
                number,
                known,
                outcome.get("kind", ""),
                outcome["text"],
                tuple(cells),
                said.get(known),
                known in case.direct,
                known in may_see,
                known in seen,
            )
        )
    return rows
