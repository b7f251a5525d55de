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
from tanym.apps.policy.actions.check import check
from tanym.apps.qualifications.actions.confer import confer
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.record_document import to_json
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.lists import Clash, Fault, Row


def write(asked: Asked, rows: Sequence[Row], *, actor: Any, at: datetime, source: str) -> Mapping[str, int]:
    """How many were awarded, and how many of them have no account. A row that was written already is passed over.

    The rules are asked once more, and their answers are kept with the award's source. Raises `Clash`.
    """
    people, done, waiting = accounts(rows), 0, 0
    for row in rows:
        of = f"{source}:{row.number}"
        if Award.objects.filter(source=of).exists():
            continue
        person = people.get((row["account"] or "").casefold()) or _awaited(row, actor, at)
        award = _confer(row, asked, person, assessors(row, people), actor, at, of)
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
    return {"awards": done, "claims": waiting}


def _awaited(row: Row, actor: Any, at: datetime) -> Person:
    known = names(row["person_kk"] or "", row["person_ru"] or "", row["person_passport"])
    return await_person(
        actor=actor, at=at, names=known, email=row["email"] or "", language=row["language"] or "kk"
    )


def _confer(
    row: Row, asked: Asked, person: Person, who: frozenset[str], actor: Any, at: datetime, of: str
) -> Award:
    seen = foreseen(row, asked)
    if seen is None or not seen.reached or asked.body is None:
        raise Clash(Fault(row.number, "", "awards.not-reached"))
    made = record(row, asked, seen, holder(row, person), at)
    facts = {
        "assessment": facts_of_assessment(row, asked, who),
        "issue": facts_of_issue(asked, seen, made),
    }
    for subject, found in facts.items():
        report = check(
            at=at, on=asked.on, subject=subject, facts=found, of=of, institution=asked.version.awarding_body
        )[1]
        for finding in report.blocking:
            column = AT.get(finding.rule, "")
            raise Clash(Fault(row.number, column, "awards.rule-not-met", {"rule": finding.rule}))
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
