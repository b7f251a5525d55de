"""Who may act in a case: parties by role or by relation, and nobody for two sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tanym.core.kernel.errors import InvalidValue, NotPermitted
from tanym.core.procedures.state import Acted, CaseState
from tanym.core.procedures.table import Basis, Procedure


def parties_of(
    procedure: Procedure, state: CaseState, person: str, roles: Iterable[str] = ()
) -> tuple[str, ...]:
    """The parties for which `person` may act here: by relation from the case, by role from `roles`.

    `roles` are names of parties that the person's memberships give. Parties of another side than the one for which
    the person acts or is seated already are left out.
    """
    given = frozenset(roles)
    return tuple(
        name
        for name, party in procedure.parties.items()
        if (person in state.people.get(name, ()) if party.basis is Basis.RELATION else name in given)
        and _other_side(procedure, state, party.side, person) is None
    )


def assign(procedure: Procedure, state: CaseState, party: str, person: str) -> CaseState:
    """The case with `person` seated as `party` (an assessor, a chair).

    Raises `InvalidValue("case.not-a-relation")` for a party that follows from a role, `NotPermitted("case.two-sides")`.
    """
    return with_people(procedure, state, {party: (*state.people.get(party, ()), person)})


def release(state: CaseState, party: str, person: str) -> CaseState:
    """The case without `person` as `party`, as after a recusal; what they did stays on record."""
    left = tuple(one for one in state.people.get(party, ()) if one != person)
    return replace(state, people={**state.people, party: left})


def with_people(procedure: Procedure, state: CaseState, people: Mapping[str, Iterable[str]]) -> CaseState:
    """The case with these persons in place of those whom the named relations had."""
    for name in people:
        if name not in procedure.parties or procedure.parties[name].basis is not Basis.RELATION:
            raise InvalidValue("case.not-a-relation", party=name)
    seated = {name: tuple(dict.fromkeys(persons)) for name, persons in people.items()}
    result = replace(state, people={**state.people, **seated})
    for name, persons in seated.items():
        for person in persons:
            _one_side(procedure, result, name, person)
    return result


def admit_actor(procedure: Procedure, state: CaseState, party: str, person: str | None, step: str) -> None:
    """Raises `NotPermitted`: `case.not-yours` for who is not of the party, `case.two-sides`."""
    seated = procedure.parties[party].basis is Basis.RELATION
    if person is None or (seated and person not in state.people.get(party, ())):
        raise NotPermitted("case.not-yours", step=step, party=party)
    _one_side(procedure, state, party, person)


def with_actor(procedure: Procedure, state: CaseState, party: str, person: str | None) -> CaseState:
    """The case that remembers for which side `person` has acted."""
    if person is None:
        return state
    acted = Acted(person, procedure.parties[party].side, procedure.id)
    return state if acted in state.acted else replace(state, acted=(*state.acted, acted))


def with_acts_of(state: CaseState, appeal: CaseState) -> CaseState:
    """The case that knows who has acted in its appeal, which has ended: they act here for no other side."""
    theirs = (
        replace(one, earlier=True) if one.procedure == appeal.procedure else one for one in appeal.acted
    )
    return replace(state, acted=tuple(dict.fromkeys((*state.acted, *theirs))))


def _one_side(procedure: Procedure, state: CaseState, party: str, person: str) -> None:
    other = _other_side(procedure, state, procedure.parties[party].side, person)
    if other is not None:
        raise NotPermitted("case.two-sides", side=procedure.parties[party].side, other=other)


def _other_side(procedure: Procedure, state: CaseState, side: str, person: str) -> str | None:
    sides = {one.side for one in state.acted if one.person == person}
    sides |= {procedure.parties[name].side for name, persons in state.people.items() if person in persons}
    return next(iter(sorted(sides - {side})), None)
