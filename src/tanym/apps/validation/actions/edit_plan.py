"""Edit the plan for what is missing, and give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.clocks.proceedings import code
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.pinning import state_of
from tanym.apps.recognition.proceedings import note
from tanym.apps.validation.models import Plan, PlanLine
from tanym.apps.validation.notices import tell_of_case
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import is_office
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class Edited:
    """What somebody makes of a line: whether it is advised to the person, until when, and with which words."""

    chosen: bool
    until: date | None = None
    words: str = ""


def edit_plan(
    *,
    actor: Person,
    at: datetime,
    plan: Plan,
    revision: int | None,
    words: str,
    lines: Mapping[int, Edited],
    own: Sequence[tuple[str, str]] = (),
    give: bool = False,
) -> Plan:
    """Keep the plan; with `give` the person reads it from now on. `own` are further ways in words: outcome, words.

    A way of each missing outcome is chosen, or said in words, before it is given. Raises `InvalidValue`
    (`validation.plan-line`, `validation.plan-until-past`), `Refused` (`validation.plan-gap`, `changed-meanwhile`),
    `NotPermitted("validation.not-the-adviser")` for an adviser of others.
    """
    today, case = timezone.localdate(at), plan.case
    permit(TABLE, "edit_plan", actor, today, at=case.organisation)
    _permit_adviser(actor, plan)
    with transaction.atomic():
        found = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        if revision is not None and revision != found.revision:
            raise Refused("changed-meanwhile")
        rows = {one.pk: one for one in found.lines.all()}
        for key, edited in lines.items():
            if key not in rows:
                raise InvalidValue("validation.plan-line")
            if edited.until is not None and edited.until < today:
                raise InvalidValue("validation.plan-until-past")
            row = rows[key]
            row.chosen, row.until, row.words = edited.chosen, edited.until, edited.words.strip()
            row.save(update_fields=["chosen", "until", "words"])
        missing = {one.outcome for one in rows.values()}
        for outcome, said in own:
            if outcome not in missing:
                raise InvalidValue("validation.plan-line")
            if said.strip():
                PlanLine.objects.create(plan=found, outcome=outcome, words=said.strip(), chosen=True)
        if give:
            answered = set(found.lines.filter(chosen=True).values_list("outcome", flat=True))
            if left := sorted(missing - answered):
                raise Refused("validation.plan-gap", outcomes=len(left))
        found.words = words.strip()
        found.revision += 1
        if give and found.given_at is None:
            found.given_at, found.given_by = at, actor
            tell_of_case(case.claimant, "validation.plan", case, at=at)
        found.save()
        note(case, actor=actor, at=at, verb="edit_plan", details={"given": bool(found.given_at)})
        return found


def _permit_adviser(actor: Person, plan: Plan) -> None:
    """Whoever only advises edits the plans of those whom they advise."""
    advised = state_of(plan.case).people.get("adviser", ())
    if not is_office(actor, plan.case) and code(actor) not in advised:
        raise NotPermitted("validation.not-the-adviser")
