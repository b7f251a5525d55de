"""Who may do what with designs: action → roles, at the organisation that owns the design or at the centre that reviews it."""

from __future__ import annotations

from tanym.apps.organisations.permissions import Table
from tanym.apps.organisations.scope import About
from tanym.apps.qualifications.models import Version

AT_OWNER: Table = {
    "draft": frozenset({"author"}),
    "revise": frozenset({"author"}),
    "submit": frozenset({"author"}),
    "withdraw": frozenset({"author"}),
    "retire": frozenset({"author"}),
    "begin_version": frozenset({"author"}),
    "ask_for_waiver": frozenset({"author"}),
    "fulfil_condition": frozenset({"author"}),
    "ask_re_review": frozenset({"author"}),
    "report_re_review": frozenset({"author"}),
}

AT_DISCIPLINE: Table = {
    "set_rubric": frozenset({"registrar"}),  # of the organisation whose programme it is in
}

AT_COMMITTEE: Table = {
    "vote": frozenset({"committee-member"}),
    "decide": frozenset({"committee-member"}),
}

AT_CENTRE: Table = {
    "note": frozenset({"reviewer"}),
    "return_with_remarks": frozenset({"reviewer"}),
    "approve": frozenset({"reviewer"}),
    "take_up": frozenset({"reviewer"}),
    "recommend": frozenset({"reviewer"}),
    "answer_condition": frozenset({"reviewer"}),
    "suspend": frozenset({"reviewer"}),
    "reinstate": frozenset({"reviewer"}),
    "begin_re_review": frozenset({"reviewer"}),
    "decide_re_review": frozenset({"reviewer"}),
    "extend": frozenset({"reviewer"}),
    "answer_waiver_request": frozenset({"reviewer"}),
    "end_waiver_early": frozenset({"reviewer"}),
}


def about(version: Version) -> About:
    """What a design is about: for roles that are limited to sectors or to micro-qualifications."""
    return {"micro_qualifications": [version.micro_qualification.code], "sectors": [version.sector]}
