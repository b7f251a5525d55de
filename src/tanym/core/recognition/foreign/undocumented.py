"""The way of people without documents: a questionnaire, an interview by two evaluators, a background paper (EQPR)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tanym.core.kernel.faults import Fault

QUESTIONS = ("studied", "where-and-when", "assessed", "content", "work", "languages", "papers", "witnesses")
"""The questions of the questionnaire, in order; each has its words under `foreign.question`."""

ASKED_ALWAYS = frozenset({"studied", "where-and-when", "content", "papers"})
"""Questions without whose answers nobody can prepare the interview."""


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Who held the interview; one of them knows the education system and the language (RC-26)."""

    person: str
    knows_system: bool
    knows_language: bool

    @property
    def knows(self) -> bool:
        """Whether this one can tell what such schools teach, in the words in which it is told."""
        return self.knows_system and self.knows_language


@dataclass(frozen=True, slots=True)
class Heard:
    """The interview: when, by whom, in which language, what was said on each element."""

    on: date
    evaluators: tuple[Evaluator, ...]
    language: str
    said: Mapping[str, str] = field(default_factory=dict)
    agreed: str = ""  # on what both evaluators agree


def unanswered(answers: Mapping[str, str]) -> tuple[str, ...]:
    """The questions that have to be answered and are not."""
    return tuple(one for one in QUESTIONS if one in ASKED_ALWAYS and not str(answers.get(one, "")).strip())


def check_heard(heard: Heard, answers: Mapping[str, str], today: date) -> tuple[Fault, ...]:
    """What keeps an interview from being recorded; empty for a sound one."""
    if left := unanswered(answers):
        return (Fault("foreign.questionnaire-left", "questionnaire", {"questions": len(left)}),)
    if heard.on > today:
        return (Fault("foreign.heard-later", "on"),)
    people = [one.person for one in heard.evaluators]
    if len(people) < 2 or len({*people}) != len(people):
        return (Fault("foreign.two-evaluators", "evaluators"),)
    if not any(one.knows for one in heard.evaluators):
        return (Fault("foreign.nobody-knows-system", "evaluators"),)
    if not heard.agreed.strip():
        return (Fault("foreign.nothing-agreed", "agreed"),)
    return ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the background paper: what it is about, what the person told, what the evaluators found in it."""

    about: str
    told: str = ""
    found: str = ""


def background_paper(answers: Mapping[str, str], heard: Heard | None) -> tuple[Paragraph, ...]:
    """The paper that stands in for the missing documents: each answer, and beside it what the interview gave.

    It invents nothing: a question that nobody answered has no paragraph.
    """
    said = heard.said if heard else {}
    paragraphs = [
        Paragraph(one, str(answers.get(one, "")).strip(), str(said.get(one, "")).strip())
        for one in QUESTIONS
        if str(answers.get(one, "")).strip() or str(said.get(one, "")).strip()
    ]
    if heard is not None and heard.agreed.strip():
        paragraphs.append(Paragraph("agreed", "", heard.agreed.strip()))
    return tuple(paragraphs)
