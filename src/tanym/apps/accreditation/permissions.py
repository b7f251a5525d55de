"""Who may do what with applications: the first gate; the procedure of the case then says whose turn it is."""

from __future__ import annotations

from tanym.apps.accreditation.kinds import APPLICANT, COMMITTEE, EXPERT, OFFICE, PARTIES
from tanym.apps.organisations.permissions import Table

AT_APPLICANT: Table = {
    "begin": APPLICANT,
    "fill_in": APPLICANT,
    "add_paper": APPLICANT,
    "remove_paper": APPLICANT,
    "apply": APPLICANT,
    "supply": APPLICANT,
    "report_condition": APPLICANT,
    "withdraw": APPLICANT,
}
"""Action → roles at the organisation that applies."""

AT_OFFICE: Table = {
    "ask_for_papers": OFFICE,
    "assign": OFFICE,
    "judge": OFFICE | COMMITTEE | EXPERT,
    "prepare": OFFICE,
    "propose_measure": OFFICE,
    "confirm_condition": OFFICE | COMMITTEE,
    "oversee": OFFICE,
    "check_standing": OFFICE,
    "extend": OFFICE,  # in the room of clocks
    "declare": EXPERT,
    "record_visit": EXPERT,
}
"""Action → roles at the office that decides; experts besides only where they were chosen."""

STEPS: Table = PARTIES
"""Party of a procedure → roles at the organisation that is this party: who may take its steps (`actions.take_step`)."""
