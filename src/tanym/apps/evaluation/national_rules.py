"""What the rules of the national information centre say of a foreign document (KZ-FD); read in part, they only warn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tanym.apps.evaluation.casefile import foreign_file
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import Answers, shown_findings
from tanym.apps.recognition.casefile import case_file
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.recognition.foreign.file import MICRO, WHOLE

SUBJECT = "foreign-document"

KINDS: Mapping[str, str] = {WHOLE: "education-document", MICRO: "course-certificate"}
"""What the evaluation calls a credential → the kind of document in the words of the rules."""


def facts_of(case: RecognitionCase, kept: Evaluation, on: date) -> Mapping[str, object]:
    """What is on record; papers and checks count from the day on which somebody described the credential."""
    if not kept.credential_kind:
        return {}
    file = foreign_file(case, on)
    given = case_file(case).documents_given & {"application", "identity"}
    checks = {
        name
        for name, known in (("authenticity", not file.unchecked), ("right-to-teach", file.status_known))
        if known
    }
    return {
        "foreign.kind": KINDS[kept.credential_kind],
        "foreign.papers": frozenset(given | {*kept.papers}),
        "foreign.checks": frozenset(checks),
    }


def said(case: RecognitionCase, kept: Evaluation, on: date) -> Answers:
    """The findings of today, for a reader."""
    institution = case.organisation.code
    facts = facts_of(case, kept, on)
    report = check_now(SUBJECT, facts, on, institution, of=f"recognition.case:{case.public_id}")
    return Answers(shown_findings(stack(on, institution), report.findings))
