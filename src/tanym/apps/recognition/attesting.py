"""What people say of a case: the questions that the rules in force ask a person, and the answers on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.policy.queries import stack
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.recognition.attesting import Attestation, attested_facts, read_attested, sayable
from tanym.core.rules import FactType
from tanym.core.rules.types import Typed
from tanym.rulepacks.sentences import amount, fact_words

SUBJECT = "case"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said, for a reader: the question, the answer, how they know."""

    fact: str
    question: str
    answer: str
    words: str
    by: Any
    at: datetime


def sayable_of(case: RecognitionCase, on: date) -> Mapping[str, FactType]:
    """The facts that a person may say of a case by the rules of a day."""
    return sayable(stack(on, case.organisation.code), SUBJECT)


def said_facts(case: RecognitionCase, on: date) -> dict[str, Typed]:
    """The latest word on each fact, typed, for the rules."""
    return attested_facts(
        sayable_of(case, on),
        (
            Attestation(row.fact, row.value, row.words, str(row.by.public_id), timezone.localdate(row.at))
            for row in case.attestations.select_related("by")
        ),
    )


def said_of(case: RecognitionCase, on: date) -> list[Said]:
    """Everything that was said of a case, the latest first."""
    by, language = stack(on, case.organisation.code), get_language() or "kk"
    known = sayable_of(case, on)
    return [
        Said(
            row.fact,
            fact_words(by, row.fact, language),
            amount(known[row.fact].type, read_attested(known[row.fact].type, row.value), language),
            row.words,
            row.by,
            row.at,
        )
        for row in case.attestations.select_related("by").order_by("-at", "-pk")
        if row.fact in known
    ]


def questions(case: RecognitionCase, asked: Iterable[str], on: date) -> list[tuple[str, str]]:
    """Of the facts that rules asked for, those that a person may say: name and question."""
    by, language = stack(on, case.organisation.code), get_language() or "kk"
    known = sayable_of(case, on)
    return [(name, fact_words(by, name, language)) for name in sorted({*asked}) if name in known]
