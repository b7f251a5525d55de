"""A status counts when somebody other than the owner has checked its evidence (PO-05)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tanym.apps.letters.queries import letters_to
from tanym.apps.plans.actions.remind import remind
from tanym.apps.plans.actions.report import Given, report
from tanym.apps.plans.actions.review import review
from tanym.apps.plans.models import ActionItem, ProgressReport, SentReminder
from tanym.apps.plans.queries import silence
from tanym.core.kernel.errors import InvalidValue, NotPermitted, Refused
from tanym.core.plans.status import Status, Verdict
from tests.apps.plans.conftest import page

pytestmark = pytest.mark.django_db

HALF = Given(status=Status.LIMITED, evidence={"en": "The list is public."}, current=Decimal(7), reached=(1,))


def told(office: Any, item: ActionItem, given: Given = HALF, days: int = 0) -> ProgressReport:
    return report(
        actor=office.person("omar"),
        at=office.at + timedelta(days=days),
        item=item,
        given=given,
        once=uuid4(),
    )


def test_a_report_counts_when_another_person_accepts_it(office: Any) -> None:
    item = office.adopted()
    made = told(office, item)
    assert ActionItem.objects.get().status == "not-started"
    assert letters_to(office.person("gulnar")).filter(subject__en__icontains="awaits review").exists()
    for _click in range(2):
        review(actor=office.person("marat"), at=office.at, report=made, verdict=Verdict.ACCEPTED, remarks={})
    kept = ActionItem.objects.get()
    assert (kept.status, kept.current) == ("limited", Decimal(7))
    assert kept.milestones[0]["reached"] == "2026-11-21"
    assert ProgressReport.objects.get().checked
    assert letters_to(office.person("omar")).filter(subject__en__icontains="accepted").count() == 1


def test_what_comes_back_does_not_count_and_the_next_report_may(office: Any) -> None:
    item = office.adopted()
    made = told(office, item)
    with pytest.raises(Refused, match=r"plan\.report-waiting"):
        told(office, item)
    marat = office.person("marat")
    with pytest.raises(InvalidValue, match=r"plan\.return-without-reason"):
        review(actor=marat, at=office.at, report=made, verdict=Verdict.RETURNED, remarks={})
    review(actor=marat, at=office.at, report=made, verdict=Verdict.RETURNED, remarks={"kk": "Тізім жоқ."})
    assert ActionItem.objects.get().status == "not-started"
    told(office, item, days=1)


def test_the_owner_never_reviews_and_nobody_else_reports(office: Any) -> None:
    gulnar = office.person("gulnar")
    item = office.adopted(lead=gulnar, lead_organisation=office.plan.organisation)
    with pytest.raises(NotPermitted, match=r"plan\.not-yours"):
        told(office, item)
    made = report(actor=gulnar, at=office.at, item=item, given=HALF, once=uuid4())
    with pytest.raises(Refused, match=r"plan\.own-report"):
        review(actor=gulnar, at=office.at, report=made, verdict=Verdict.ACCEPTED, remarks={})
    with pytest.raises(NotPermitted):
        review(actor=office.person("dana"), at=office.at, report=made, verdict=Verdict.ACCEPTED, remarks={})
    to_review = {"subject__en__icontains": "awaits review"}
    assert not letters_to(gulnar).filter(**to_review).exists()
    assert letters_to(office.person("baurzhan")).filter(**to_review).exists()


def test_late_work_is_explained(office: Any) -> None:
    item = office.adopted()
    with pytest.raises(InvalidValue, match=r"plan\.delay-unexplained"):
        told(office, item, days=200)
    told(office, item, Given(status=Status.LIMITED, evidence={"en": "Half."}, delay={"en": "Ill."}), 200)


def test_reminders_go_out_once_and_silence_reaches_those_who_answer_for_the_plan(
    office: Any, monkeypatch: Any
) -> None:
    office.adopted()
    due, omar = date(2027, 3, 31), office.person("omar")

    def on(days: int) -> int:
        return remind(at=office.at + (due - office.at.date()) + timedelta(days=days))

    before = letters_to(omar).count()
    assert [on(-90), on(-30), on(-30), on(-7), on(-6), on(1), on(2)] == [0, 1, 0, 1, 0, 1, 0]
    assert letters_to(omar).count() == before + 3
    escalation = silence(due) + 1
    office_people = on(escalation)
    assert office_people >= 2  # the owner and the policy's office
    assert on(escalation) == on(escalation + 1) == 0
    assert (
        letters_to(office.person("gulnar")).filter(subject__en__icontains="nobody has reported").count() == 1
    )
    assert on(2 * silence(due) + 1) == office_people  # silence goes on: once more
    monkeypatch.setattr("tanym.apps.plans.management.commands.reminders.timezone.now", lambda: office.at)
    call_command("reminders")
    assert SentReminder.objects.count() == 3 + 2 * office_people


def test_overdue_items_are_named_in_public(office: Any, settings: Any, monkeypatch: Any) -> None:
    office.adopted()
    monkeypatch.setattr("tanym.apps.plans.views.reading.timezone.localdate", lambda *_: date(2027, 6, 30))
    item = Client().get(page("item", office.plan.items.get().public_id))
    silent = [one for one in item.context["findings"] if one.rule == "PO-05-O"]
    assert [(one.warns, one.blocks) for one in silent] == [(True, False)]
    shown = Client().get(page("plan", office.plan.public_id)).content.decode()
    assert "91 күн кешікті" in shown
    assert "Омар Жүнісов" in shown


def test_report_and_review_through_the_pages(office: Any, as_: Callable[[str], Client]) -> None:
    item = office.adopted()
    address = page("report", item.public_id)
    late = "Asked for where the day on which the tests run is after the deadline."
    form = {"status": "limited", "evidence": "", "delay": late, "once": str(uuid4())}
    omar, marat = as_("omar"), as_("marat")
    assert "evidence" in omar.post(address, form).context["form"].errors
    form["evidence"] = "<script>x</script>"
    for _click in range(2):
        assert omar.post(address, form).status_code == 302
    made = ProgressReport.objects.get()
    assert as_("gulnar").get(address).status_code == 403
    shown = marat.get(page("item", item.public_id)).content.decode()
    assert "&lt;script&gt;x" in shown
    reviewing = page("review", made.public_id)
    assert omar.post(reviewing, {"verdict": "accepted"}).status_code == 403
    assert marat.post(reviewing, {"verdict": "returned"}).status_code == 422
    assert marat.post(reviewing, {"verdict": "accepted"}).status_code == 302
    assert marat.post(reviewing, {"verdict": "returned", "remarks": "No."}).status_code == 409
    assert marat.get(reverse("plans:list")).context["to_review"] == []
