"""Who may do what in recognition: the first gate; the procedure of the case then says whose turn it is."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

SELF = frozenset({"self"})
SECRETARY = frozenset({"secretary", "officer", "evaluator"})  # the office; the procedure says which of them
ASSESSOR = frozenset({"assessor"})
MEMBER = frozenset({"member"})

TABLE: Table = {
    "apply": SELF,
    "add_evidence": SELF,
    "put_evidence": SELF,
    "remove_evidence": SELF,
    "claim": SELF,
    "submit": SELF,
    "supply": SELF,
    "withdraw": SELF,
    "appeal": SELF,
    "withdraw_appeal": SELF,
    "ask_for_papers": SECRETARY,
    "accept": SECRETARY,
    "appoint": SECRETARY,
    "attest": SECRETARY,
    "seat_commission": SECRETARY,
    "attend": SECRETARY,
    "record_minutes": SECRETARY,
    "file_scan": SECRETARY,
    "take_over": SECRETARY,
    "call_sitting": SECRETARY,
    "add_reason": SECRETARY,
    "end_reason": SECRETARY,
    "state_left": SECRETARY | MEMBER,
    "sign_minutes": SECRETARY | MEMBER,
    "sign_nationally": SECRETARY | MEMBER,
    "seat_panel": SECRETARY,
    "declare": ASSESSOR,
    "map_outcomes": ASSESSOR,
    "interview": ASSESSOR,
    "judge": ASSESSOR,
    "hand_in": ASSESSOR,
    "plan_meeting": SECRETARY | ASSESSOR,
    "hold_meeting": SECRETARY | ASSESSOR,
    "miss_meeting": SECRETARY | ASSESSOR,
    "ask_adjustment": SELF,
    "decide_adjustment": SECRETARY,
    "see_advice": SECRETARY | ASSESSOR | MEMBER,
    "object_to_advice": SELF,
    "answer_objection": SECRETARY,
    "refer": ASSESSOR,
    "vote": MEMBER,
    "recuse": MEMBER,
    "recognise": MEMBER,
    "recognise_in_part": MEMBER,
    "refuse": MEMBER,
    "uphold": MEMBER,
    "reverse": MEMBER,
    "remit": MEMBER,
    "confirm_credits": frozenset({"registrar"}),
    "take_in_lines": frozenset({"registrar"}),
    "step": SELF
    | SECRETARY
    | ASSESSOR
    | MEMBER
    | frozenset({"registrar", "adviser"}),  # the procedure says who
    "extend": SECRETARY | MEMBER,  # of a member only the chair: the procedure says who
}
