"""Who may do what with an enrolment."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

TABLE: Table = {
    "enrol": frozenset({"self"}),
    "read": frozenset({"self"}),
    "assess": frozenset({"assessor"}),  # at the assessing body
    "conclude": frozenset({"assessor", "registrar"}),  # at the awarding body
    "retake": frozenset({"assessor", "registrar"}),  # at the awarding body
}
