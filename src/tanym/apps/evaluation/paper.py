"""What an evaluation says on paper: lines of the letter of decision, and its own part of the complete case file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tanym.adapters.dossier import Facts, Section
from tanym.adapters.pdf import Heading, Points, Table
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.evaluation.casefile import evaluation_of
from tanym.apps.evaluation.conditions import lines
from tanym.apps.evaluation.models import AuthenticityCheck, Evaluation
from tanym.apps.evaluation.shown import background, said_again
from tanym.apps.evaluation.statement import says
from tanym.apps.recognition.casefile import case_file
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.recognition.decision import Result
from tanym.core.recognition.foreign.findings import CRITERIA, ELEMENTS, Part
from tanym.core.recognition.foreign.forms_of_recognition import Form
from tanym.core.recognition.foreign.statements import StatementType


def letter(case: RecognitionCase, language: str) -> Sequence[str]:
    """The type of statement and what it is not; the form and its conditions; of a refusal what hinders and would bridge."""
    kept, holding = evaluation_of(case), case_file(case).holding
    if kept is None or holding is None:
        return ()
    return tuple(_lines(kept, holding.result, language))


def papers(case: RecognitionCase, _reader: Person, language: str) -> Sequence[Section]:
    """The evaluation as it stands: the credential, sources, checks, elements and criteria, differences, the proposal."""
    kept = evaluation_of(case)
    if kept is None:
        return ()
    return (Section(say("foreign.paper.title", language), tuple(_parts(case, kept, language))),)


def _lines(kept: Evaluation, result: Result, language: str) -> Iterator[str]:
    if result is Result.REFUSE:
        for one in kept.differences.exclude(obstacle=""):
            yield say("foreign.hinders", language, what=one.in_what, why=one.obstacle, bridge=one.bridge)
        return
    if result is Result.IN_PART and kept.form:
        yield say("foreign.form-is", language, form=f"foreign.form.{kept.form}")
        if kept.form_says:
            yield kept.form_says
        if kept.form == Form.CONDITIONAL:
            yield from lines(kept, language)
    if kept.statement:
        type_ = StatementType(kept.statement)
        yield f"{say(f'foreign.statement.{type_}', language)}. {say(f'foreign.says.{type_}', language)}"
        yield " ".join(say(code, language) for code in says(type_)[1:])


def _parts(
    case: RecognitionCase, kept: Evaluation, language: str
) -> Iterator[Facts | Heading | Points | Table]:
    yield Facts(tuple(_credential(case, kept, language)))
    if sources := list(kept.sources.all()):
        yield Heading(say("foreign.paper.status", language))
        yield Points(
            tuple(
                f"{one.name}: {say(f'foreign.standing.{one.standing}', language)} ({day(one.for_day, language)})"
                for one in sources
            )
        )
    if checks := list(kept.checks.select_related("item")):
        yield Heading(say("foreign.paper.authenticity", language))
        yield Points(tuple(_check(one, language) for one in checks))
    for part, names, word in ((Part.ELEMENTS, ELEMENTS, "element"), (Part.CRITERIA, CRITERIA, "criterion")):
        rows = {one.name: one for one in kept.findings.filter(part=part)}
        if rows:
            yield Table(
                tuple(say(f"foreign.paper.{one}", language) for one in (str(part), "rating", "known")),
                tuple(
                    (
                        say(f"foreign.{word}.{name}", language),
                        say(f"foreign.rating.{rows[name].rating}", language) if rows[name].rating else "–",
                        rows[name].value
                        or rows[name].because
                        or "; ".join(said_again(rows[name].said, language)),
                    )
                    for name in names
                    if name in rows
                ),
                (3, 3, 6),
            )
    if differences := list(kept.differences.all()):
        yield Heading(say("foreign.paper.differences", language))
        yield Points(
            tuple(
                say("foreign.hinders", language, what=one.in_what, why=one.obstacle, bridge=one.bridge)
                if one.obstacle
                else say("foreign.hinders-not", language, what=one.in_what)
                for one in differences
            )
        )
    if not kept.documented:
        yield Points(tuple(f"{title} {one.told} {one.found}".strip() for title, one in background(kept)))


def _credential(case: RecognitionCase, kept: Evaluation, language: str) -> Iterator[tuple[str, str]]:
    yield say("foreign.paper.purpose", language), say(f"foreign.purpose.{case.purpose}", language)
    if kept.route:
        yield say("foreign.paper.route", language), say(f"routing.route.{kept.route}", language)
    if kept.institution:
        on: date | None = kept.award_day
        about = f"{kept.institution}, {kept.country}"
        yield say("foreign.paper.institution", language), f"{about}, {day(on, language)}" if on else about


def _check(one: AuthenticityCheck, language: str) -> str:
    method = say(f"foreign.method.{one.method}", language)
    outcome = say(f"foreign.outcome.{one.outcome}", language)
    return f"{one.item.title}: {method}, {outcome} ({day(one.on, language)})"
