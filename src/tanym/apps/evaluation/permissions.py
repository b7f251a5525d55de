"""Who may do what in an evaluation: the first gate; the procedure of the case then says whose turn it is."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

SELF = frozenset({"self"})
EVALUATES = frozenset({"assessor", "evaluator"})
WORKS = EVALUATES | {"secretary"}

TABLE: Table = {
    "apply": SELF,
    "answer": SELF,
    "choose_route": frozenset({"secretary"}),
    "describe": WORKS,
    "add_source": WORKS,
    "check_authenticity": WORKS,
    "ask_issuer": EVALUATES,
    "find": EVALUATES,
    "compare": EVALUATES,
    "drop_difference": EVALUATES,
    "hear": EVALUATES,
    "propose": WORKS,
    "show_condition": SELF,
    "answer_condition": frozenset({"secretary"}),
    "confirm_fraud": frozenset({"secretary", "member"}),
}
