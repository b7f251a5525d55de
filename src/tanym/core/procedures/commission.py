"""A commission: how it is made up, when it has a quorum, and what its votes say (model of Order 508, p. 6-8, 14)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from tanym.core.kernel.faults import Fault
from tanym.core.procedures.state import CaseState
from tanym.core.procedures.table import CommissionRules

EVERYONE_OF = "everyone-of:"
"""Prefix in `apart`: everyone who acted in that procedure, as the first commission of an appeal."""

EARLIER_PANELS = "earlier-panels"
"""In `apart` of an appeal: everyone who acted in an earlier appeal of the same case."""


class Vote(StrEnum):
    """How a member votes."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINS = "abstains"


@dataclass(frozen=True, slots=True)
class Panel:
    """A commission as appointed. `offices` are held by members (chair, deputy), `elected` those whom members chose."""

    members: tuple[str, ...]
    offices: Mapping[str, str] = field(default_factory=dict)  # office → person
    elected: frozenset[str] = frozenset()  # offices that the members voted on
    others: Mapping[str, str] = field(default_factory=dict)  # as secretary → person
    sides: Mapping[str, str] = field(default_factory=dict)  # member → practitioner, educator


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting: who is there, who has stepped aside for this case, how each voted on the proposed result."""

    panel: Panel
    present: frozenset[str]
    recused: frozenset[str] = frozenset()
    votes: Mapping[str, Vote] = field(default_factory=dict)

    @property
    def deciding(self) -> frozenset[str]:
        """Members who are present and have not stepped aside."""
        return frozenset(self.panel.members) & self.present - self.recused

    @property
    def in_favour(self) -> int:
        """Votes for the proposed result among the members who decide."""
        return sum(self.votes.get(member) is Vote.FOR for member in self.deciding)


def apart(rules: CommissionRules, state: CaseState) -> frozenset[str]:
    """The people whom the commission's rules keep out of it in this case."""
    people: set[str] = set()
    for name in rules.apart:
        if name.startswith(EVERYONE_OF):
            people |= state.everyone_of(name.removeprefix(EVERYONE_OF))
        elif name == EARLIER_PANELS:
            people |= state.earlier_panels
        else:
            people |= {*state.people.get(name, ())}
    return frozenset(people)


def check_panel(rules: CommissionRules, panel: Panel, kept_out: Iterable[str] = ()) -> tuple[Fault, ...]:
    """What is wrong with the make-up of a commission; `place` names the person or office. Empty when all is right."""
    members = set(panel.members)
    faults = []
    if len(members) != len(panel.members):
        faults.append(Fault("commission.member-twice", "members"))
    if rules.odd and len(members) % 2 == 0:
        faults.append(Fault("commission.even", "members", {"members": len(members)}))
    if len(members) < rules.fewest:
        faults.append(
            Fault("commission.too-small", "members", {"members": len(members), "fewest": rules.fewest})
        )
    for office in rules.chosen_by_members:
        if panel.offices.get(office) not in members:
            faults.append(Fault("commission.office-without-member", office, {"office": office}))
        elif office not in panel.elected:
            faults.append(Fault("commission.not-elected", office, {"office": office}))
    holders = [panel.offices[office] for office in rules.chosen_by_members if office in panel.offices]
    if len(set(holders)) != len(holders):
        faults.append(Fault("commission.two-offices", "members"))
    for office in rules.not_members:
        if panel.others.get(office) in members:
            faults.append(Fault("commission.must-not-be-member", office, {"office": office}))
    faults += [
        Fault("commission.must-be-apart", person, {"person": person})
        for person in sorted(members & {*kept_out})
    ]
    return tuple(faults)


def check_sitting(sitting: Sitting) -> tuple[Fault, ...]:
    """Votes that cannot be: of who is no member, was absent or had stepped aside."""
    faults = []
    for person in sorted(sitting.votes):
        if person not in sitting.panel.members:
            faults.append(Fault("commission.vote-of-no-member", person, {"person": person}))
        elif person not in sitting.present:
            faults.append(Fault("commission.vote-of-absent", person, {"person": person}))
        elif person in sitting.recused:
            faults.append(Fault("commission.vote-of-recused", person, {"person": person}))
    return tuple(faults)


def is_quorate(sitting: Sitting, quorum: Fraction) -> bool:
    """Whether those who decide are at least the share `quorum` of all members; exact, so 2 of 3 keep "2/3"."""
    return len(sitting.deciding) * quorum.denominator >= quorum.numerator * len(set(sitting.panel.members))


def has_majority(sitting: Sitting) -> bool:
    """Whether more than half of those who decide voted for the result (508, p. 14: majority of members present)."""
    return sitting.in_favour * 2 > len(sitting.deciding)
