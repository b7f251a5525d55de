"""An action plan to take away: CSV for tables, iCalendar for calendars, PDF for paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from django.urls import reverse

from tanym.adapters.pdf import Heading, Letter, Paragraph, Part, Points, Table
from tanym.apps.accounts.words import day, say
from tanym.apps.plans.board import Row
from tanym.apps.plans.content import terms_of
from tanym.apps.plans.figures import figure
from tanym.apps.plans.models import ActionItem, ActionPlan
from tanym.core.kernel.icalendar import Entry, calendar
from tanym.core.kernel.localized import choose
from tanym.core.kernel.spreadsheet import harmless

COLUMNS = (
    "number", "action", "problem", "owner", "organisation", "partners", "start", "deadline", "status", "overdue",
    "indicator", "unit", "baseline", "target", "current", "source", "act", "rules", "feedback", "budget", "risk", "page",
)  # fmt: skip


def as_csv(rows: Sequence[Row], site: str, language: str) -> bytes:
    """The items as a table, one a line, with a byte order mark: so spreadsheets read the letters right."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([say(f"plans.column.{name}", language) for name in COLUMNS])
    for row in rows:
        writer.writerow([harmless(one) for one in _cells(row, site, language)])
    return out.getvalue().encode("utf-8-sig")


def as_calendar(plan: ActionPlan, rows: Sequence[Row], site: str, language: str, at: datetime) -> bytes:
    """Deadlines and milestones as days of a calendar, what is completed or reached left out."""
    host = urlsplit(site).hostname or "localhost"
    entries = []
    for row in rows:
        if row.item.status == "completed":
            continue
        terms, name = terms_of(row.item), f"{row.item.public_id}@{host}"
        text = _said(row.item, "action", language)
        page = _page(row.item, site)
        for number, one in enumerate(terms.milestones, 1):
            if one.reached is None:
                words = say("plans.calendar.milestone", language, number=row.item.number)
                summary = f"{words}: {choose(one.texts, language)[0]}"
                entries.append(Entry(f"milestone-{number}-{name}", one.due, summary, text, page))
        if terms.deadline is not None:
            words = say("plans.calendar.deadline", language, number=row.item.number)
            entries.append(
                Entry(f"deadline-{name}", terms.deadline, f"{words}: {text}", _who(row.item, language), page)
            )
    entries.sort(key=lambda one: (one.day, one.uid))
    return calendar(choose(plan.titles, language)[0], entries, stamp=at, language=language)


def as_paper(
    plan: ActionPlan, rows: Sequence[Row], site: str, language: str, on: date, at: datetime
) -> Letter:
    """The plan for the PDF: what it is for, a table of all items, then each item in full."""

    def word(code: str, **places: object) -> str:
        return say(f"plans.paper.{code}", language, **places)

    parts: list[Part] = []
    if purpose := choose(plan.purpose, language)[0]:
        parts.append(Paragraph(purpose))
    late = [row for row in rows if row.late.late]
    if late:
        numbers = ", ".join(str(row.item.number) for row in late)
        parts.append(Paragraph(word("overdue", items=numbers, on=day(on, language)), strong=True))
    head = tuple(
        say(f"plans.column.{name}", language) for name in ("number", "action", "owner", "deadline", "status")
    )
    overview = tuple(
        (
            str(row.item.number),
            _said(row.item, "action", language),
            _who(row.item, language),
            day(row.item.deadline, language) if row.item.deadline else "—",
            say(row.status_code, language),
        )
        for row in rows
    )
    if overview:
        parts.append(Table(head, overview, (1, 6, 4, 3, 3)))
    for row in rows:
        parts += _in_full(row, language)
    return Letter(
        language=language,
        sender=(choose(plan.organisation.names, language)[0],),
        heading=choose(plan.titles, language)[0],
        parts=tuple(parts),
        made_at=at.astimezone(UTC),
        reference=(day(plan.since, language), f"— {day(plan.until, language)}"),
        foot=word("foot-adopted" if plan.adopted else "foot-draft", on=day(on, language)),
        address=f"{site}{reverse('plans:plan', args=[plan.public_id])}",
    )


def _in_full(row: Row, language: str) -> list[Part]:
    item = row.item
    action = _said(item, "action", language)
    facts = [(name, _said(item, name, language)) for name in ("problem", "feedback", "act", "budget", "risk")]
    facts.insert(1, ("partners", _partners(item, language)))
    facts = [(name, _answer(item, language) if name == "feedback" else text) for name, text in facts]
    lines = [f"{say(f'plans.column.{name}', language)}: {text}" for name, text in facts if text]
    parts: list[Part] = [Heading(f"{item.number}. {action}")]
    indicator = choose(item.indicator.get("texts", {}), language)[0]
    if indicator:
        unit = choose(item.indicator.get("unit", {}), language)[0]
        figures = tuple(figure(one, language) for one in (item.baseline, item.target, item.current))
        names = tuple(
            say(f"plans.column.{name}", language) for name in ("indicator", "baseline", "target", "current")
        )
        parts.append(
            Table(names, ((f"{indicator} ({unit})" if unit else indicator, *figures),), (5, 2, 2, 2))
        )
    if lines:
        parts.append(Points(tuple(lines)))
    reached = [
        f"{day(one.due, language)}: {choose(one.texts, language)[0]}"
        + (f" ({say('plans.paper.reached', language, on=day(one.reached, language))})" if one.reached else "")
        for one in terms_of(item).milestones
    ]
    if reached:
        parts += [Paragraph(say("plans.paper.milestones", language)), Points(tuple(reached))]
    return parts


def _cells(row: Row, site: str, language: str) -> list[str]:
    item = row.item
    return [
        str(item.number),
        _said(item, "action", language),
        _said(item, "problem", language),
        item.lead.name(language) if item.lead else "",
        choose(item.lead_organisation.names, language)[0] if item.lead_organisation else "",
        _partners(item, language),
        item.start.isoformat() if item.start else "",
        item.deadline.isoformat() if item.deadline else "",
        say(row.status_code, language),
        str(row.late.days or ""),
        choose(item.indicator.get("texts", {}), language)[0],
        choose(item.indicator.get("unit", {}), language)[0],
        *(figure(one, "en", "") for one in (item.baseline, item.target, item.current)),
        choose(item.indicator.get("source", {}), language)[0],
        _said(item, "act", language),
        ", ".join(item.rules),
        _answer(item, language),
        _said(item, "budget", language),
        _said(item, "risk", language),
        _page(item, site),
    ]


def _said(item: ActionItem, name: str, language: str) -> str:
    return choose(item.texts.get(name, {}), language)[0]


def _answer(item: ActionItem, language: str) -> str:
    """How the item answers what the public said, or that nobody said anything."""
    none = say("plans.field.nothing-received", language) if item.none_received else ""
    return " ".join(part for part in (none, _said(item, "feedback", language)) if part)


def _who(item: ActionItem, language: str) -> str:
    if item.lead is None or item.lead_organisation is None:
        return ""
    return f"{item.lead.name(language)}, {choose(item.lead_organisation.names, language)[0]}"


def _partners(item: ActionItem, language: str) -> str:
    return "; ".join(choose(one.names, language)[0] for one in item.partners.all())


def _page(item: ActionItem, site: str) -> str:
    return f"{site}{reverse('plans:item', args=[item.public_id])}"
