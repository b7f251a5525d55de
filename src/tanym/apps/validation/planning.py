"""The plan for what is missing: drafted when a decision leaves a gap, for a person to edit and give."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.recognition.casefile import case_file
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.validation.models import Plan, PlanLine
from tanym.apps.validation.targets import offers, outcomes_of
from tanym.core.procedures.table import Call
from tanym.core.recognition.validation.complement import complement


def draft_plan(case: RecognitionCase, _call: Call, actor: Person | None, at: datetime) -> None:
    """Write the draft of the plan, or write it anew while nobody has given it: after a decision, and after an appeal."""
    holding = case_file(case).holding
    if holding is None:
        return
    missing = [one for one in outcomes_of(case.target) if one.id not in holding.recognised]
    on_offer = {one.ref: one for one in offers(timezone.localdate(at))}
    Plan.objects.filter(case=case, given_at__isnull=True).delete()
    if not missing or Plan.objects.filter(case=case).exists():
        return
    plan = Plan.objects.create(case=case, drafted_at=at)
    for lack in complement(missing, list(on_offer.values()), apart_from=case.target_ref):
        for way in lack.ways:
            PlanLine.objects.create(
                plan=plan,
                outcome=lack.outcome,
                ref=way.ref,
                titles=dict(on_offer[way.ref].titles),
                likeness=way.likeness,
            )
        if not lack.ways:
            PlanLine.objects.create(plan=plan, outcome=lack.outcome)
    journal(actor=actor, at=at, action="validation.draft_plan", subject=f"recognition.case:{case.public_id}")
