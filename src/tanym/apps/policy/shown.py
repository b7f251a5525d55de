"""Findings as pages show them: the outcome in a word, what was read, who says so and how well it was read, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import get_language

from tanym.apps.accounts.words import catalogue, say
from tanym.core.kernel.localized import choose
from tanym.core.rules import Finding, Outcome, Report, Severity, Stack, Waiver
from tanym.core.rules.citations import Citation
from tanym.rulepacks.sentences import (
    code_words,
    condition_sentence,
    fact_words,
    pack_words,
    place_words,
    source_words,
    trail_sentence,
    value_words,
)

MARKS = {
    Outcome.MET: "yes",
    Outcome.NOT_MET: "no",
    Outcome.UNDECIDED: "unknown",
    Outcome.NOT_APPLICABLE: "none",
}
"""Outcome → shape and colour of the interface."""


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """A source, the place in it, and how well it was read."""

    title: str
    place: str
    url: str
    mark: str
    read: str
    repealed: date | None
    language: str  # of the title, where it is not the reader's; else empty


@dataclass(frozen=True, slots=True)
class ShownTrail:
    """One number of a rule: which layer said what, and which won."""

    value: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding in words."""

    rule: str
    title: str
    mark: str
    word: str
    severity: str
    blocks: bool
    warns: bool
    applies: bool
    undecided: bool
    not_met: bool
    waiver: Waiver | None
    sentences: tuple[str, ...]
    missing: tuple[str, ...]
    citations: tuple[ShownCitation, ...]
    trails: tuple[ShownTrail, ...]
    facts: frozenset[str]
    order: tuple[str, ...]

    @property
    def first_citation(self) -> tuple[ShownCitation, ...]:
        """The best read source, for where there is little room."""
        return self.citations[:1]


