"""The evaluation sheet: seven criteria and five elements, each with source and day, or not available."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tanym.adapters.pdf import evaluation_pdf
from tanym.core.credentials.checks import Name, confirmed, not_checked
from tanym.core.credentials.evaluation import (
    Criterion,
    Element,
    RegisterLine,
    Sheet,
    Source,
    confirmed_now,
    evaluation_sheet,
)
from tanym.core.credentials.record import AwardRecord, RecordedLevel, RecordedOutcome
from tanym.rulepacks.evaluation_words import LANGUAGES, parts
from tanym.rulepacks.words import core_words
from tests.core.credentials.cast import NOW, award

TODAY = date(2026, 11, 22)
LINE = RegisterLine({"en": "Providers"}, "PR-2025-0001", "in-force", date(2025, 1, 1), date(2029, 12, 31))
CHECKS = (
    confirmed(Name.SIGNATURE, "credential.signed", suite="eddsa-rdfc-2022", method="did:web:x#k"),
    not_checked(Name.STATUS, "credential.status-unavailable"),
)


def sheet_of(record: AwardRecord, right: str = "yes") -> Sheet:
    return evaluation_sheet(record, right=right, lines=(LINE,), checks=CHECKS, checked_on=TODAY)


def test_every_criterion_and_element_has_its_line() -> None:
    sheet = sheet_of(award())
    assert [row.name for row in sheet.criteria] == list(Criterion)
    assert [row.name for row in sheet.elements] == list(Element)
    assert all(row.source and row.on for row in sheet.criteria if row.available)


def test_what_is_not_known_is_not_available_and_has_no_source() -> None:
    bare = replace(
        award(), quality=None, level=RecordedLevel(), workload={}, credits=None, ects=None, assessments=()
    )
    sheet = sheet_of(bare)
    missing = {row.name for row in sheet.criteria if not row.available}
    assert missing == {Criterion.QUALITY, Criterion.LEVEL, Criterion.WORKLOAD, Criterion.TESTING}
    assert all(row.source is None and row.on is None for row in sheet.criteria if not row.available)
    shown = parts(sheet, "it")[1].lines[0]
    assert (shown.name, shown.values) == ("Assicurazione della qualità", ())


def test_the_check_of_today_is_told_as_it_came_out() -> None:
    verification = sheet_of(award()).criteria[1]
    assert (verification.source, verification.on) == (Source.CHECK, TODAY)
    assert parts(sheet_of(award()), "en")[1].lines[1].values == (
        "Signature: Confirmed",
        "Not revoked: Could not be checked",
    )
    assert confirmed_now(CHECKS)
    assert not confirmed_now(CHECKS[1:])


def test_the_registers_answer_stands_with_the_entry_that_gives_it() -> None:
    yes, entry = parts(sheet_of(award()), "en")[0].lines[1].values
    assert yes.startswith("Yes: on ")
    assert entry == "Providers, PR-2025-0001: in force, 1 January 2025 – 31 December 2029"
    unknown = parts(sheet_of(award(), "unknown"), "it")[0].lines[1].values[0]
    assert "ciò non significa" in unknown


def test_every_word_that_the_sheet_may_use_is_there_in_italian() -> None:
    kinds = (
        "type",
        "supervision",
        "identity",
        "participation",
        "quality",
        "basis",
        "eqf-status",
        "stacking",
        "is-not",
    )
    starts = (
        "evaluation.",
        "register.status.",
        "verify.outcome.",
        "day.",
        *(f"certificate.{one}." for one in kinds),
    )
    english = [
        code for code, said in core_words().sentences.items() if code.startswith(starts) and "it" not in said
    ]
    assert not english
    said = [
        text
        for part in parts(sheet_of(award()), "it")
        for line in part.lines
        for text in (line.name, *line.values)
    ]
    assert not [text for text in said if "evaluation." in text or "certificate." in text]


def test_the_sheet_is_two_pages_and_archivable() -> None:
    for language in LANGUAGES:
        record = award()
        paper = evaluation_pdf(
            record, sheet_of(record), "https://tanym.example/v/X", language, NOW, proven=True
        )
        assert paper.startswith(b"%PDF-")
        pages = re.search(rb"/Type/Pages/Count (\d)", paper)
        assert pages is not None
        assert int(pages[1]) <= 2
        assert b"pdfaid:part" in paper


def test_what_a_statement_looked_at_is_no_learning_outcome() -> None:
    statement = replace(award(), outcomes=(RecordedOutcome("level", {"en": "How advanced"}, achieved=True),))
    sheet = sheet_of(statement)
    assert not next(row for row in sheet.criteria if row.name == Criterion.OUTCOMES).available
    assert not next(row for row in sheet.elements if row.name == Element.OUTCOMES).available
