"""What an exam says on paper, in the complete case file: how it was held, its marks, the personal competences, its record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tanym.adapters.dossier import Facts, Section
from tanym.adapters.pdf import Heading, Table
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import say
from tanym.apps.exams.exam_file import exam_of
from tanym.apps.exams.models import Examination
from tanym.apps.exams.sittings import sittings_of
from tanym.apps.recognition.case_papers.teller import Teller


def papers(case: Any, _reader: Person, language: str) -> Sequence[Section]:
    """A part of its own for each attempt. What a candidate asked for because of their health is not in it."""
    tell = Teller(language)
    return tuple(
        Section(_say(tell, "title", number=one.attempt), tuple(_parts(case, one, tell)))
        for one in case.examinations.select_related("conducted_by").order_by("attempt")
    )


def _parts(case: Any, held: Examination, tell: Teller) -> Iterator[Facts | Heading | Table]:
    yield Facts(tuple(row for row in _facts(case, held, tell) if row[1]))
    if sittings := list(sittings_of(held)):
        yield Heading(_say(tell, "sittings"))
        yield Table(
            tuple(_say(tell, name) for name in ("part", "when", "where", "came", "identity")),
            tuple(
                (
                    _part(tell, one.what),
                    tell.moment(one.begins_at),
                    _say(tell, "online") if one.online else one.place,
                    tell.code(f"recognition.meeting-state.{one.state}"),
                    tell.code(f"recognition.identity.{one.identity}") if one.identity else "—",
                )
                for one in sittings
            ),
            (2, 3, 3, 2, 3),
        )
    if held.personal is not None:
        yield Heading(_say(tell, "personal"))
        yield Table(
            tuple(_say(tell, name) for name in ("competence", "shown", "reasons")),
            tuple(
                (
                    tell.text(one["text"]),
                    _say(tell, "yes") if one["shown"] else _say(tell, "no"),
                    one.get("reasons") or "—",
                )
                for one in held.personal
            ),
            (4, 2, 5),
        )


def _facts(case: Any, held: Examination, tell: Teller) -> Iterator[tuple[str, str]]:
    yield _say(tell, "began"), tell.day(held.began_at)
    if held.conducted_by is not None:
        yield _say(tell, "examiner"), tell.name(held.conducted_by)
    if held.theory_correct is not None and held.theory_questions:
        yield (
            _say(tell, "theory"),
            _say(
                tell,
                "theory-marks",
                correct=held.theory_correct,
                questions=held.theory_questions,
                reached=f"{held.theory_correct * 100 / held.theory_questions:.0f}",
                share=f"{float(exam_of(case, held).share * 100):g}",
            ),
        )
    judged = exam_of(case, held).judged
    if judged:
        yield _say(tell, "practice"), _say(tell, "practice-marks", judged=len(judged))
    if held.concluded_at is not None:
        yield _say(tell, "concluded"), tell.day(held.concluded_at)
    yield _say(tell, "recommended"), held.recommendations.strip()
    yield _say(tell, "again"), held.retake.strip()


def _part(tell: Teller, part: str) -> str:
    return _say(tell, "theory" if part == "theory" else "practice")


def _say(tell: Teller, code: str, **details: object) -> str:
    return say(f"exams.paper.{code}", tell.language, **details)
