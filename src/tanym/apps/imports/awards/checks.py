"""What the columns alone cannot see in a list of awards: who judged, what was reached, what the rules say of each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import lru_cache

from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.imports.awards import doubles
from tanym.apps.imports.awards.asked import Asked
from tanym.apps.imports.awards.columns import of_outcome
from tanym.apps.imports.awards.judging import (
    facts_of_assessment,
    facts_of_issue,
    foreseen,
    holder,
    record,
)
from tanym.apps.organisations.queries import holds
from tanym.apps.qualifications.queries import award_refusal
from tanym.core.kernel.lists import Fault, Row
from tanym.core.qualifications.award import weaker_than_planned

AT = {"AS-02": "relation", "AS-06": "identity", "AS-07": "reasons", "IS-01": "email", "IS-04": "assessed_on"}
"""Rule → the column at which it is told; others concern the whole row."""


MOST = 5_000
"""Rows of one list: the rules are asked of each while somebody waits for the preview."""


def check(asked: Asked, rows: Sequence[Row]) -> Iterator[Fault]:
    """Every fault that needs more than one cell, the platform, or the law to be seen."""
    if len(rows) > MOST:
        yield Fault(0, "", "awards.too-many", {"most": MOST, "count": len(rows)})
        return
    if asked.body is None or not asked.right.entitled:
        yield Fault(0, "", "learning.not-entitled", {"why": asked.right.code})
    yield from doubles.in_the_list(rows)
    yield from doubles.awarded_before(rows, asked)
    people = accounts(rows)
    judges = _Judges(asked, people)
    for row in rows:
        found = [*_person(row, people), *_day(row, asked), *judges.faults(row), *_results(row, asked)]
        yield from found
        if asked.right.entitled and not any(not one.warns for one in found):
            yield from _rules(row, asked, people)


def accounts(rows: Sequence[Row]) -> dict[str, Person]:
    """The open accounts that the rows name, by the name for signing in, in small letters."""
    named = {
        one.casefold() for row in rows for one in (*(row["assessors"] or ()), row["account"] or "") if one
    }
    found = Person.objects.filter(is_active=True, username__in=_spellings(rows))
    return {one.username.casefold(): one for one in found if one.username.casefold() in named}


def assessors(row: Row, people: dict[str, Person]) -> frozenset[str]:
    """The public identifiers of those who judged."""
    return frozenset(
        str(people[one.casefold()].public_id) for one in row["assessors"] if one.casefold() in people
    )


def _spellings(rows: Sequence[Row]) -> set[str]:
    given = {one for row in rows for one in (*(row["assessors"] or ()), row["account"] or "") if one}
    return given | {one.casefold() for one in given}


def _person(row: Row, people: dict[str, Person]) -> Iterator[Fault]:
    if not (row.texts.get("person_kk") or row.texts.get("person_ru")):
        yield Fault(row.number, "person_kk", "cell.empty")
    account = row["account"]
    if not account:
        return
    person = people.get(account.casefold())
    passport = doubles.skeleton(row["person_passport"] or "")
    if person is None or (passport and doubles.skeleton(person.name_passport) != passport):
        # the same answer for both: a list is no way to learn who has an account
        yield Fault(row.number, "account", "awards.no-such-account")


def _day(row: Row, asked: Asked) -> Iterator[Fault]:
    day = row["assessed_on"]
    if day is None:
        return
    if day > asked.on:
        yield Fault(row.number, "assessed_on", "awards.assessed-later", {"on": asked.on})
    elif asked.version.published_on and day < asked.version.published_on:
        yield Fault(row.number, "assessed_on", "awards.before-published", {"on": asked.version.published_on})
    elif (refusal := award_refusal(asked.version, day)) is not None:
        yield Fault(row.number, "assessed_on", refusal.code, refusal.details)


def _results(row: Row, asked: Asked) -> Iterator[Fault]:
    given = {outcome.id: row[of_outcome(outcome.id)] for outcome in asked.outcomes}
    empty = [one for one in given if not row.texts.get(of_outcome(one))]
    if len(empty) == len(given) and row["overall"] is not None:
        yield Fault(row.number, "overall", "awards.outcomes-needed")
        return
    for outcome, percent in given.items():
        if outcome in empty:
            yield Fault(row.number, of_outcome(outcome), "cell.empty")
        elif percent is not None and percent < asked.thresholds[outcome]:
            details = {"threshold": asked.thresholds[outcome]}
            yield Fault(row.number, of_outcome(outcome), "awards.below-threshold", details)
    seen = foreseen(row, asked)
    if seen is None:
        return
    if row["overall"] is not None and abs(row["overall"] - seen.hundredths) > 100:
        details = {"percent": f"{seen.hundredths / 100:.2f}".rstrip("0").rstrip(".")}
        yield Fault(row.number, "overall", "awards.overall-differs", details)
    if row["letter"] and row["letter"] != seen.letter:
        yield Fault(
            row.number, "letter", "awards.letter-differs", {"letter": seen.letter, "percent": seen.percent}
        )
    modes = {one.id: row["identity"] for one in asked.design.assessments} if row["identity"] else {}
    if weaker_than_planned(asked.design, modes):
        yield Fault(row.number, "identity", "awards.identity-weaker")


def _rules(row: Row, asked: Asked, people: dict[str, Person]) -> Iterator[Fault]:
    """What the rules on assessing and on issuing say of the row; each is asked as a conclusion on the platform is."""
    seen = foreseen(row, asked)
    needed = ("reasons", "identity", "assessed_on", "relation", "assessors", "person_passport")
    if seen is None or not seen.reached or any(row[one] is None for one in needed):
        return
    at = timezone.make_aware(datetime.combine(asked.on, time()))
    person = people.get((row["account"] or "").casefold())
    of = record(row, asked, seen, holder(row, person), at)
    reports = (
        asked.assessment.report(facts_of_assessment(row, asked, assessors(row, people)), ""),
        asked.issue.report(facts_of_issue(asked, seen, of), ""),
    )
    for rule in (rule for report in reports for rule in report.blocking):
        yield Fault(row.number, AT.get(rule, ""), "awards.rule-not-met", {"rule": rule})


def warn(asked: Asked, rows: Sequence[Row]) -> Iterator[Fault]:
    """What somebody should look at before the list is written."""
    if len(rows) <= MOST:
        yield from doubles.namesakes(rows, asked)


class _Judges:
    """Whether those who judged are assessors of the assessing body on the day; each is asked once."""

    def __init__(self, asked: Asked, people: dict[str, Person]) -> None:
        self.asked, self.people = asked, people
        self._may = lru_cache(maxsize=None)(self._is_assessor)

    def faults(self, row: Row) -> Iterator[Fault]:
        """What is wrong with the assessors of a row."""
        for name in row["assessors"] or ():
            if not self._may(name.casefold(), row["assessed_on"] or self.asked.on):
                yield Fault(row.number, "assessors", "awards.no-assessor", {"name": name})
            elif row["account"] and name.casefold() == row["account"].casefold():
                yield Fault(row.number, "assessors", "awards.judged-oneself")

    def _is_assessor(self, name: str, on: date) -> bool:
        person = self.people.get(name)
        return person is not None and holds(person, "assessor", self.asked.assessing, on)
