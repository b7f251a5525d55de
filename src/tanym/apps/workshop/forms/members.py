"""What each kind of entry asks for: its members, in the order of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise


class Ask(StrEnum):
    """How a member is asked for."""

    TEXT = "text"
    AREA = "area"
    CHOICE = "choice"
    MANY = "many"
    DAY = "day"
    NUMBER = "number"
    FLAG = "flag"
    WORDS = "words"
    LONG_WORDS = "long-words"
    LINES = "lines"
    AMOUNT = "amount"
    ROWS = "rows"
    CITE = "cite"
    CONDITION = "condition"
    CALL = "call"
    FACT = "fact"
    EXPECT = "expect"
    LOGIC = "logic"
    CLOCKS = "clocks"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an entry's table. `choices` names the list offered; `row` is what one row of a list asks for."""

    name: str
    ask: Ask
    label: Label
    hint: Label = ""
    choices: str = ""
    row: tuple[Member, ...] = ()
    each: Ask | None = None
    one: Label = ""
    add: Label = ""
    needed: bool = False
    fixed: bool = False
    seldom: bool = False  # folded away while it is empty


CITES = Member(
    "cites",
    Ask.ROWS,
    _("On what it rests"),
    each=Ask.CITE,
    one=_("Source"),
    add=_("Add a source"),
    needed=True,
)
WORDS = Member("words", Ask.WORDS, _("In words"), needed=True)
NOTE = Member(
    "note", Ask.AREA, _("Note"), _("For whoever edits it next. It is kept with the rules."), seldom=True
)
SINCE = Member("since", Ask.DAY, _("In force from"), needed=True)
UNTIL = Member(
    "until",
    Ask.DAY,
    _("Until (that day not included)"),
    _("Leave it empty while no end is known."),
    seldom=True,
)
CALLS: dict[str, Any] = {"ask": Ask.ROWS, "each": Ask.CALL}

DATED = Member(
    "dated",
    Ask.ROWS,
    _("Dated lines"),
    _("Add a line for the new amount; the lines before it keep saying what held earlier."),
    row=(
        SINCE,
        UNTIL,
        Member("value", Ask.AMOUNT, _("How much"), needed=True),
        Member(
            "loosen_to",
            Ask.AMOUNT,
            _("How far a lower layer may loosen it"),
            _("While it is empty, nobody below may ask for less."),
            seldom=True,
        ),
        CITES,
        NOTE,
    ),
    one=_("Line"),
    add=_("Add a dated line"),
)
CONDITIONS: dict[str, Any] = {
    "ask": Ask.ROWS,
    "each": Ask.CONDITION,
    "one": _("Condition"),
    "add": _("Add a condition"),
}

