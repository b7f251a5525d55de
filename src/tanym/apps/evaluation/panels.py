"""What an evaluation shows on the page of its case: to the applicant, and to those who work on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tanym.apps.audit import clock as timezone
from tanym.apps.evaluation import shown
from tanym.apps.evaluation.casefile import evaluation_of, foreign_file
from tanym.apps.evaluation.conditions import MET, Standing, standings
from tanym.apps.evaluation.forms.applying import QuestionnaireForm
from tanym.apps.evaluation.forms.conditions import AnswerConditionForm, ShowConditionForm
from tanym.apps.evaluation.statement import says
from tanym.apps.recognition.casefile import decision_taken
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import parties
from tanym.apps.recognition.tracks import ACT, CLAIMANT, SHOWN, Panel
from tanym.core.recognition.foreign.statements import StatementType
from tanym.core.recognition.foreign.undocumented import unanswered

FAILED = "condition_failed"
"""Name of the attribute of a request on which a view leaves the form of a condition that is to be mended."""


def panels(request: HttpRequest, case: RecognitionCase, side: str) -> Sequence[Panel]:
    """The panels of one of the two pages."""
    kept = evaluation_of(case)
    if kept is None:
        return ()
    return _applicant(request, case, kept) if side == CLAIMANT else _work(request, case, kept)


def _applicant(request: HttpRequest, case: RecognitionCase, kept: Any) -> list[Panel]:
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
    if case.stage == "conditional":
        lines = [(one, _show_form(request, case, one)) for one in standings(case, kept)]
        label = _("Show that a condition is met")
        made.append(Panel("evaluation/_conditions.html", {"lines": lines}, ACT, label))
    made.append(Panel("evaluation/_applicant.html", _told(case, kept), SHOWN))
    return made


def _show_form(request: HttpRequest, case: RecognitionCase, one: Standing) -> ShowConditionForm | None:
    if one.state == MET:
        return None
    failed = getattr(request, FAILED, None)
    if failed and failed[0] == one.number:
        return failed[1]  # type: ignore[no-any-return]
    return ShowConditionForm(case, auto_id=f"condition-{one.number}-%s")


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
        "conditions": standings(case, kept) if decision and case.stage != "conditional" else [],
        "considered": sorted(kept.considered.items()) if decision else [],
        "says": says(StatementType(stated)) if stated else (),
        "background": not kept.documented and bool(kept.questionnaire),
    }


def _work(request: HttpRequest, case: RecognitionCase, kept: Any) -> list[Panel]:
    today = timezone.localdate()
    file = foreign_file(case, today)
    made = []
    if found := standings(case, kept) if case.decided_on else []:
        asked = case.stage == "condition" and "secretary" in parties(case, request.user, today)
        failed = getattr(request, FAILED, None)
        form = (failed[1] if failed else AnswerConditionForm(auto_id="answer-%s")) if asked else None
        label = _("Answer whether a condition is met") if asked else ""
        context = {"lines": [(one, None) for one in found], "answer_form": form}
        made.append(Panel("evaluation/_conditions.html", context, ACT if asked else SHOWN, label))
    return [
        *made,
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
        ),
    ]
