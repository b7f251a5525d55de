"""Who may do what in validation: the first gate; the procedure and the guidance then say whose turn it is."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

SELF = frozenset({"self"})
ADVISER = frozenset({"adviser"})
OFFICE = frozenset({"secretary", "officer"})
EMPLOYER = frozenset({"employer"})

TABLE: Table = {
    "begin": SELF,
    "describe": SELF,
    "go_on_later": SELF,
    "decline_guidance": SELF,
    "ask_guidance": SELF,
    "change_consent": SELF,
    "end_guidance": SELF | ADVISER,
    "take_guidance": ADVISER,
    "advise": ADVISER,
    "offer_talk": SELF | ADVISER,
    "answer_talk": SELF | ADVISER,
    "choose_methods": frozenset({"assessor"}),
    "say_of_assessment": OFFICE,
    "edit_plan": OFFICE | ADVISER,
    "open_cohort": EMPLOYER,
    "close_cohort": EMPLOYER,
    "join_cohort": SELF,
    "leave_cohort": SELF,
    "tell_employer": SELF,
}
