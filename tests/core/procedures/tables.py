"""A small procedure of an invented office, its world, and the lengths of its clocks: what the tests of the engine use."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

from tanym.core.kernel.calendar import read_calendar
from tanym.core.kernel.periods import Period
from tanym.core.procedures.answers import Answer, Moment, met
from tanym.core.procedures.check import Known
from tanym.core.procedures.letters import parse_letters
from tanym.core.procedures.parse import parse_procedure
from tanym.core.procedures.table import Call, Procedure

WORDS = 'words = { en = "w", ru = "w", kk = "w" }'
TABLE = tomllib.loads(f"""
[procedure]
id = "loan"
since = 2026-01-01
status = "in-force"
calendar = "plain"
start = "draft"
cites = ["own, item 1 [O]"]
{WORDS}
[party]
reader = {{ side = "reader", is = "relation", {WORDS} }}
clerk = {{ side = "library", is = "role", {WORDS} }}
judge = {{ side = "library", is = "relation", {WORDS} }}
[commission]
odd = true
fewest = 3
majority = "of-present"
quorum = "quorum"
chosen_by_members = ["chair", "deputy"]
not_members = ["secretary"]
apart = ["reader", "everyone-of:older"]
cites = ["own, item 1 [O]"]
[document.card]
from = "reader"
needed_for = "ask"
cites = ["own, item 1 [O]"]
{WORDS}
[clock.answer]
lasts = "answer-within"
warn_at = 50
on_expiry = "late"
[clock.papers]
lasts = "papers-within"
on_expiry = "lapse"
[stage]
draft = {{ waits_for = "reader", no_clock = "own time", {WORDS} }}
desk = {{ waits_for = "clerk", clock = "answer", {WORDS} }}
papers = {{ waits_for = "reader", clock = "papers", {WORDS} }}
lent = {{ end = "positive", {WORDS} }}
lapsed = {{ end = "lapsed", {WORDS} }}
[[step]]
do = "ask"
from = ["draft"]
to = "desk"
by = ["reader"]
guards = ["documents-given"]
starts = ["answer"]
letters = ["received"]
cites = ["own, item 2 [O]"]
[[step]]
do = "return"
from = ["desk"]
to = "papers"
by = ["clerk"]
guards = ["names-what-is-missing"]
pauses = ["answer"]
starts = ["papers"]
cites = ["own, item 3 [O]"]
[[step]]
do = "supply"
from = ["papers"]
to = "desk"
by = ["reader"]
guards = [{{ name = "clock-running", clock = "papers" }}]
stops = ["papers"]
resumes = ["answer"]
cites = ["own, item 3 [O]"]
[[step]]
do = "lapse"
from = ["papers"]
to = "lapsed"
by = ["clock:papers"]
stops = ["papers", "answer"]
cites = ["own, item 4 [O]"]
[[step]]
do = "think-again"
from = ["desk"]
to = "same"
by = ["clerk"]
restarts = ["answer"]
cites = ["own, item 5 [O]"]
[[step]]
do = "lend"
from = ["desk"]
to = "lent"
by = ["judge", "clerk"]
guards = ["no-conflict", {{ name = "rule-met", rule = "R-1" }}]
stops = ["answer"]
effects = [{{ name = "open-procedure", procedure = "loan" }}]
cites = ["own, item 6 [O]"]
""")

KNOWN = Known(
    sources=frozenset({"own"}),
    values={"answer-within": "period", "papers-within": "period", "quorum": "share"},
    rules=frozenset({"R-1"}),
    procedures=frozenset({"loan"}),
    calendars=frozenset({"plain"}),
    letters=parse_letters(
        {
            "letter": {
                "received": {
                    "to": "reader",
                    "subject": dict.fromkeys(("kk", "ru", "en"), "{case}"),
                    "body": dict.fromkeys(("kk", "ru", "en"), "{due}"),
                }
            }
        }
    ),
)

CALENDAR = read_calendar(
    {
        "id": "plain",
        "jurisdiction": "KZ",
        "weekend": ["saturday", "sunday"],
        "year": [{"year": year, "mark": "U"} for year in range(2025, 2030)],
    }
)
LENGTHS = {"answer-within": Period.read("10 working-day"), "papers-within": Period.read("5 working-day")}
MONDAY = date(2026, 3, 2)


def table(change: Callable[[dict[str, Any]], object] | None = None) -> dict[str, Any]:
    """A fresh copy of the table, changed as a test likes."""
    fresh = copy.deepcopy(TABLE)
    if change:
        change(fresh)
    return fresh


def loan(change: Callable[[dict[str, Any]], object] | None = None) -> Procedure:
    """The procedure of the (changed) table."""
    return parse_procedure(table(change))


def step(content: dict[str, Any], do: str) -> dict[str, Any]:
    """The row of a verb."""
    return next(row for row in content["step"] if row["do"] == do)


def yes(guard: Call, at: Moment) -> Answer:
    """The oracle that says yes to everything."""
    return met()