SHAPES: Mapping[str, tuple[Member, ...]] = {
    "pack": (
        WORDS,
        Member("status", Ask.CHOICE, _("Standing"), choices="statuses", needed=True),
        Member("status_note", Ask.AREA, _("What readers must know of its standing")),
        Member("status_notes", Ask.LONG_WORDS, _("The same in other languages")),
        Member("coverage", Ask.AREA, _("What it covers")),
        Member("coverages", Ask.LONG_WORDS, _("The same in other languages")),
        Member("requires", Ask.MANY, _("Packs that it builds on"), choices="packs"),
        NOTE,
    ),
    "source": (
        Member("title", Ask.TEXT, _("Title, in its own language"), needed=True),
        Member("kind", Ask.CHOICE, _("What it is"), choices="source_kinds", needed=True),
        Member("date", Ask.DAY, _("Date of the text")),
        Member("url", Ask.TEXT, _("Address")),
        Member(
            "version_read", Ask.DAY, _("Version that was read"), _("Leave it empty if nobody has read it.")
        ),
        Member("still_valid_on", Ask.DAY, _("Looked up last on")),
        Member("repealed", Ask.DAY, _("Repealed on"), seldom=True),
        Member("words", Ask.WORDS, _("What readers of other languages call it")),
        NOTE,
    ),
    "unit": (Member("minutes", Ask.NUMBER, _("How many minutes"), needed=True), WORDS, CITES, NOTE),
    "value": (
        DATED,
        WORDS,
        Member("type", Ask.CHOICE, _("Type of value"), choices="types"),
        Member("tighter", Ask.CHOICE, _("Which change asks more"), choices="directions"),
        NOTE,
    ),
    "rule": (
        WORDS,
        Member("severity", Ask.CHOICE, _("If it is not met"), choices="severities", needed=True),
        UNTIL,
        Member("binds", Ask.CHOICE, _("What it binds"), choices="subjects", needed=True),
        Member("when", **CONDITIONS, label=_("It applies when (all of these)")),
        Member("logic", Ask.LOGIC, _("What it asks")),
        CITES,
        Member(
            "may_lower_to", Ask.CHOICE, _("A lower layer may lower it to"), choices="severities", seldom=True
        ),
        Member("waivable", Ask.CHOICE, _("Waivers"), choices="waivable", seldom=True),
        NOTE,
    ),
    "adjust": (
        Member("severity", Ask.CHOICE, _("If it is not met"), choices="severities", needed=True),
        UNTIL,
        Member("reason", Ask.LONG_WORDS, _("Reason that readers see"), needed=True),
        CITES,
    ),
    "fact": (
        WORDS,
        Member("type", Ask.CHOICE, _("Type of value"), choices="types", needed=True),
        NOTE,
    ),
    "case": (
        Member("on", Ask.DAY, _("On this day"), needed=True),
        Member(
            "facts", Ask.ROWS, _("What the record shows"), each=Ask.FACT, one=_("Fact"), add=_("Add a fact")
        ),
        Member(
            "expect",
            Ask.ROWS,
            _("What the rules must answer"),
            each=Ask.EXPECT,
            one=_("Expected answer"),
            add=_("Add an answer"),
        ),
        NOTE,
    ),
    "letter": (
        Member("to", Ask.TEXT, _("To whom: a party or a side"), needed=True),
        Member("subject", Ask.WORDS, _("Subject"), needed=True),
        Member("body", Ask.LONG_WORDS, _("Text"), needed=True),
    ),
    "procedure": (
        WORDS,
        SINCE,
        UNTIL,
        Member("start", Ask.CHOICE, _("First stage"), choices="stages", needed=True),
        Member("status", Ask.TEXT, _("Standing"), needed=True),
        Member("status_note", Ask.AREA, _("What readers must know of its standing")),
        Member("calendar", Ask.CHOICE, _("Calendar of working days"), choices="calendars", needed=True),
        Member("may_replace", Ask.MANY, _("Who may bring a version of their own"), choices="layers"),
        Member("on_entry_starts", Ask.MANY, _("Clocks that start with the case"), choices="clocks"),
        CITES,
        NOTE,
    ),
    "party": (
        WORDS,
        Member("side", Ask.TEXT, _("Side"), _("Nobody acts for two sides in one case."), needed=True),
        Member("is", Ask.CHOICE, _("Who it is"), choices="bases", needed=True),
        NOTE,
    ),
    "stage": (
        WORDS,
        Member("waits_for", Ask.CHOICE, _("Whom it waits for"), choices="waits"),
        Member("clock", Ask.CHOICE, _("Under which clock"), choices="clocks"),
        Member("no_clock", Ask.TEXT, _("Or why under none")),
        Member("end", Ask.TEXT, _("Which end it is"), _("Only for a stage in which the case is over.")),
        NOTE,
    ),
    "step": (
        WORDS,
        Member("from", Ask.MANY, _("From which stages"), choices="stages", needed=True),
        Member("to", Ask.CHOICE, _("To which stage"), choices="targets", needed=True),
        Member("by", Ask.MANY, _("Who takes it"), choices="actors", needed=True),
        Member(
            "guards",
            **CALLS,
            label=_("What must hold before"),
            one=_("Demand"),
            add=_("Add a demand"),
            choices="guards",
        ),
        Member("clocks", Ask.CLOCKS, _("What it does to the clocks")),
        Member(
            "effects",
            **CALLS,
            label=_("What follows"),
            one=_("Effect"),
            add=_("Add an effect"),
            choices="effects",
        ),
        Member("letters", Ask.MANY, _("Letters that go out"), choices="letters"),
        CITES,
        NOTE,
    ),
    "document": (
        WORDS,
        Member("from", Ask.CHOICE, _("Who gives it"), choices="parties", needed=True),
        Member("needed_for", Ask.CHOICE, _("For which step"), choices="verbs", needed=True),
        Member("instead", Ask.TEXT, _("What stands in for it"), seldom=True),
        CITES,
        NOTE,
    ),
    "clock": (
        Member("lasts", Ask.CHOICE, _("Its length is the value"), choices="periods", needed=True),
        Member("on_expiry", Ask.CHOICE, _("When the term is over"), choices="expiries", needed=True),
        Member("warn_at", Ask.NUMBER, _("Warn when so many per cent are used"), seldom=True),
        Member("reminder", Ask.CHOICE, _("Letter to the applicant then"), choices="letters", seldom=True),
        Member("stated", Ask.FLAG, _("The decision itself says until when"), seldom=True),
        Member(
            "tacit",
            Ask.WORDS,
            _("What follows if nobody acts in time"),
            _("Only where the end of the term is itself a step, as “it counts as approved”."),
            seldom=True,
        ),
        Member("extends", Ask.CHOICE, _("May be extended by the value"), choices="periods", seldom=True),
        Member("extended_by", Ask.MANY, _("Who may extend it"), choices="parties", seldom=True),
        Member("times", Ask.NUMBER, _("How often it may be extended (once, if empty)"), seldom=True),
        Member("notice", Ask.CHOICE, _("Letter about the extension"), choices="letters", seldom=True),
        replace(CITES, needed=False, seldom=True),
        NOTE,
    ),
    "criterion": (
        WORDS,
        Member("rules", Ask.LINES, _("Rules that belong to it, one a line")),
        Member("rest", Ask.FLAG, _("It takes every rule that no other criterion names"), seldom=True),
        NOTE,
    ),
    "commission": (
        Member("odd", Ask.FLAG, _("An odd number of members")),
        Member("fewest", Ask.NUMBER, _("Fewest members"), needed=True),
        Member("majority", Ask.CHOICE, _("Majority"), choices="majorities", needed=True),
        Member("quorum", Ask.CHOICE, _("Quorum is the value"), choices="shares", needed=True),
        Member("chosen_by_members", Ask.LINES, _("Chosen by the members, one a line")),
        Member("not_members", Ask.LINES, _("Sit in it without being members, one a line")),
        Member("apart", Ask.LINES, _("Who may not sit in it, one a line")),
        CITES,
        NOTE,
    ),
}
"""Kind of entry → its members. What a form does not ask for stays in the entry as it was."""

ADDED: Mapping[str, Label] = {
    "value": _("A value"),
    "rule": _("Rule"),
    "adjust": _("Other severity for a rule of a layer above"),
    "source": _("Source"),
    "fact": _("Fact that only a person can know"),
    "case": _("A case that says what is meant"),
    "stage": _("Stage"),
    "step": _("Step of the procedure"),
    "document": _("Document"),
    "clock": _("Clock"),
    "party": _("Party"),
    "criterion": _("Criterion"),
    "letter": _("Letter"),
    "unit": _("Unit of work"),
}
"""Kinds that can be added."""

CITED = frozenset({"unit", "value", "rule", "adjust", "step", "document", "procedure", "commission"})
"""Kinds whose entries say themselves on what they rest."""

IN_PROCEDURES = frozenset(
    {"stage", "step", "document", "clock", "party", "commission", "procedure", "criterion"}
)
