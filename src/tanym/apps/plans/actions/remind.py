"""Remind the people of action items of what is due."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from tanym.apps.accounts.models import Person
from tanym.apps.plans import notices
from tanym.apps.plans.content import day_of, locked_item, terms_of
from tanym.apps.plans.models import ActionItem, SentReminder
from tanym.apps.plans.queries import reported, running, silence
from tanym.core.plans.lateness import Notice, Reminder, reminders
from tanym.core.plans.status import Status


def remind(*, at: datetime) -> int:
    """Send every reminder that is due and was not sent yet, each item in its own transaction; how many letters went out.

    Run twice it sends nothing twice. What escalates goes to those who answer for the plan, too.
    """
    on = day_of(at)
    quiet = silence(on)
    return sum(_remind(item, at, on, quiet) for item in running())


def _remind(item: ActionItem, at: datetime, on: date, quiet: int) -> int:
    due = reminders(terms_of(item), Status(item.status), reported(item), on, quiet)
    if not due:
        return 0
    sent = 0
    with transaction.atomic():
        locked_item(item)
        for one in due:
            sent += sum(_once(item, one, person, at) for person in _people(item, one, at))
    return sent


def _once(item: ActionItem, reminder: Reminder, to: Person, at: datetime) -> bool:
    _kept, new = SentReminder.objects.get_or_create(
        item=item, notice=reminder.notice, about=reminder.about, to=to, defaults={"at": at}
    )
    if new:
        notices.remind(item, reminder, to, at=at)
    return new


def _people(item: ActionItem, reminder: Reminder, at: datetime) -> list[Person]:
    people = [item.lead] if item.lead else []
    if reminder.notice is Notice.ESCALATED:
        people += notices.answerable(item.plan, day_of(at))
    return list(dict.fromkeys(people))