@dataclass(frozen=True, slots=True)
class Answers:
    """The findings for who is about to act: what is not met first, what nobody can tell from the record, what is met."""

    shown: list[ShownFinding]

    @property
    def not_met(self) -> list[ShownFinding]:
        return [one for one in self.shown if one.not_met]

    @property
    def undecided(self) -> list[ShownFinding]:
        return [one for one in self.shown if one.undecided]

    @property
    def met(self) -> list[ShownFinding]:
        return [one for one in self.shown if one.applies and not one.not_met and not one.undecided]

    @property
    def blocked(self) -> bool:
        """Whether one of them stands in the way."""
        return any(one.blocks for one in self.not_met)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rules were met, not met, not decided; those that rest on unread texts are counted apart."""

    met: int
    blocking: int
    warning: int
    noted: int
    undecided: int
    unread: int

    @property
    def decided(self) -> int:
        """How many got an answer."""
        return self.met + self.blocking + self.warning + self.noted


Names = Callable[[str], str]
"""The word of a code that stands in a record, such as an organisation; the code itself where there is none."""


def shown_findings(
    stack: Stack, findings: Iterable[Finding], names: Names | None = None
) -> list[ShownFinding]:
    """The findings for this reader, those that need something first."""
    language = get_language() or "kk"
    return sorted((shown(stack, one, language, names) for one in findings), key=_urgency)


def shown(stack: Stack, finding: Finding, language: str, names: Names | None = None) -> ShownFinding:
    """One finding for a reader of a language."""
    rule = stack.rules[finding.rule].rule
    applies = finding.outcome is not Outcome.NOT_APPLICABLE
    mark = _mark(finding)
    return ShownFinding(
        rule=finding.rule,
        title=choose(rule.words, language)[0],
        mark=mark,
        word=_word(finding, mark, language),
        severity=str(finding.severity),
        blocks=finding.blocks,
        warns=finding.warns and mark != "unread",
        applies=applies,
        undecided=finding.outcome is Outcome.UNDECIDED,
        not_met=finding.outcome is Outcome.NOT_MET,
        waiver=finding.waiver,
        sentences=tuple(_sentences(stack, finding, language, names)),
        missing=tuple(fact_words(stack, name, language) for name in finding.missing),
        citations=shown_citations(stack, finding.citations, language),
        trails=tuple(
            ShownTrail(
                value_words(stack, name, language),
                tuple(trail_sentence(stack, name, step, language) for step in steps),
            )
            for name, steps in finding.trail.items()
        ),
        facts=rule.facts,
        order=_order(finding),
    )


def shown_citations(stack: Stack, citations: Iterable[Citation], language: str) -> tuple[ShownCitation, ...]:
    """The sources of something, each place once, the best read first."""
    seen: dict[tuple[str, str], ShownCitation] = {}
    for citation in sorted(citations, key=lambda one: one.mark.rank):
        source = stack.source(citation)
        repealed = source.repealed if source else None
        title, written = source_words(source, citation, language)
        made = ShownCitation(
            title=title,
            place=place_words(citation.place, language),
            url=source.url if source else "",
            mark=str(citation.mark),
            read=say("source.repealed", language) if repealed else say(f"source.{citation.mark}", language),
            repealed=repealed,
            language="" if written == language else written,
        )
        seen.setdefault((made.title, made.place), made)
    return tuple(seen.values())


def tally(findings: Iterable[Finding]) -> Tally:
    """Counts of the findings that apply."""
    applying = [one for one in findings if one.outcome is not Outcome.NOT_APPLICABLE]
    read = [one for one in applying if not one.unread]
    return Tally(
        met=sum(one.outcome is Outcome.MET for one in read),
        blocking=sum(one.blocks for one in read),
        warning=sum(one.warns for one in read),
        noted=sum(one.outcome is Outcome.NOT_MET and not one.blocks and not one.warns for one in read),
        undecided=sum(one.outcome is Outcome.UNDECIDED for one in read),
        unread=len(applying) - len(read),
    )


def layers(stack: Stack, report: Report) -> list[tuple[str, str]]:
    """The packs that a report was made by, with the beginning of their digests."""
    language = get_language() or "kk"
    return [(pack_words(stack, name, language), digest[:12]) for name, digest in report.packs.items()]


def _mark(finding: Finding) -> str:
    if finding.unread and finding.outcome is not Outcome.NOT_APPLICABLE:
        return "unread"
    if finding.outcome is Outcome.NOT_MET and finding.severity is Severity.INFO:
        return "none"  # for information only: no accusation
    return MARKS[finding.outcome]


def _order(finding: Finding) -> tuple[str, ...]:
    """The facts read, those first that the outcome hangs on."""
    asked = sorted(
        finding.conditions, key=lambda one: (one.role == "when", one.outcome is not finding.outcome)
    )
    return tuple(dict.fromkeys(fact.name for one in asked for fact in one.facts))


def _word(finding: Finding, mark: str, language: str) -> str:
    if mark == "unread":
        return say("finding.unread", language)
    if finding.outcome is Outcome.NOT_MET and finding.severity is not Severity.BLOCK:
        return say(f"finding.not-met-{finding.severity}", language)
    return say(f"finding.{finding.outcome}", language)


def _sentences(stack: Stack, finding: Finding, language: str, names: Names | None) -> Iterable[str]:
    """What was read: for a rule that is met one line of its conditions, otherwise those that are not."""
    asked = [one for one in finding.conditions if one.role != "when"]
    if finding.outcome is Outcome.NOT_MET:
        asked = [one for one in asked if one.outcome is Outcome.NOT_MET] or asked
    elif finding.outcome is Outcome.UNDECIDED:
        asked = [one for one in asked if one.outcome is Outcome.UNDECIDED] or asked
    elif finding.outcome is Outcome.MET:  # of several ways to meet it, those that were taken
        asked = [one for one in asked if one.outcome is Outcome.MET] or asked
    if finding.outcome is Outcome.NOT_APPLICABLE:
        asked = [one for one in finding.conditions if one.role == "when"]
    for one in asked:
        sentence = _short(condition_sentence(stack, one, language))
        codes = {code for fact in one.facts for code in _codes(fact.value)}
        codes |= {code for value in one.values for code in _codes(value.value)}
        labels = [fact_words(stack, fact.name, language) for fact in one.facts]
        label = next((label for label in labels if sentence.startswith(label)), "")
        yield label + _with_words(sentence.removeprefix(label), codes, language, names)


LONGEST = 260


def _short(sentence: str) -> str:
    """A sentence that quotes a long text is cut between words: the text itself stands beside it."""
    flat = " ".join(sentence.split())
    if len(flat) <= LONGEST:
        return flat
    before = flat[: LONGEST * 2 // 3].rpartition(" ")[0] or flat[: LONGEST * 2 // 3]
    after = flat[-LONGEST // 3 :].partition(" ")[2] or flat[-LONGEST // 3 :]
    return f"{before} … {after}"


def _codes(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return [value] if len(value) <= 60 and " " not in value else []
    if isinstance(value, frozenset):
        return [str(one) for one in value]
    if isinstance(value, Mapping):
        return [str(one) for one in value]
    return []


def _with_words(sentence: str, codes: Iterable[str], language: str, names: Names | None) -> str:
    words = {code: _code_word(code, language, names) for code in codes}
    known = {
        code: word
        for code, word in words.items()
        if word and word != code and not _said_already(code, language)
    }
    if not known:
        return sentence
    pattern = "|".join(re.escape(code) for code in sorted(known, key=len, reverse=True))
    return re.sub(rf"(?<![\w-])({pattern})(?![\w-])", lambda found: known[found[1]], sentence)


def _said_already(code: str, language: str) -> bool:
    """Whether the sentence holds the code's own words, and the code itself is one of them ("by volunteering")."""
    return code != (said := code_words(code, language)) and code in re.split(r"[^\w-]+", said)


def _code_word(code: str, language: str, names: Names | None) -> str:
    if code in LANGUAGE_CODES:
        return say(f"word.language.in-{code}", language)
    if name := _word_names().get(code):
        return say(name, language)
    return names(code) if names else code


LANGUAGE_CODES = ("kk", "ru", "en")


@cache
def _word_names() -> Mapping[str, str]:
    """Code → the name under which rooms have written its word (`word.kind.skill`); codes of two kinds are left out."""
    found: dict[str, list[str]] = {}
    for name in catalogue().sentences:
        if name.startswith("word.") and name.count(".") == 2:
            found.setdefault(name.rpartition(".")[2], []).append(name)
    return {code: names[0] for code, names in found.items() if len(names) == 1}


def _urgency(one: ShownFinding) -> tuple[int, str]:
    order = (one.blocks, one.warns, one.undecided, one.mark == "no", one.mark == "unread", one.mark == "yes")
    return next((place for place, holds in enumerate(order) if holds), len(order)), one.rule
