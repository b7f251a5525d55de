"""What a procedure about foreign learning may ask before a step: the purpose, the route, the checks, the reasons of a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tanym.core.procedures.answers import Answer, Moment, met, not_met, undecided
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.foreign_case import ForeignCase

Arguments = Mapping[str, str]
Holds = Callable[[CaseFacts, Moment, Arguments], Answer]


def purpose_declared(case: ForeignCase) -> Answer:
    """The applicant has said what recognition is for (EAR manual, chapters 5 and 10)."""
    return undecided() if case.purpose is None else _yes(bool(case.purpose))


def route_here(case: ForeignCase) -> Answer:
    """A person has chosen a route, and it leads through this procedure."""
    return _yes(case.route_here)


def route_elsewhere(case: ForeignCase) -> Answer:
    """A person has chosen a route, and it leads to another body or procedure."""
    return undecided() if case.route_here is None else _yes(not case.route_here)


def issuer_asked(case: ForeignCase) -> Answer:
    """A question has gone to the issuer and is not answered yet."""
    return _yes(case.issuer_asked)


def heard_by_two(case: ForeignCase) -> Answer:
    """Where there are no documents, two evaluators have held the interview (EQPR)."""
    return _yes(case.heard)


def status_looked_up(case: ForeignCase) -> Answer:
    """The status of the institution was looked up for the day of the award (EAR manual, chapter 3)."""
    return _yes(case.status_known)


def authenticity_looked_into(case: ForeignCase) -> Answer:
    """Somebody has looked into the authenticity of every document; a check that could not be made counts as tried."""
    if case.unchecked is None:
        return undecided()
    return not_met(left=len(case.unchecked)) if case.unchecked else met()


def findings_complete(case: ForeignCase) -> Answer:
    """Each element, and each criterion that is asked, has an answer or the reason why there is none."""
    if case.answers_left is None:
        return undecided()
    return not_met(left=len(case.answers_left)) if case.answers_left else met()


def statement_named(case: ForeignCase) -> Answer:
    """It is said which type of statement this is."""
    return undecided() if case.statement is None else _yes(bool(case.statement))


def form_stated(case: ForeignCase) -> Answer:
    """The form of recognition is named, possible, and its conditions can be measured (EAR manual, chapter 11)."""
    return _no_fault(case)


def forms_considered(case: ForeignCase) -> Answer:
    """Alternative, partial and conditional recognition were answered before the refusal (EAR manual, chapter 11)."""
    if case.forms_left is None:
        return undecided()
    if case.forms_left:
        return not_met(left=len(case.forms_left))
    return _no_fault(case)


def obstacle_stated(case: ForeignCase) -> Answer:
    """A difference that leads to the refusal has a stated obstacle to the purpose, and something shows it (chapter 10)."""
    return undecided() if case.obstacle_missing is None else _yes(not case.obstacle_missing)


def something_recognised(case: ForeignCase) -> Answer:
    """The appeal has left something that is recognised."""
    return _yes(case.anything_recognised)


def nothing_recognised(case: ForeignCase) -> Answer:
    """The appeal has left nothing that is recognised."""
    return undecided() if case.anything_recognised is None else _yes(not case.anything_recognised)


def conditions_left(case: ForeignCase) -> Answer:
    """A condition of the recognition is still to be met."""
    return undecided() if case.conditions_left is None else _yes(case.conditions_left > 0)


def conditions_met(case: ForeignCase) -> Answer:
    """No condition is left: all are confirmed as met, or there was none."""
    if case.conditions_left is None:
        return undecided()
    return not_met(left=case.conditions_left) if case.conditions_left else met()


def condition_shown(case: ForeignCase) -> Answer:
    """The applicant has put something for a condition, and nobody has answered yet."""
    return _yes(case.condition_shown)


def _no_fault(case: ForeignCase) -> Answer:
    if case.form_faults is None:
        return undecided()
    if case.form_faults:
        return not_met(fault=case.form_faults[0].code, **case.form_faults[0].details)
    return met()


def _yes(known: bool | None) -> Answer:
    if known is None:
        return undecided()
    return met() if known else not_met()


def _of(asked: Callable[[ForeignCase], Answer]) -> Holds:
    def holds(facts: CaseFacts, at: Moment, arguments: Arguments) -> Answer:
        return undecided() if facts.foreign is None else asked(facts.foreign)

    return holds


HOLDS: Mapping[str, Holds] = {
    "purpose-declared": _of(purpose_declared),
    "route-here": _of(route_here),
    "route-elsewhere": _of(route_elsewhere),
    "issuer-asked": _of(issuer_asked),
    "heard-by-two": _of(heard_by_two),
    "status-looked-up": _of(status_looked_up),
    "authenticity-looked-into": _of(authenticity_looked_into),
    "findings-complete": _of(findings_complete),
    "statement-named": _of(statement_named),
    "form-stated": _of(form_stated),
    "forms-considered": _of(forms_considered),
    "obstacle-stated": _of(obstacle_stated),
    "something-recognised": _of(something_recognised),
    "nothing-recognised": _of(nothing_recognised),
    "conditions-left": _of(conditions_left),
    "conditions-met": _of(conditions_met),
    "condition-shown": _of(condition_shown),
}
"""The guards of foreign learning by name; none takes an argument."""
