"""How `tanym check` shows a report: for people rule by rule with its law, for machines as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tanym.cli.checking import Checked, Unread
from tanym.core.kernel.localized import choose
from tanym.core.kernel.reading import InvalidDocument
from tanym.core.rules import ConditionRead, Finding, Outcome, Report, Severity, Stack
from tanym.core.rules.citations import Citation
from tanym.core.rules.plain import plain_facts
from tanym.core.rules.types import ValueType
from tanym.rulepacks.sentences import (
    amount,
    condition_sentence,
    fact_words,
    place_words,
    rule_words,
    source_words,
)
from tanym.rulepacks.words import core_words

WIDEST = 400  # characters of one line about what was read
MOST_FAULTS = 20


def report_lines(checked: Checked, language: str) -> Iterator[str]:
    """A report as people read it: what stands in the way first, then warnings, what is open, what is met."""
    say = core_words().say
    record, stack, report = checked.record, checked.stack, checked.report
    title = choose(record.design.titles, language)[0] or say("check.untitled", language)
    yield f"{title}  ({checked.name})"
    yield f"  {say(f'check.kind.{record.kind}', language, map=record.map)}"
    packs = ", ".join(stack.digests)
    yield f"  {say('check.asked', language, packs=packs, on=report.on.isoformat())}"
    for pack in stack.unverified:
        yield f"  {pack.id}: {say(f'pack-status.{pack.status}', language)}"
    for finding in sorted(report.findings, key=_order):
        yield ""
        yield from finding_lines(stack, finding, language)
    yield ""
    yield summary(report, language)


def finding_lines(stack: Stack, finding: Finding, language: str) -> Iterator[str]:
    """One rule: outcome, words, what was read beside what is asked, and every citation with how it was read."""
    say = core_words().say
    outcome = say(f"outcome.{finding.outcome}", language)
    if finding.outcome is Outcome.NOT_MET:
        outcome = f"{outcome}, {say(f'severity.{finding.severity}', language)}"
    yield f"{finding.rule}  [{outcome}]  {rule_words(stack, finding.rule, language)}"
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return
    for read in finding.conditions:
        untaken = finding.outcome is Outcome.MET and read.outcome is not Outcome.MET
        if read.role != "when" and not untaken:  # of several ways to meet it, those that were taken
            yield f"    {_cut(condition_sentence(stack, read, language))}"
            yield from (f"      {_cut(line)}" for line in read_lines(stack, read, language))
    if finding.missing and finding.outcome is not Outcome.MET:
        names = ", ".join(fact_words(stack, fact, language) for fact in finding.missing)
        yield f"    {say('check.not-said', language, facts=names)}"
    for citation in finding.citations:
        yield f"    § {cited(stack, citation, language)}"


def read_lines(stack: Stack, read: ConditionRead, language: str) -> Iterator[str]:
    """What a condition read, where its sentence cannot hold it: the rows of a matrix, and each of several facts."""
    for fact in read.facts:
        kind = stack.facts[fact.name].type
        if kind is ValueType.MATRIX and isinstance(fact.value, Mapping):
            for row, cells in fact.value.items():
                listed = cells if isinstance(cells, tuple) else ()
                shown = [", ".join(map(str, cell.values())) for cell in listed]
                yield f"{row}: {'; '.join(shown) or '–'}"
        elif len(read.facts) > 1:
            yield f"{fact_words(stack, fact.name, language)}: {amount(kind, fact.value, language)}"


def cited(stack: Stack, citation: Citation, language: str) -> str:
    """Source, place and how well it was read, in words."""
    source = stack.source(citation)
    title = source_words(source, citation, language)[0]
    return f"{title}: {place_words(citation.place, language)} ({core_words().say(f'mark.{citation.mark}', language)})"


def summary(report: Report, language: str) -> str:
    """The count of outcomes in one line."""
    counts = Counter(finding.outcome for finding in report.findings)
    return core_words().say(
        "check.summary",
        language,
        met=counts[Outcome.MET],
        blocks=len(report.blocking),
        warns=counts[Outcome.NOT_MET] - len(report.blocking),
        undecided=counts[Outcome.UNDECIDED],
        other=counts[Outcome.NOT_APPLICABLE],
    )


def unread_lines(unread: Unread, language: str) -> Iterator[str]:
    """Why a file or an entry could not be read; every fault with its place."""
    error = unread.error
    yield f"{unread.name}: {core_words().say(error.code, language, **error.details)}"
    faults = error.faults if isinstance(error, InvalidDocument) else ()
    for fault in faults[:MOST_FAULTS]:
        yield f"    {fault.place}: {core_words().say(fault.code, language, **fault.details)}"
    if len(faults) > MOST_FAULTS:
        yield f"    … {len(faults) - MOST_FAULTS}"


def plain_checked(checked: Checked) -> dict[str, Any]:
    """JSON data of one report: the report itself, the facts that it read, and the counts."""
    counts = Counter(str(finding.outcome) for finding in checked.report.findings)
    return {
        "entry": checked.name,
        "kind": str(checked.record.kind),
        "titles": dict(checked.record.design.titles),
        "report": checked.report.plain(),
        "digest": checked.report.digest,
        "facts": plain_facts(checked.report.facts),
        "counts": {str(outcome): counts[str(outcome)] for outcome in Outcome},
        "blocking": [finding.rule for finding in checked.report.blocking],
    }


def plain_unread(unread: Unread) -> dict[str, Any]:
    """JSON data of what could not be read."""
    error = unread.error
    faults = error.faults if isinstance(error, InvalidDocument) else ()
    return {
        "entry": unread.name,
        "error": error.code,
        "details": {name: str(value) for name, value in error.details.items()},
        "faults": [
            {"code": fault.code, "place": fault.place, **_texts(fault.details.items())} for fault in faults
        ],
    }


def _texts(details: Iterable[tuple[str, object]]) -> dict[str, str]:
    return {name: str(value) for name, value in details}


def _order(finding: Finding) -> tuple[int, int, str]:
    outcomes = (Outcome.NOT_MET, Outcome.UNDECIDED, Outcome.MET, Outcome.NOT_APPLICABLE)
    severities = (Severity.BLOCK, Severity.WARN, Severity.INFO)
    severity = severities.index(finding.severity) if finding.outcome is Outcome.NOT_MET else 0
    return outcomes.index(finding.outcome), severity, finding.rule


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= WIDEST else f"{flat[:WIDEST]}…"
