"""What each guard of foreign learning answers: guard, what is on record, the answer."""

from __future__ import annotations

from tanym.core.kernel.faults import Fault
from tanym.core.procedures.answers import Outcome
from tanym.core.procedures.case_facts import CaseFacts
from tanym.core.procedures.foreign_case import ForeignCase

MET, NOT_MET, UNDECIDED = Outcome
NONE: frozenset[str] = frozenset()
ONE = frozenset({"level"})
WRONG = (Fault("foreign.no-condition", "conditions"),)

RECORDS: list[tuple[str, ForeignCase, Outcome]] = [
    ("purpose-declared", ForeignCase(purpose="employment"), MET),
    ("purpose-declared", ForeignCase(purpose=""), NOT_MET),
    ("route-here", ForeignCase(route_here=True), MET),
    ("route-here", ForeignCase(route_here=False), NOT_MET),
    ("route-elsewhere", ForeignCase(route_here=False), MET),
    ("route-elsewhere", ForeignCase(route_here=True), NOT_MET),
    ("issuer-asked", ForeignCase(issuer_asked=True), MET),
    ("issuer-asked", ForeignCase(issuer_asked=False), NOT_MET),
    ("heard-by-two", ForeignCase(heard=True), MET),
    ("heard-by-two", ForeignCase(heard=False), NOT_MET),
    ("status-looked-up", ForeignCase(status_known=True), MET),
    ("status-looked-up", ForeignCase(status_known=False), NOT_MET),
    ("authenticity-looked-into", ForeignCase(unchecked=NONE), MET),
    ("authenticity-looked-into", ForeignCase(unchecked=ONE), NOT_MET),
    ("findings-complete", ForeignCase(answers_left=NONE), MET),
    ("findings-complete", ForeignCase(answers_left=ONE), NOT_MET),
    ("statement-named", ForeignCase(statement="advice"), MET),
    ("statement-named", ForeignCase(statement=""), NOT_MET),
    ("form-stated", ForeignCase(form_faults=()), MET),
    ("form-stated", ForeignCase(form_faults=WRONG), NOT_MET),
    ("forms-considered", ForeignCase(forms_left=NONE, form_faults=()), MET),
    ("forms-considered", ForeignCase(forms_left=ONE, form_faults=()), NOT_MET),
    ("forms-considered", ForeignCase(forms_left=NONE, form_faults=WRONG), NOT_MET),
    ("forms-considered", ForeignCase(forms_left=NONE), UNDECIDED),
    ("obstacle-stated", ForeignCase(obstacle_missing=False), MET),
    ("obstacle-stated", ForeignCase(obstacle_missing=True), NOT_MET),
    ("something-recognised", ForeignCase(anything_recognised=True), MET),
    ("something-recognised", ForeignCase(anything_recognised=False), NOT_MET),
    ("nothing-recognised", ForeignCase(anything_recognised=False), MET),
    ("nothing-recognised", ForeignCase(anything_recognised=True), NOT_MET),
    ("conditions-left", ForeignCase(conditions_left=1), MET),
    ("conditions-left", ForeignCase(conditions_left=0), NOT_MET),
    ("conditions-met", ForeignCase(conditions_left=0), MET),
    ("conditions-met", ForeignCase(conditions_left=2), NOT_MET),
    ("condition-shown", ForeignCase(condition_shown=True), MET),
    ("condition-shown", ForeignCase(condition_shown=False), NOT_MET),
]

FOREIGN_CASES = [(guard, CaseFacts(foreign=record), outcome) for guard, record, outcome in RECORDS]
FOREIGN_CASES += [
    (guard, CaseFacts(foreign=ForeignCase()), UNDECIDED)
    for guard in dict.fromkeys(one for one, *_ in RECORDS)
]
