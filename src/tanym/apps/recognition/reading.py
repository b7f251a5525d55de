"""What the pages of a case show: the way through the stages, clocks, citations, history, the decision."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import get_language

from tanym.apps.clocks.models import Term
from tanym.apps.clocks.proceedings import Proceeding
from tanym.apps.clocks.shown import ShownTerm, past, terms_of, worded_extension
from tanym.apps.policy.shown import ShownCitation, shown_citations
from tanym.apps.recognition.held import held
from tanym.apps.recognition.models import Decision, RecognitionCase
from tanym.apps.recognition.pinning import Record, of
from tanym.apps.recognition.tracks import track_of
from tanym.apps.recognition.whose_turn import in_words, turns
from tanym.core.kernel.periods import Period
from tanym.core.procedures.extend import EXTEND
from tanym.core.procedures.table import CLOCK, PROCEDURE, Procedure, Step

BY_REFERENCE = "standing-decision-covers"
"""The guard of a step that a standing decision spares a claimant the usual way by."""


@dataclass(frozen=True, slots=True)
class ShownStage:
    """A stage on the way: done, now or todo."""

    words: Mapping[str, str]
    state: str


def way(record: Record) -> list[ShownStage]:
    """The stages behind, the one now, and the shortest way from there to a good end, all from the table."""
    procedure = of(record).procedure
    case = record if isinstance(record, RecognitionCase) else record.of
    events = case.events.filter(procedure=procedure.id).order_by("at", "pk")
    behind = dict.fromkeys([procedure.start, *(event.stage for event in events)])
    behind.pop(record.stage, None)
    ahead = [name for name in _ahead(procedure, record.stage) if name not in behind]
    stages = procedure.stages
    ended = "done" if stages[record.stage].end else "now"
    return [
        *(ShownStage(stages[name].words, "done") for name in behind),
        ShownStage(stages[record.stage].words, ended),
        *(ShownStage(stages[name].words, "todo") for name in ahead),
    ]


def usual_way(proceeding: Proceeding) -> list[ShownStage]:
    """The stages that a case usually passes, from its start to a good end."""
    stages = proceeding.procedure.stages
    start = proceeding.procedure.start
    return [ShownStage(stages[name].words, "todo") for name in (start, *_ahead(proceeding.procedure, start))]


def value_citations(proceeding: Proceeding, name: str) -> tuple[ShownCitation, ...]:
    """Who gave a value."""
    return _shown(proceeding, [one.citation for one in proceeding.cited_value(name)])


def terms(proceeding: Proceeding) -> list[dict[str, Any]]:
    """The lengths that count for a claimant, with who set them."""
    rows = []
    for clock in proceeding.procedure.clocks.values():
        value = proceeding.stack.value(clock.lasts)
        if isinstance(value, Period):
            rows.append(
                {
                    "words": proceeding.words_of(clock.lasts),
                    "length": value.length,
                    "unit": str(value.unit),
                    "citations": value_citations(proceeding, clock.lasts),
                }
            )
    return rows


def clocks(record: Record, on: date, reader: Any = None) -> list[ShownTerm]:
    """Every clock of the case on a day, the one that is due first at the top."""
    found = terms_of(held(record), on, reader)
    procedure = of(record).procedure
    party = procedure.parties.get(procedure.stages[record.stage].waits_for)
    if party is None or not any(one.party == party.words for one in found):
        return found
    having = turns(record)
    alone = having[0].person if len(having) == 1 else None
    words = in_words(having)
    return [replace(one, party=words, person=alone) if one.party == party.words else one for one in found]


def ended(record: Record) -> list[Term]:
    """The terms of the case that have ended."""
    return list(past(held(record).subject))


def waits_for(record: Record) -> Mapping[str, str]:
    """Whom the case waits for, in words; empty at an end and where another procedure has it."""
    return in_words(turns(record))


def stage_words(record: Record) -> Mapping[str, str]:
    """The name of the stage."""
    return of(record).procedure.stages[record.stage].words


def citations(proceeding: Proceeding, row: Step) -> tuple[ShownCitation, ...]:
    """On what a step stands."""
    return _shown(proceeding, [one.citation for one in proceeding.cited(row.cites)])


def procedure_citations(proceeding: Proceeding) -> tuple[ShownCitation, ...]:
    """On what the whole procedure stands."""
    return _shown(proceeding, [one.citation for one in proceeding.cited(proceeding.procedure.cites)])


def commission_citations(proceeding: Proceeding) -> tuple[ShownCitation, ...]:
    """On what the make-up of the commission and its quorum stand."""
    rules = proceeding.procedure.commission
    if rules is None:
        return ()
    cited = (*proceeding.cited(rules.cites), *proceeding.cited_value(rules.quorum))
    return _shown(proceeding, [one.citation for one in cited])


def history(case: RecognitionCase) -> list[dict[str, Any]]:
    """The steps of a case and of its appeals, newest first, in words."""
    records: dict[str, Record] = {one.case["procedure"]: one for one in case.appeals.all()}
    records[case.case["procedure"]] = case
    rows = []
    for event in case.events.select_related("by"):
        procedure = of(records[event.procedure]).procedure
        row = next((one for one in procedure.steps if one.do == event.step), None)
        party = procedure.parties.get(event.party)
        rows.append(
            {
                "words": worded_extension() if event.step == EXTEND else row.words if row else {},
                "stage": procedure.stages[event.stage].words,
                "by": event.by,
                "party": party.words if party else {},
                "clock": event.party.startswith(CLOCK),
                "appeal": event.party.startswith(PROCEDURE),
                "at": event.at,
                "reasons": event.reasons,
            }
        )
    return rows


def findings(case: RecognitionCase, draft: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The findings of a decision beside the outcomes that they are about."""
    said = {one["outcome"]: one for one in draft.get("findings", [])}
    return [
        {"number": number, "text": one["text"], "id": one["id"], **said[one["id"]]}
        for number, one in enumerate(case.target["outcomes"], 1)
        if one["id"] in said
    ]


def holding_content(decision: Decision, language: str = "") -> Mapping[str, Any]:
    """The content of a decision that a reader is told, our own sentences in their language: of a reversal the one put in place of the first."""
    content = decision.content.get("instead") or decision.content
    return track_of(decision.case).worded(decision.case, content, language or get_language() or "kk")


def _ahead(procedure: Procedure, stage: str) -> list[str]:
    """The stages after this one on the shortest way to a good end, by acts of people; else to any end."""
    for wanted, by_people in (("positive", True), ("positive", False), ("", False)):
        found = _shortest(procedure, stage, wanted, by_people)
        if found:
            return found[1:]
    return []


def _shortest(procedure: Procedure, stage: str, wanted: str, by_people: bool) -> list[str]:
    queue, seen = deque([[stage]]), {stage}
    while queue:
        path = queue.popleft()
        end = procedure.stages[path[-1]].end
        if end and (not wanted or end == wanted):
            return path
        for row in procedure.steps_from(path[-1]):
            if by_people and all(name.startswith((CLOCK, PROCEDURE)) for name in row.by):
                continue
            if BY_REFERENCE in {call.name for call in row.guards}:
                continue  # open only to who holds what was decided on before
            target = row.target(path[-1])
            if target not in seen:
                seen.add(target)
                queue.append([*path, target])
    return []


def _shown(proceeding: Proceeding, cited: list[Any]) -> tuple[ShownCitation, ...]:
    return shown_citations(proceeding.stack, cited, get_language() or "kk")
