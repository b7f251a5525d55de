"""What an evaluation shows on the page of its case: to the applicant, and to those who work on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tanym.apps.audit import clock as timezone
from tanym.apps.evaluation import shown
from tanym.apps.evaluation.casefile import evaluation_of, foreign_file
from tanym.apps.evaluation.forms.applying import QuestionnaireForm
from tanym.apps.evaluation.statement import says
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.tracks import ACT, CLAIMANT, SHOWN, Panel
from tanym.core.recognition.foreign.statements import StatementType
from tanym.core.recognition.foreign.undocumented import unanswered


def panels(request: HttpRequest, case: RecognitionCase, side: str) -> Sequence[Panel]:
    """The panels of one of the two pages."""
    kept = evaluation_of(case)
    if kept is None:
        return ()
    return _applicant(case, kept) if side == CLAIMANT else _work(case, kept)


def _applicant(case: RecognitionCase, kept: Any) -> list[Panel]:
    editing = bool(of(case).guarded(case.stage, "documents-given"))
    made = []
    if editing and not kept.documented:
        left = unanswered(kept.questionnaire)
        made.append(
            Panel(
                "evaluation/_questionnaire.html",
                {"form": QuestionnaireForm(kept.questionnaire), "left": len(left), "questionnaire": True},
                ACT,
                _("Answer the questions that stand in for documents") if left else "",
            )
        )
    made.append(Panel("evaluation/_applicant.html", _told(case, kept), SHOWN))
    return made


def _told(case: RecognitionCase, kept: Any) -> dict[str, Any]:
    """What the applicant reads of the evaluation; ratings stay with the evaluator until the decision."""
    decision = decision_taken(case)
    content = (decision.content.get("instead") or decision.content) if decision else {}
    stated = kept.statement if decision and content.get("result") != "refuse" else ""
    return {
        "kept": kept,
        "purpose": f"foreign.purpose.{case.purpose}",
        "route": kept.route,
        "documents": shown.checked(case, kept) if case.submitted_at else [],
        "sources": list(kept.sources.all()) if case.submitted_at else [],
        "differences": list(kept.differences.all()) if decision else [],
        "result": content.get("result", ""),
        "conditions": kept.conditions if decision else [],
        "considered": sorted(kept.considered.items()) if decision else [],
        "says": says(StatementType(stated)) if stated else (),
        "background": not kept.documented and bool(kept.questionnaire),
    }


def _work(case: RecognitionCase, kept: Any) -> list[Panel]:
    file = foreign_file(case, timezone.localdate())
    return [
        Panel(
            "evaluation/_work.html",
            {
                "kept": kept,
                "purpose": f"foreign.purpose.{case.purpose}",
                "route": shown.route(case, kept),
                "left": len(file.answers_left),
                "unchecked": len(file.unchecked),
                "status_known": file.status_known,
                "heard": file.documented or file.heard is not None,
                "differences": kept.differences.count(),
            },
        )
    ]
