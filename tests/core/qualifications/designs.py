"""A complete design for tests, and generated ones."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tanym.core.qualifications.design import WORK, Design, parse

DAY = date(2026, 3, 1)

COMPLETE: dict[str, Any] = {
    "code": "data-for-accountants",
    "titles": {"kk": "Бухгалтерге деректер", "ru": "Данные для бухгалтера", "en": "Data for accountants"},
    "summary": {"kk": "Кестелер мен есептер.", "ru": "Таблицы и отчёты.", "en": "Tables and reports."},
    "purpose": {"en": "Prepare a monthly report without help."},
    "target_group": {"en": "Accountants of small firms"},
    "sector": "finance",
    "languages": ["kk", "ru"],
    "isced_f": "0411",
    "credits": 2,
    "ects": 2,
    "participation": "blended",
    "prior_learning_route": "offered",
    "workload": {"contact": "20 academic-hour", "self-study": "30 hour", "assessment": "10 academic-hour"},
    "level": {
        "nqf": 6,
        "eqf": 6,
        "eqf_status": "indicative",
        "basis": "self-assigned",
        "argument": {"en": "Critical understanding of methods."},
        "decided_by": "Dana",
    },
    "outcomes": [
        {
            "id": "lo-1",
            "kind": "skill",
            "text": {"kk": "Кестені тазалайды", "ru": "Очищает таблицу", "en": "Cleans a table"},
            "links": [{"scheme": "esco", "target": "http://data.europa.eu/esco/skill/x", "match": "close"}],
        }
    ],
    "assessments": [
        {
            "id": "task",
            "type": "practical-task",
            "supervision": "supervised-with-id",
            "covers": [{"outcome": "lo-1", "threshold": 60, "criterion": {"en": "no duplicates are left"}}],
        }
    ],
    "quality": {"kind": "internal", "last_review_on": "2026-01-10", "next_review_on": "2026-12-10"},
    "need": {
        "type": "labour-market",
        "text": {"en": "Forty vacancies ask for it."},
        "evidence": [{"source": "survey", "on": "2025-10-01"}],
    },
    "stacking": {"option": "stand-alone", "disclaimer": {"en": "Units give no automatic right to a qualification."}},
    "bodies": {"delivering": "kokzhar", "assessing": "kokzhar", "awarding": "kokzhar"},
    "offer": {
        "cost": 48000,
        "currency": "KZT",
        "criteria_published_on": "2026-01-10",
        "enrolment_opens_on": "2026-02-01",
        "contact": "guidance desk",
        "accessibility": {"en": "Screen readers"},
    },
    "attestations": [
        {"fact": "design.stakeholder_part", "by": "Gulnar", "on": "2026-01-05", "text": "employers-chamber"}
    ],
}  # fmt: skip


def complete(**changes: Any) -> Design:
    """The complete design with other members; a member given as None is left out."""
    document = {**COMPLETE, **changes}
    return parse({name: value for name, value in document.items() if value is not None})


_words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40)
_texts = st.dictionaries(st.sampled_from(["kk", "ru", "en", "it"]), _words, max_size=3)
_lines = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
_days = st.dates().map(date.isoformat)
_hundredths = st.integers(0, 10**6).map(lambda n: n // 100 if n % 100 == 0 else n / 100)


def _table(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=members)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Documents of the right form in which anything may be missing."""
    ids = draw(st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), unique=True, max_size=4))
    cell = st.fixed_dictionaries(
        {"outcome": st.sampled_from(ids or ["none"])},
        optional={"threshold": st.integers(0, 100), "criterion": _texts},
    )
    assessment = st.fixed_dictionaries(
        {"id": st.just("a")},
        optional={
            "type": _lines,
            "title": _texts,
            "covers": st.lists(cell, max_size=3) if ids else st.just([]),
        },
    )
    document = draw(
        _table(
            code=st.from_regex(r"[a-z0-9][a-z0-9.-]{0,20}", fullmatch=True),
            titles=_texts, summary=_texts, sector=_lines, languages=st.lists(_lines, max_size=3),
            workload=st.dictionaries(st.sampled_from(WORK), st.integers(0, 10**6), max_size=4),
            volume=st.integers(0, 10**6), credits=_hundredths, ects=_hundredths, entry_test=st.booleans(),
            level=_table(nqf=st.integers(0, 12), eqf=st.integers(0, 12), basis=_lines, argument=_texts, decided_on=_days),
            assessments=st.lists(assessment, max_size=1),
            quality=_table(kind=_lines, since=_days, reference=_words),
            stacking=_table(option=_lines, disclaimer=_texts, builds_on=st.lists(_lines, max_size=2)),
            offer=_table(cost=st.integers(0, 10**6), contact=_words, enrolment_opens_on=_days),
        )
    )  # fmt: skip
    if ids:
        document["outcomes"] = [{"id": one, "text": draw(_texts)} for one in ids]
    return document
