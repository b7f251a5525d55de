"""Every role of the cast against every action: the two tables say who may, and nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.apps.accreditation.handling import parties
from tanym.apps.accreditation.permissions import AT_APPLICANT, AT_OFFICE
from tanym.apps.organisations.permissions import may
from tanym.apps.organisations.queries import organisation

pytestmark = pytest.mark.django_db

APPLICANT = set(AT_APPLICANT)
OFFICE = {
    "ask_for_papers",
    "assign",
    "judge",
    "prepare",
    "propose_measure",
    "confirm_condition",
    "oversee",
    "check_standing",
    "extend",
}
COMMITTEE = {"judge", "confirm_condition"}
EXPERT = {"judge", "declare", "record_visit"}
GRID = {
    "damir": (APPLICANT, set()),
    "arman": (set(), OFFICE),
    "dina": (set(), OFFICE),
    "yerzhan": (set(), COMMITTEE),
    "sabyr": (set(), COMMITTEE),
    "tomiris": (set(), EXPERT),
    "marat": (set(), set()),
    "batyr": (set(), set()),
    "zarina": (set(), set()),
    "viktor": (set(), set()),
    "samal": (set(), set()),
    "gulnar": (set(), set()),
}


def test_everybody_may_do_just_this_with_an_application_of_zhibek(way: Any) -> None:
    body, on = way.zhibek(), way.at.date()
    office = organisation("national-centre")
    for name, (own, there) in GRID.items():
        who = way.person(name)
        found = (
            {one for one in AT_APPLICANT if may(AT_APPLICANT, one, who, on, at=body)},
            {one for one in AT_OFFICE if may(AT_OFFICE, one, who, on, at=office)},
        )
        assert found == (own, there), name


def test_the_parties_of_a_case_follow_from_roles_and_seats(way: Any) -> None:
    made, on = way.sent(way.zhibek()), way.at.date()
    held = {name: parties(made, way.person(name), on) for name in GRID}
    assert {name: one for name, one in held.items() if one} == {
        "damir": ("applicant",),
        "arman": ("keeper",),
        "dina": ("keeper", "committee-member"),
        "yerzhan": ("committee-member",),
        "sabyr": ("committee-member",),
    }
