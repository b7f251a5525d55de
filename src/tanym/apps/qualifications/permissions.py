"""Who may do what with designs: action → roles, at the organisation that owns the design or at the centre that reviews it."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

AT_OWNER: Table = {
    "draft": frozenset({"author"}),
    "revise": frozenset({"author"}),
    "submit": frozenset({"author"}),
    "withdraw": frozenset({"author"}),
    "retire": frozenset({"author"}),
    "begin_version": frozenset({"author"}),
    "ask_for_waiver": frozenset({"author"}),
}

AT_CENTRE: Table = {
    "note": frozenset({"reviewer"}),
    "return_with_remarks": frozenset({"reviewer"}),
    "approve": frozenset({"reviewer"}),
    "answer_waiver_request": frozenset({"reviewer"}),
    "end_waiver_early": frozenset({"reviewer"}),
}
