"""What the rules of the national information centre say of a foreign document (KZ-FD); read in part, they only warn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tanym.apps.evaluation.actions.describe import PAPERS
from tanym.apps.evaluation.casefile import foreign_file
from tanym.apps.evaluation.models import Evaluation
from tanym.apps.policy.queries import check_now, stack
from tanym.apps.policy.shown import Answers, shown_findings
from tanym.apps.recognition.casefile import case_file
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.recognition.foreign.file import MICRO, WHOLE, ForeignFile

SUBJECT = "foreign-document"

KINDS: Mapping[str, str] = {WHOLE: "education-document", MICRO: "course-certificate"}
"""What the evaluation calls a credential → the kind of document in the words of the rules."""


def facts_of(case: RecognitionCase, kept: Evaluation, on: date) -> Mapping[str, object]:
    """What is on record; papers count once somebody has looked for all of them, or found that one is missing; checks once
    made."""
    if not kept.credential_kind:
        return {}
    file = foreign_file(case, on)
    found: dict[str, object] = {"foreign.kind": KINDS[kept.credential_kind]}
    if kept.papers_absent or {*kept.papers} >= {*PAPERS}:
        given = case_file(case).documents_given & {"application", "identity"}
        found["foreign.papers"] = frozenset(given | {*kept.papers})
    checked = _checked(file)
    return found | ({"foreign.checks": checked} if checked is not None else {})


def _checked(file: ForeignFile) -> frozenset[str] | None:
    """What was checked; None while nobody has looked at a part of it: that is not known, and nobody's fault."""
    looked_at = {
        "authenticity": bool(file.items) and not file.unchecked,
        "right-to-teach": file.status_known or bool(file.sources),  # a source for another day proves nothing
    }
    if not all(looked_at.values()):
        return None
    return frozenset({*looked_at} if file.status_known else {"authenticity"})


def said(case: RecognitionCase, kept: Evaluation, on: date) -> Answers:
    """The findings of today, for a reader."""
    institution = case.organisation.code
    facts = facts_of(case, kept, on)
    report = check_now(SUBJECT, facts, on, institution, of=f"recognition.case:{case.public_id}")
    return Answers(shown_findings(stack(on, institution), report.findings))
