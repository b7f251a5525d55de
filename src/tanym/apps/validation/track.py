"""What validation brings to a case of recognition: its papers, guards, rules, award, plan and panels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tanym.apps.audit import clock as timezone
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.tracks import Track
from tanym.apps.validation.awarding import award_of
from tanym.apps.validation.checking import case_rules, checked, report_on_assessment
from tanym.apps.validation.models import Route
from tanym.apps.validation.panels import panels
from tanym.apps.validation.paper import papers
from tanym.apps.validation.planning import draft_plan
from tanym.apps.validation.targets import PROCEDURE


def track() -> Track:
    """The track of the procedure `validation`."""
    return Track(
        procedure=PROCEDURE,
        kind="validation",
        documented=documented,
        guards=guards,
        handling=handling,
        rules=case_rules,
        effects={"draft-plan": draft_plan, "apply-appeal-result": draft_plan},
        award=award_of,
        panels=panels,
        papers=papers,
        own_steps=frozenset({"go-on", "advise"}),
        by_order=True,
    )


def documented(case: RecognitionCase) -> frozenset[str]:
    """The own words, once each outcome was answered and one at least in words; a portfolio, once anything is in it."""
    route = Route.objects.filter(case=case).first()
    described = list(route.descriptions.all()) if route else []
    outcomes = {one["id"] for one in case.target["outcomes"]}
    given = {
        "self-description": outcomes <= {one.outcome for one in described}
        and any(one.words.strip() for one in described),
        "portfolio": case.evidence.exists() or any(one.could_show.strip() for one in described),
    }
    return frozenset(name for name, is_given in given.items() if is_given)


def guards(case: RecognitionCase, step: str) -> Mapping[str, Any]:
    """What the rules on assessment say, where a step asks."""
    row = of(case).procedure.row(case.stage, step)
    if row is None or "no-blocking-finding" not in {call.name for call in row.guards}:
        return {}
    return {"checked": checked(report_on_assessment(case, timezone.localdate()))}


def handling(case: RecognitionCase, _on: date) -> Mapping[str, Any]:
    """A claimant may stop after any phase and keeps everything (VL-16); the letter on the request is the receipt."""
    stops = any(row.do == "stop" for row in of(case).procedure.steps)
    submitted = timezone.localdate(case.submitted_at) if case.submitted_at else None
    return {
        "may": frozenset({"keep-documents", *(("stop",) if stops else ())}),
        "receipt_told_on": submitted,
    }
