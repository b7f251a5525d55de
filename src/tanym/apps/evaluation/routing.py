"""The route that the rule gives for what an applicant shows, with its reason."""

from __future__ import annotations

from tanym.apps.evaluation.models import Evaluation
from tanym.apps.qualifications.entitlement import right_of
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.core.credentials.checks import Outcome
from tanym.core.credentials.evaluation import Criterion
from tanym.core.recognition.foreign.authenticity import Standing
from tanym.core.recognition.foreign.file import WHOLE
from tanym.core.recognition.foreign.purpose import Purpose
from tanym.core.recognition.routing import Routed, Shown, routed


def routed_now(case: RecognitionCase, kept: Evaluation) -> Routed:
    """The route by rule for what is on record now; what nobody has said or read counts as no (Micro-Evaluator)."""
    return routed(
        (_shown(item, case, kept) for item in case.evidence.select_related("award__awarding_body")),
        regulated_profession=case.purpose == Purpose.PROFESSION,
        undocumented=not kept.documented,
    )


def _shown(item: EvidenceItem, case: RecognitionCase, kept: Evaluation) -> Shown:
    if item.award is not None:
        body, record = item.award.awarding_body, item.award.record
        return Shown(
            from_abroad=body.country != case.organisation.country,
            recognised_body=right_of(item.award).entitled,
            level=bool(record.get("level")),
            credits=bool(record.get("ects")),
            external_quality=bool(body.quality),
        )
    said = {one.name for one in kept.findings.all() if one.said or one.value.strip()}
    standing = {one.standing for one in kept.sources.all() if one.official}
    return Shown(
        from_abroad=not kept.country or kept.country != case.organisation.country,
        whole_qualification=kept.credential_kind == WHOLE,
        recognised_body=Standing.RECOGNISED in standing
        or item.checked.get("entitlement") == Outcome.CONFIRMED,
        level=Criterion.LEVEL in said,
        credits=Criterion.WORKLOAD in said,
        external_quality="quality-assurance" in said or "quality" in said,
    )
