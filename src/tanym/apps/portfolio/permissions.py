"""Who may do what with a portfolio: whoever it belongs to; who works on a case that shows an item may ask about it."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

SELF = frozenset({"self"})
OFFICE = frozenset({"secretary", "assessor", "officer", "evaluator", "adviser"})

TABLE: Table = {
    "keep": SELF,
    "take_in_document": frozenset(
        {"officer"}
    ),  # of a recognition centre, from a file of the official register
    "end_document": frozenset({"officer"}),
    "restore_document": frozenset({"officer"}),
    "claim_documents": SELF,
    "change": SELF,
    "hide": SELF,
    "remove": SELF,
    "erase": SELF,
    "ask": SELF | OFFICE,  # of an office: where a case of its organisation shows the item
    "remind": SELF | OFFICE,
    "withdraw_question": SELF | OFFICE,
    "open_question": frozenset(),  # whoever has the link
    "answer": frozenset(),  # whoever has the link
    "decline": frozenset(),  # whoever has the link
}
