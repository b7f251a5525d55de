"""What the record shows between an assessor and a claimant, and who is suggested to assess a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import here
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.queries import members, memberships
from tanym.apps.organisations.scope import About, covers
from tanym.apps.policy.queries import stack
from tanym.apps.recognition.assessing import seats
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of, state_of
from tanym.apps.recognition.tracks import track_of
from tanym.apps.registers.load import load_of
from tanym.core.kernel.errors import NotPermitted
from tanym.core.recognition.assignment import Candidate, Tie, suggested
from tanym.core.rules.rule import Severity

NO_ADVISER = "AS-02"
"""The rule by which nobody assesses a person whom they guided; the packs say whether it blocks."""

_KNOWN: dict[Tie, Callable[[Person, Person], bool]] = {}


def register_tie(tie: Tie, holds: Callable[[Person, Person], bool]) -> None:
    """Have a room above say whether an assessor and a claimant are tied in this way. For `AppConfig.ready`."""
    _KNOWN[tie] = holds


def ties(case: RecognitionCase, assessor: Person, on: date) -> frozenset[Tie]:
    """What the record shows between this assessor and the claimant; it knows only what was entered."""
    found = {tie for tie, holds in _KNOWN.items() if holds(assessor, case.claimant)}
    if assessor == case.claimant:
        found.add(Tie.SELF)
    if _other_side(case, assessor):
        found.add(Tie.OTHER_SIDE)
    works_at = {one.organisation_id for one in memberships(assessor, on)}
    if works_at & {one.organisation_id for one in memberships(case.claimant, on)}:
        found.add(Tie.COLLEAGUE)
    came_from = case.evidence.exclude(award=None).values_list("award__awarding_body", flat=True)
    if (works_at - {case.organisation_id}) & set(came_from):
        found.add(Tie.TAUGHT)
    return frozenset(found)


def keep_adviser_out(case: RecognitionCase, assessor: Person, on: date) -> None:
    """Raise `NotPermitted("recognition.adviser-assesses")`, in the words of the rule, for who has guided the claimant.

    Where the packs let the rule warn only, the tie is shown to the office and nobody is kept out.
    """
    rule = stack(on, case.organisation.code).rules.get(NO_ADVISER)
    if rule is None or rule.severity is not Severity.BLOCK:
        return
    advised = _KNOWN.get(Tie.ADVISER)
    if advised is not None and advised(assessor, case.claimant):
        raise NotPermitted("recognition.adviser-assesses", says=here(rule.rule.words), rule=rule.id)


def keep_out_of_another_round(case: RecognitionCase, assessor: Person) -> None:
    """Raise `NotPermitted("recognition.assessed-before")` for who assessed what an appeal has examined anew."""
    if assessor in track_of(case).assessed_before(case):
        raise NotPermitted("recognition.assessed-before")


def candidates(case: RecognitionCase, on: date) -> list[tuple[Person, Candidate]]:
    """Everybody who assesses at the organisation, has no place in the case and had none in a round that was set aside, in
    the order of suggestion."""
    taken = {case.assessor_id, *(one.person_id for one in seats(case))}
    taken |= {one.pk for one in track_of(case).assessed_before(case)}
    people: dict[str, tuple[Person, bool]] = {}
    for membership in members(case.organisation, "assessor", on):
        if membership.person_id not in taken:
            key = code(membership.person)
            within = covers(membership.scope, about(case)) or (key in people and people[key][1])
            people[key] = (membership.person, within)
    found = suggested(
        Candidate(key, within, load_of(person), ties(case, person, on))
        for key, (person, within) in people.items()
    )
    return [(people[one.person][0], one) for one in found]


def about(case: RecognitionCase) -> About:
    """What the target is about, for roles that are limited to some things."""
    target = case.target
    return {
        "sectors": [str(one) for one in target.get("sectors", ())],
        "micro_qualifications": [str(target["code"])],
        "programmes": [str(target.get("programme", ""))],
    }


def _other_side(case: RecognitionCase, person: Person) -> bool:
    state, parties = state_of(case), of(case).procedure.parties
    key, own = code(person), parties["assessor"].side if "assessor" in parties else ""
    seated = {
        parties[name].side for name, people in state.people.items() if key in people and name in parties
    }
    return bool(({one.side for one in state.acted if one.person == key} | seated) - {own})
