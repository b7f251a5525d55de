"""What validation shows on the pages of a case: phases, the next thing to do, methods, plan, cohort, guidance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tanym.apps.audit import clock as timezone
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.queries import is_over
from tanym.apps.recognition.tracks import ACT, CLAIMANT, SHOWN, SIDE, Panel
from tanym.apps.validation.checking import said_of_assessment
from tanym.apps.validation.models import GuidanceNote, Route
from tanym.apps.validation.parts import phases_of
from tanym.apps.validation.queries import guidance_of, is_office, membership, period_of, plan_given, plan_of
from tanym.apps.validation.shown import carried, described, methods_of
from tanym.core.recognition.validation.phases import OTHER_PATH


def panels(request: HttpRequest, case: RecognitionCase, side: str) -> Sequence[Panel]:
    """The parts for the claimant's page, or for the page of those who work on the case."""
    route = Route.objects.select_related("cohort__employer", "continues").filter(case=case).first()
    if route is None:
        return ()
    shared = [
        Panel("validation/_phases.html", {"phases": phases_of(case), "other_path": OTHER_PATH}, SHOWN),
        *_carried(route),
    ]
    own = _for_claimant(request, case, route) if side == CLAIMANT else _for_work(request, case, route)
    return (*own, *shared)


def _for_claimant(request: HttpRequest, case: RecognitionCase, route: Route) -> list[Panel]:
    made: list[Panel] = []
    stage, over = case.stage, is_over(case)
    if stage == of(case).procedure.start:
        made.append(
            Panel("validation/_begin.html", {"label": True}, ACT, _("Say in your own words what you can do"))
        )
    if case.submitted_at is None and stage != of(case).procedure.start and not over:
        made.append(Panel("validation/_confirm.html", {}, SIDE))
    plan = plan_given(case)
    if plan is not None:
        made.append(Panel("validation/_plan.html", {"lines": _chosen(plan, case), "plan": plan}, ACT))
    if over and stage != "certified":
        made.append(Panel("validation/_later.html", {"route": route}, ACT, _("Go on when you like")))
    elif over and plan is not None:
        made.append(Panel("validation/_later.html", {"route": route}, ACT))
    made.append(
        Panel(
            "validation/_words.html",
            {"described": described(route), "editable": case.submitted_at is None},
            SHOWN,
        )
    )
    made.append(Panel("validation/_guidance.html", _guidance(case, route), SIDE))
    if (member := membership(case)) is not None:
        made.append(Panel("validation/_employer.html", {"member": member}, SIDE))
    return made


def _for_work(request: HttpRequest, case: RecognitionCase, route: Route) -> list[Panel]:
    today = timezone.localdate()
    waits = of(case).procedure.stages[case.stage].waits_for
    mine = case.assessor_id == request.user.pk
    made: list[Panel] = []
    if waits == "assessor" and mine and case.relation == "none":
        chosen = route.methods.exists()
        made.append(
            Panel(
                "validation/_choose.html",
                {"chosen": chosen},
                ACT,
                "" if chosen else _("Choose how each outcome is assessed"),
            )
        )
    if is_office(request.user, case, today):
        made.append(Panel("validation/_record.html", {}, ACT))
    if (plan := plan_of(case)) is not None and is_office(request.user, case, today):
        made.append(
            Panel(
                "validation/_plan_work.html",
                {"plan": plan},
                ACT,
                "" if plan.given_at else _("Give the plan for what is missing"),
            )
        )
    made.append(Panel("validation/_words.html", {"described": described(route), "editable": False}, SHOWN))
    made.append(Panel("validation/_methods.html", {"rows": methods_of(case, route)}, SHOWN))
    if case.judgements.exists():
        made.append(Panel("validation/_findings.html", {"said": said_of_assessment(case, today)}, SHOWN))
    return made


def _carried(route: Route) -> list[Panel]:
    return [Panel("validation/_carried.html", {"parts": carried(route)}, SHOWN)] if route.carried else []


def _guidance(case: RecognitionCase, route: Route) -> dict[str, Any]:
    running = guidance_of(case.claimant).filter(organisation=case.organisation, ended_at__isnull=True).first()
    period = period_of(case)
    return {
        "guidance": running,
        "notes": GuidanceNote.objects.filter(case=case).select_related("by"),
        "declined": period in route.declined,
    }


def _chosen(plan: Any, case: RecognitionCase) -> list[dict[str, Any]]:
    texts = {one["id"]: one["text"] for one in case.target["outcomes"]}
    return [{"text": texts.get(line.outcome, {}), "line": line} for line in plan.lines.all() if line.chosen]
