"""Writes a list of awards: each row confers an award, and whoever has no account is offered it by a code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tanym.apps.accounts.actions.await_person import await_person
from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import names
from tanym.apps.claims.actions.offer import offer
from tanym.apps.imports.awards.asked import Asked
from tanym.apps.imports.awards.checks import AT, accounts, assessors
from tanym.apps.imports.awards.judging import facts_of_assessment, facts_of_issue, foreseen, holder, record
from tanym.apps.imports.notices import awarded
from tanym.apps.policy.actions.keep_reports import keep_reports
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.record_document import to_json
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.lists import Clash, Fault, Row
from tanym.core.rules.alike import Reported


def write(asked: Asked, rows: Sequence[Row], *, actor: Any, at: datetime, source: str) -> Mapping[str, int]:
    """How many were awarded, and how many of them have no account. A row that was written already is passed over.

    The rules are asked once more, and their answers are kept with the award's source. Raises `Clash`.
    """
    people, done, waiting = accounts(rows), 0, 0
    kept: list[tuple[str, Reported]] = []
    for row in rows:
        of = f"{source}:{row.number}"
        if Award.objects.filter(source=of).exists():
            continue
        person = people.get((row["account"] or "").casefold()) or _awaited(row, actor, at)
        award = _confer(row, asked, person, assessors(row, people), actor, at, of, kept)
        done += 1
        if person.is_active:
            awarded(award, at, asked.contact)
            continue
        waiting += 1
        offer(
            actor=actor,
            at=at,
            award=award,
            way="mail" if row["email"] else "sms" if row["phone"] else "paper",
            email=row["email"] or "",
            phone=row["phone"] or "",
            group=row["group"] or "",
            source=source,
        )
    keep_reports(at=at, on=asked.on, by=asked.by, reports=kept)
    return {"awards": done, "claims": waiting}


def _awaited(row: Row, actor: Any, at: datetime) -> Person:
    known = names(row["person_kk"] or "", row["person_ru"] or "", row["person_passport"])
    return await_person(
        actor=actor, at=at, names=known, email=row["email"] or "", language=row["language"] or "kk"
    )


def _confer(
    row: Row,
    asked: Asked,
    person: Person,
    who: frozenset[str],
    actor: Any,
    at: datetime,
    of: str,
    kept: list[tuple[str, Reported]],
) -> Award:
    seen = foreseen(row, asked)
    if seen is None or not seen.reached or asked.body is None:
        raise Clash(Fault(row.number, "", "awards.not-reached"))
    made = record(row, asked, seen, holder(row, person), at)
    reports = (
        asked.assessment.report(facts_of_assessment(row, asked, who), of),
        asked.issue.report(facts_of_issue(asked, seen, made), of),
    )
    kept += [(of, report) for report in reports]
    for rule in (rule for report in reports for rule in report.blocking):
        raise Clash(Fault(row.number, AT.get(rule, ""), "awards.rule-not-met", {"rule": rule}))
    try:
        return confer(
            actor=actor,
            at=at,
            person=person,
            awarding_body=asked.body,
            source=of,
            record=to_json(made),
            version=asked.version,
            decided_on=row["assessed_on"],
        )
    except Refused as refusal:
        raise Clash(Fault(row.number, "assessed_on", refusal.code, refusal.details)) from None
