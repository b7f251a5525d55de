"""What an item says, as one value: read from its table, compared, checked, written back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import memberships, organisations
from tanym.apps.plans.figures import shortest
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.apps.policy.queries import institution_packs, stack
from tanym.core.kernel.errors import InvalidValue
from tanym.core.plans.item import Indicator, Milestone, PlanPeriod, Terms, Texts, said

TEXTS = ("problem", "action", "feedback", "budget", "act", "risk")
"""The texts of an item, each by language: what is wrong and how bad, what will be done, how it answers what the public
said, what it costs and who pays, which legal act has to change, what may go wrong."""

MEASURED = ("texts", "unit", "source")
"""The texts of an indicator, each by language."""


@dataclass(frozen=True, slots=True)
class ItemContent:
    """All that an author decides about an item."""

    texts: Mapping[str, Texts] = field(default_factory=dict)
    lead: Person | None = None
    lead_organisation: Organisation | None = None
    partners: tuple[str, ...] = ()
    terms: Terms = field(default_factory=Terms)
    indicator: Indicator = field(default_factory=lambda: Indicator({}, {}, {}))
    rules: tuple[str, ...] = ()
    draft: str = ""
    recommendation: str = ""
    none_received: bool = False

    def plain(self) -> dict[str, Any]:
        """As JSON, for comparing and for the record of changes; people and bodies by their codes."""
        return {
            "texts": {name: _without_gaps(self.texts.get(name, {})) for name in TEXTS},
            "lead": str(self.lead.public_id) if self.lead else "",
            "organisation": self.lead_organisation.code if self.lead_organisation else "",
            "partners": sorted(self.partners),
            "start": _iso(self.terms.start),
            "deadline": _iso(self.terms.deadline),
            "milestones": milestones_as_json(self.terms.milestones),
            "indicator": {name: _without_gaps(getattr(self.indicator, name)) for name in MEASURED},
            "baseline": _number(self.indicator.baseline),
            "target": _number(self.indicator.target),
            "rules": list(self.rules),
            "draft": self.draft,
            "recommendation": self.recommendation,
            "none_received": self.none_received,
        }


def content_of(item: ActionItem) -> ItemContent:
    """What the item says now."""
    return ItemContent(
        texts=item.texts,
        lead=item.lead,
        lead_organisation=item.lead_organisation,
        partners=tuple(sorted(item.partners.values_list("code", flat=True))),
        terms=terms_of(item),
        indicator=indicator_of(item),
        rules=tuple(item.rules),
        draft=item.draft,
        recommendation=item.recommendation,
        none_received=item.none_received,
    )


def terms_of(item: ActionItem) -> Terms:
    """Start, milestones and last day of an item."""
    return Terms(
        item.start,
        item.deadline,
        tuple(
            Milestone(one["texts"], date.fromisoformat(one["due"]), _day(one.get("reached")))
            for one in item.milestones
        ),
    )


def indicator_of(item: ActionItem) -> Indicator:
    """The indicator of an item with its figures."""
    texts, unit, source = (item.indicator.get(name, {}) for name in MEASURED)
    return Indicator(texts, unit, source, item.baseline, item.target, item.current)


def period_of(plan: ActionPlan) -> PlanPeriod:
    """The days of a plan."""
    return PlanPeriod(plan.since, plan.until)


def check_content(content: ItemContent, plan: ActionPlan, on: date) -> None:
    """Whether the item can be kept, complete or not.

    Raises `InvalidValue`: `plan.unnamed` without what will be done, `plan.lead-not-there` for an owner who holds no
    office at the organisation on that day, `plan.rule-unknown`, and as `Terms.within`.
    """
    if not said(content.texts.get("action", {})):
        raise InvalidValue("plan.unnamed")
    content.terms.within(period_of(plan))
    if content.lead is not None and content.lead_organisation not in {
        m.organisation for m in memberships(content.lead, on)
    }:
        raise InvalidValue("plan.lead-not-there")
    unknown = [one for one in content.rules if one not in rules_in_force(on)]
    if unknown:
        raise InvalidValue("plan.rule-unknown", rule=", ".join(unknown))


def rules_in_force(on: date) -> frozenset[str]:
    """The ids of every rule that holds on a day, those of institutions too."""
    own = {rule.id for pack in institution_packs(on) for rule in pack.rules}
    return frozenset({*stack(on).rules, *own})


def write(item: ActionItem, content: ItemContent) -> None:
    """Put the content into the item and save it; the figure of today begins at the baseline."""
    plain = content.plain()
    item.texts, item.indicator = plain["texts"], plain["indicator"]
    item.lead, item.lead_organisation = content.lead, content.lead_organisation
    item.start, item.deadline = content.terms.start, content.terms.deadline
    item.milestones, item.rules = plain["milestones"], plain["rules"]
    item.baseline, item.target = content.indicator.baseline, content.indicator.target
    if item.pk is None or not item.reports.filter(verdict="accepted", current__isnull=False).exists():
        item.current = item.baseline
    item.draft, item.recommendation = content.draft, content.recommendation
    item.none_received = content.none_received
    item.save()
    item.partners.set(organisations().filter(code__in=content.partners))


def milestones_as_json(milestones: tuple[Milestone, ...]) -> list[dict[str, Any]]:
    """Milestones as they are kept."""
    return [
        {"texts": _without_gaps(one.texts), "due": _iso(one.due), "reached": _iso(one.reached)}
        for one in milestones
    ]


def subject_of(thing: ActionPlan | ActionItem) -> str:
    """The name of a plan or an item in the journal, in reports and in letters."""
    kind = "plan" if isinstance(thing, ActionPlan) else "item"
    return f"plans.{kind}:{thing.public_id}"


def locked_plan(plan: ActionPlan) -> ActionPlan:
    """The plan as it is now, under lock."""
    return (
        ActionPlan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organisation")
        .get(pk=plan.pk)
    )


def locked_item(item: ActionItem) -> ActionItem:
    """The item as it is now, under lock, its plan locked before it."""
    locked_plan(item.plan)
    return (
        ActionItem.objects.select_for_update(of=("self",), no_key=True)
        .select_related("plan__organisation", "lead", "lead_organisation")
        .get(pk=item.pk)
    )


def touch(plan: ActionPlan) -> None:
    """Count a change of the plan, so that nobody adopts what they have not seen."""
    plan.revision += 1
    plan.save(update_fields=["revision"])


def day_of(at: Any) -> date:
    """The day of a moment, where we are."""
    return timezone.localdate(at)


def _without_gaps(texts: Texts) -> dict[str, str]:
    return {language: text.strip() for language, text in sorted(texts.items()) if text.strip()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(number: Decimal | None) -> str | None:
    """Without zeros that say nothing: 12, not 12.000."""
    return None if number is None else f"{shortest(number)}"
