"""Letters of action plans, into the letters of the people whom they concern."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day, say
from tanym.apps.letters.actions.send import send
from tanym.apps.letters.addresses import page_address
from tanym.apps.organisations.queries import members, organisations
from tanym.apps.plans.content import subject_of
from tanym.apps.plans.models import ActionItem, ActionPlan, ProgressReport
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.plans.lateness import Reminder


def tell_owner(item: ActionItem, code: str, *, at: datetime) -> None:
    """Tell the lead owner that the plan was adopted, or what a reviewer said."""
    if item.lead is not None:
        _write(item, item.lead, code, at=at, about=item.deadline)


def ask_reviewers(report: ProgressReport, *, at: datetime) -> None:
    """Ask those who may review the report: the policy's own office, else the national centre; never its owner."""
    item, on = report.item, timezone.localdate(at)
    asked = [one for one in answerable(item.plan, on) if one not in (item.lead, report.by)]
    if not asked:
        centres = organisations("national-centre")
        asked = [m.person for centre in centres for m in members(centre, "reviewer", on)]
    for person in dict.fromkeys(asked):
        if person not in (item.lead, report.by):
            _write(item, person, "plans.letter.to-review", at=at, about=item.deadline)


def remind(item: ActionItem, reminder: Reminder, to: Person, *, at: datetime) -> None:
    """Send one reminder."""
    code = f"plans.reminder.{reminder.notice}"
    if reminder.notice == "escalated" and to != item.lead:
        code = "plans.reminder.escalated-to-office"
    about = item.deadline if reminder.notice == "escalated" else reminder.about
    _write(item, to, code, at=at, about=about)


def answerable(plan: ActionPlan, on: date) -> list[Person]:
    """Who answers for a plan: authors and approvers of policy at its organisation."""
    held = [m for role in ("policy-author", "policy-approver") for m in members(plan.organisation, role, on)]
    return list(dict.fromkeys(m.person for m in held))


def _write(item: ActionItem, to: Person, code: str, *, at: datetime, about: date | None) -> None:
    subject, body = {}, {}
    for language in LANGUAGES:
        places = {
            "number": str(item.number),
            "action": choose(item.texts.get("action", {}), language)[0].rstrip("."),
            "plan": choose(item.plan.titles, language)[0],
            "due": day(about, language) if about else "",
            "owner": item.lead.name(language) if item.lead else "",
        }
        subject[language] = say(f"{code}.subject", language, **places)
        body[language] = say(f"{code}.body", language, **places)
    address = page_address("plans:item", item.public_id)
    send(to=to, at=at, about=subject_of(item), subject=subject, body=body, address=address)
