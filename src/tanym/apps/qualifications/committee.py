"""The committee of the national centre: who sits on a design, how the votes stand, and what guards read of a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code, pinned
from tanym.apps.organisations.queries import members as holders
from tanym.apps.organisations.queries import organisation
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.models import Ballot, Version
from tanym.core.kernel.faults import Fault
from tanym.core.procedures.commission import Panel, Sitting, Vote, apart, check_panel
from tanym.core.procedures.state import from_json
from tanym.rulepacks.procedures import quorum

__all__ = ["ballots", "faults", "members", "quorum_of", "sitting", "tally"]


def members(version: Version, on: date) -> list[Person]:
    """Who sits on a design: the members of the committee who neither reviewed it nor have a conflict of interest.

    Where they would be even in number although the procedure asks for an odd one, the one seated last stands back.
    """
    reviewed = set(version.sheets.filter(round=version.round).values_list("reviewer", flat=True))
    held = holders(organisation(approval.centre()), approval.MEMBER, on).order_by("since", "pk")
    people = list({one.person_id: one.person for one in held}.values())
    seated = [one for one in people if one.pk not in reviewed and not approval.conflicted(version, one, on)]
    rules = pinned(from_json(version.case)).procedure.commission
    if rules and rules.odd and len(seated) % 2 == 0 and len(seated) > rules.fewest:
        seated.pop()
    return seated


def ballots(version: Version) -> list[Ballot]:
    """The votes on the present submission, in order of time."""
    return list(version.ballots.filter(round=version.round).select_related("member"))


def tally(version: Version, seated: Iterable[Person]) -> dict[str, int]:
    """How many votes each verdict has; the vote of who sits no more does not count."""
    sitting_now = {one.pk for one in seated}
    return dict(Counter(one.verdict for one in ballots(version) if one.member_id in sitting_now))


def sitting(version: Version, step: str, on: date) -> Sitting:
    """The votes as a sitting on one proposed step: who voted is present, and votes for it or against."""
    panel = Panel(tuple(code(one) for one in members(version, on)))
    votes = {code(one.member): Vote.FOR if one.verdict == step else Vote.AGAINST for one in ballots(version)}
    return Sitting(panel, frozenset(votes), votes=votes)


def faults(version: Version, on: date) -> tuple[Fault, ...]:
    """What is wrong with the make-up of the committee for this design."""
    state = from_json(version.case)
    rules = pinned(state).procedure.commission
    if rules is None:
        return ()
    return check_panel(rules, Panel(tuple(code(one) for one in members(version, on))), apart(rules, state))


def quorum_of(version: Version) -> object:
    """The share of members who have to vote; None where no pack gives one."""
    proceeding = pinned(from_json(version.case))
    return quorum(proceeding.stack, proceeding.procedure)
