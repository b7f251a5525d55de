"""Who may do what with exams: the first gate; the procedure of the case then says whose turn it is."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table

SELF = frozenset({"self"})
OFFICER = frozenset({"officer"})
ASSESSOR = frozenset({"assessor"})

TABLE: Table = {
    "apply": SELF,
    "publish_offer": OFFICER,
    "end_offer": OFFICER,
    "admit": OFFICER,
    "not_admit": OFFICER,
    "plan_sitting": OFFICER,
    "postpone": OFFICER,
    "issue_document": OFFICER,
    "make_transfer": OFFICER,
    "mark_uploaded": OFFICER,
    "take_in_results": OFFICER,  # a list of the platform, brought in from a spreadsheet
    "take_in_documents": OFFICER,  # of the same list: what was decided on the platform alone
    "hold_sitting": ASSESSOR,
    "mark_theory": ASSESSOR,
    "judge_personal": ASSESSOR,
    "conclude": ASSESSOR,
}
