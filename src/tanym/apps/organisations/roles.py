"""The roles that people hold at organisations: which include others, who gives them, and where they exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ADMINISTRATOR, HEAD = "administrator", "head"

TEACHING = frozenset({"university", "college", "training"})
RECOGNISING = frozenset({"university", "college", "recognition-centre"})
EVALUATING = frozenset({"national-centre", "foreign-evaluator"})
ANYWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Role:
    """A role: whoever holds it may do all that the roles it `includes` may; a holder of one of `given_by` gives it.

    `at`: the types of organisations where it exists (empty: all). `limited`: whether it can be held for some things only.
    """

    at: frozenset[str] = ANYWHERE
    includes: frozenset[str] = frozenset()
    given_by: frozenset[str] = frozenset({ADMINISTRATOR})
    limited: bool = True


ROLES: Mapping[str, Role] = {
    HEAD: Role(includes=frozenset({ADMINISTRATOR}), given_by=frozenset({HEAD}), limited=False),
    ADMINISTRATOR: Role(limited=False),
    "author": Role(TEACHING | {"recognition-centre"}),
    "assessor": Role(TEACHING | RECOGNISING | EVALUATING),
    "registrar": Role(TEACHING | RECOGNISING | EVALUATING),
    "adviser": Role(RECOGNISING),
    "secretary": Role(RECOGNISING | EVALUATING),
    "member": Role(RECOGNISING | EVALUATING),
    "reviewer": Role(frozenset({"national-centre"})),
    "expert": Role(frozenset({"national-centre", "quality-agency", "chamber"})),
    "committee-member": Role(frozenset({"national-centre", "chamber"})),
    "keeper": Role(frozenset({"national-centre", "ministry", "chamber"}), limited=False),
    "policy-author": Role(frozenset({"ministry", "university", "college"}), limited=False),
    "policy-approver": Role(frozenset({"ministry", "university", "college"}), limited=False),
    "employer": Role(frozenset({"employer", "chamber"}), limited=False),
    "officer": Role(
        frozenset(
            {
                "ministry",
                "national-centre",
                "quality-agency",
                "recognition-centre",
                "chamber",
                "sectoral-council",
            }
        ),
        limited=False,
    ),
    "evaluator": Role(EVALUATING | {"university"}, limited=False),
}
"""The one place where roles are described. Their names are the codes `role.…` of the room's messages."""

WHO_RUNS_IT = frozenset({ADMINISTRATOR, HEAD})
"""An organisation is never left without one of these."""


ONCE_CONFIRMED = frozenset(
    {"policy-author", "policy-approver", "employer", "keeper", "committee-member", "expert"}
)
"""Roles that speak to the public, or judge others, for an organisation: not before somebody has confirmed that it is one."""


def giving(role: str) -> frozenset[str]:
    """The roles whose holder may do what `role` may: itself and those that include it, at whatever remove.

    >>> sorted(giving("administrator"))
    ['administrator', 'head']
    """
    found = {role}
    while more := {name for name, one in ROLES.items() if one.includes & found} - found:
        found |= more
    return frozenset(found)


def roles_of(type_: str) -> tuple[str, ...]:
    """The roles that exist at organisations of a type."""
    return tuple(name for name, one in ROLES.items() if not one.at or type_ in one.at)
