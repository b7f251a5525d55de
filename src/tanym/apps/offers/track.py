"""The track of academic recognition: what a case has that was opened by a standing decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.words import day, say
from tanym.apps.offers import standings
from tanym.apps.offers.models import StandingDecision
from tanym.apps.offers.panels import panels
from tanym.apps.offers.queries import taking_of
from tanym.apps.recognition.casefile import decision_of
from tanym.apps.recognition.pinning import ACADEMIC
from tanym.apps.recognition.tracks import Track
from tanym.core.kernel.localized import choose
from tanym.core.recognition.decision import CommissionDecision, OutcomeFinding, Result

IN_FULL, IN_PART = "recognise-by-standing-decision", "recognise-in-part-by-standing-decision"


def step_of(row: StandingDecision) -> tuple[str, Result]:
    """The step of the table that a standing decision takes, and its result."""
    return (IN_FULL, Result.RECOGNISE) if row.in_full else (IN_PART, Result.IN_PART)


def guards(case: Any, step: str) -> Mapping[str, Any]:
    """Whether the standing decision of the case covers what its claimant holds, asked anew whenever the step is taken."""
    if step not in (IN_FULL, IN_PART):
        return {}
    taking = taking_of(case)
    if taking is None:
        return {}
    refused = standings.refusals(taking.standing, case.claimant, timezone.localdate(taking.at))
    return {"standing_decision": not refused and step_of(taking.standing)[0] == step}


def decided(case: Any) -> CommissionDecision | None:
    """What the standing decision of the case says of every outcome; None where a commission decides."""
    taking = taking_of(case)
    if taking is None:
        return None
    first = case.decisions.filter(commission=None).first()
    if first is not None:  # as it was taken, whatever has become of the standing decision
        return decision_of(first.content)
    return decision(taking.standing, timezone.localdate(taking.at), case.claimant.language)


def decision(row: StandingDecision, on: date, language: str) -> CommissionDecision:
    """A standing decision as the decision on one case. Nothing in it tells of the person of the case it follows from."""
    said = {
        "sources": ", ".join(choose(one.titles, language)[0] for one in row.sources.all()),
        "minutes": row.minutes_number,
        "decided_on": day(row.decided_on, language),
        "since": day(row.since, language),
    }
    findings = tuple(
        OutcomeFinding(
            one["id"],
            one["id"] in row.outcomes,
            say(
                f"offers.finding.{'covered' if one['id'] in row.outcomes else 'not-covered'}",
                language,
                **said,
            ),
        )
        for one in row.target["outcomes"]
    )
    return CommissionDecision(
        result=step_of(row)[1],
        findings=findings,
        reasons=say("offers.reasons", language, **said),
        on=on,
        advice=say(f"offers.advice.{'full' if row.in_full else 'part'}", language),
    )


def worded(case: Any, content: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """What a standing decision said, in the reader's language; as it was kept where it would be said otherwise today."""
    taking = taking_of(case)
    if taking is None or "standing_decision" not in content:
        return content
    on = timezone.localdate(taking.at)
    if _words(decision(taking.standing, on, content["language"])) != _words(decision_of(content)):
        return content
    said = decision(taking.standing, on, language)
    reasons = {one.outcome: one.reasons for one in said.findings}
    findings = [{**one, "reasons": reasons[one["outcome"]]} for one in content["findings"]]
    return {**content, "findings": findings, "reasons": said.reasons, "advice": said.advice}


def _words(said: CommissionDecision) -> tuple[str, ...]:
    return (said.reasons, said.advice, *(one.reasons for one in said.findings))


TRACK = Track(
    procedure=ACADEMIC,
    guards=guards,
    decided=decided,
    panels=panels,
    worded=worded,
    own_steps=frozenset({IN_FULL, IN_PART}),
    by_order=True,
)
