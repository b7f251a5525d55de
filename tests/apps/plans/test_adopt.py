"""A plan is adopted when every item is complete (PO-01), and changes after that in public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tanym.apps.audit.models import Act
from tanym.apps.letters.queries import letters_to
from tanym.apps.plans.actions.adopt import adopt
from tanym.apps.plans.actions.revise_item import revise_item
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.apps.policy.queries import holds, report
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.plans.item import Indicator, Terms
from tests.apps.plans.conftest import page

pytestmark = pytest.mark.django_db

INCOMPLETE = [
    {"lead": None, "lead_organisation": None},
    {"terms": Terms(None, date(2027, 3, 31))},
    {"terms": Terms(date(2026, 11, 1), None)},
    {"indicator": Indicator({"en": "Centres"}, {"en": "centres"}, {})},
]


@pytest.mark.parametrize("missing", INCOMPLETE, ids=["owner", "start", "deadline", "baseline and target"])
def test_an_incomplete_item_keeps_the_plan_from_being_adopted(office: Any, missing: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        office.adopted(**missing)
    assert refused.value.code == "plan.items-incomplete"
    assert refused.value.details["items"] == "1"
    assert not ActionPlan.objects.get().adopted


def test_an_adopted_plan_keeps_the_report_of_each_item_and_tells_its_owner(office: Any) -> None:
    item = office.adopted()
    kept = report(item.report)
    assert holds(kept)
    assert kept.subject == f"plans.item:{item.public_id}"
    letter = letters_to(office.person("omar")).get()
    assert "Publish the register" in letter.body["en"]


def test_a_plan_without_items_or_seen_too_early_is_not_adopted(office: Any) -> None:
    gulnar, at = office.person("gulnar"), office.at
    with pytest.raises(Refused, match=r"plan\.empty"):
        adopt(actor=gulnar, at=at, plan=office.plan, revision=0)
    office.item()
    with pytest.raises(Refused, match="changed-meanwhile"):
        adopt(actor=gulnar, at=at, plan=office.plan, revision=0)  # the page was shown without the item
    with pytest.raises(NotPermitted):
        adopt(actor=office.person("dana"), at=at, plan=office.plan, revision=1)


def test_a_double_click_adopts_once(office: Any) -> None:
    office.adopted()
    again = adopt(actor=office.person("gulnar"), at=office.at, plan=office.plan, revision=1)
    assert again.adopted
    assert Act.objects.filter(action="plans.adopt").count() == 1


def test_a_deadline_of_an_adopted_plan_never_moves_in_silence(office: Any) -> None:
    item = office.adopted()
    later = office.content(terms=Terms(date(2026, 11, 1), date(2027, 9, 30)))
    gulnar = office.person("gulnar")
    with pytest.raises(InvalidValue, match=r"plan\.change-without-reason"):
        revise_item(actor=gulnar, at=office.at, item=item, content=later, revision=0)
    revise_item(
        actor=gulnar, at=office.at, item=item, content=later, revision=0, reason={"en": "The act is late."}
    )
    shown = Client().get(page("item", item.public_id)).content.decode()
    assert "The act is late." in shown
    whole = office.content(lead=None, lead_organisation=None)
    item.refresh_from_db()
    with pytest.raises(Refused, match=r"plan\.items-incomplete"):
        revise_item(
            actor=gulnar, at=office.at, item=item, content=whole, revision=1, reason={"en": "Nobody."}
        )


def test_two_authors_do_not_overwrite_each_other(office: Any) -> None:
    item, gulnar = office.item(), office.person("gulnar")
    one, other = office.content(rules=()), office.content(none_received=False)
    revise_item(actor=gulnar, at=office.at, item=item, content=one, revision=0)
    revise_item(actor=gulnar, at=office.at, item=item, content=one, revision=0)  # a double click
    with pytest.raises(Refused, match="changed-meanwhile"):
        revise_item(actor=gulnar, at=office.at, item=item, content=other, revision=0)
    assert ActionItem.objects.get().revision == 1


def _form(**changes: str) -> dict[str, str]:
    return {
        "action": "<script>alert(1)</script> Publish",
        "start": "2026-11-01",
        "deadline": "2027-03-31",
        "once": str(uuid4()),
        **changes,
    }


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"start": "2027-04-01"}, "deadline"),
        ({"target": "12"}, "unit"),
        ({"rules": "MQ-01, XX-99"}, "rules"),
        ({"deadline": "2031-01-01"}, "deadline"),
        ({"action": " "}, "action"),
        ({"lead": "9999"}, "lead"),
        ({"target": "NaN", "unit": "centres"}, "target"),
        ({"milestone-1-text": "The list"}, "milestone-1-due"),
        ({"milestone-1-due": "2026-01-01", "milestone-1-text": "The list"}, "milestone-1-due"),
    ],
)
def test_a_mistake_is_shown_at_its_field_and_nothing_is_kept(
    office: Any, as_: Callable[[str], Client], wrong: dict[str, str], field: str
) -> None:
    address = page("new-item", office.plan.public_id)
    answer = as_("gulnar").post(address, _form(**wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not ActionItem.objects.exists()


def test_the_whole_way_through_the_pages(office: Any, as_: Callable[[str], Client], at: datetime) -> None:
    gulnar, visitor = as_("gulnar"), Client()
    new, plan = (page(name, office.plan.public_id) for name in ("new-item", "plan"))
    form = _form()
    first, second = gulnar.post(new, form), gulnar.post(new, form)  # a double click
    assert first["Location"] == second["Location"]
    item = ActionItem.objects.get()
    shown = gulnar.get(first["Location"]).content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown
    assert visitor.get(plan).status_code == 404
    assert visitor.get(first["Location"]).status_code == 404
    office.plan.refresh_from_db()
    shown = gulnar.get(page("plan", office.plan.public_id, "en")).content.decode()
    assert "Missing: baseline, indicator, lead owner, target." in shown
    refused = gulnar.post(page("adopt", office.plan.public_id), {"revision": office.plan.revision})
    assert refused.status_code == 409
    assert as_("dana").get(new).status_code == 404
    removed = gulnar.post(page("remove-item", item.public_id), {"revision": item.revision})
    assert removed.status_code == 302
    assert not ActionItem.objects.exists()
