"""Who advises whom: the side of guidance, which never judges the same person (AS-02)."""

from __future__ import annotations

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of, state_of
from tanym.apps.recognition.queries import cases_of, is_over
from tanym.apps.validation.models import Guidance
from tanym.core.kernel.errors import NotPermitted
from tanym.core.procedures.people import assign, with_actor
from tanym.core.procedures.state import to_json

ADVISER = "adviser"


def advisers_of(person: Person) -> frozenset[str]:
    """The codes of all who were ever to advise a person."""
    taken = Guidance.objects.filter(person=person, adviser__isnull=False).select_related("adviser")
    return frozenset(code(one.adviser) for one in taken if one.adviser)


def has_advised(one: Person, person: Person) -> bool:
    """Whether somebody was ever the adviser of a person: what every case of the person shows against an assessor."""
    return Guidance.objects.filter(person=person, adviser=one).exists()


def seat_adviser(case: RecognitionCase, adviser: str) -> None:
    """Put an adviser on the side of guidance of a case, from which nobody comes to judge in it or in its appeal.

    The caller holds the lock and writes the case. Raises `NotPermitted("case.two-sides")` for who judges there already.
    """
    procedure = of(case).procedure
    if ADVISER not in procedure.parties:
        if adviser in judges_of(case):
            raise NotPermitted("case.two-sides", side="guidance", other="authority")
        return
    state = state_of(case)
    if adviser not in state.people.get(ADVISER, ()):
        state = assign(procedure, state, ADVISER, adviser)
    case.case = to_json(with_actor(procedure, state, ADVISER, adviser))


def judges_of(case: RecognitionCase) -> frozenset[str]:
    """Who is seated to judge in a case, or has acted there for the office."""
    state = state_of(case)
    seated = {one for party in ("assessor", "chair") for one in state.people.get(party, ())}
    return frozenset(seated | {one.person for one in state.acted if one.side == "authority"})


def open_cases(person: Person) -> list[RecognitionCase]:
    """A person's own cases that are not over, of any procedure."""
    return [one for one in cases_of(person) if not is_over(one)]
