"""The columns of a list of awards: who, how to reach them, how it was assessed, and one for each learning outcome."""

from __future__ import annotations

import re
from decimal import Decimal

from tanym.apps.accounts.names import names
from tanym.apps.claims.phones import phone
from tanym.apps.imports.choices import one_of
from tanym.core.kernel import cells
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.lists import Column
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.core.qualifications.award import SUPERVISION
from tanym.core.qualifications.design import LearningOutcome

RELATIONS = ("none", "taught", "interest")
OUTCOME = "outcome-"
LONGEST_HEADING = 70


def of_outcome(outcome: str) -> str:
    """The name of the column of an outcome."""
    return f"{OUTCOME}{outcome}"


def _passport(given: str) -> str:
    return names("-", "-", given).passport


def _percent(given: str) -> int:
    """A result in hundredths of a per cent: 87.5 is 8750."""
    plain = re.sub(r"[\s\u00a0%]", "", given).replace(",", ".")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", plain) or Decimal(plain) > 100:
        raise InvalidValue("awards.percent")
    return int(Decimal(plain) * 100)


def _whole(given: str) -> int:
    return cells.whole(0, 100)(given.removesuffix("%"))


def _letter(given: str) -> str:
    """A letter of the scale; Cyrillic letters that look like Latin ones are read as those."""
    return given.strip().upper().replace("−", "-").translate(str.maketrans("АВСЕ", "ABCE"))


def _column(
    name: str, read: cells.Read, required: bool = False, *, kk: str = "", ru: str = "", en: str = ""
) -> Column:
    example = {"kk": kk, "ru": ru or kk, "en": en or kk}
    return Column(name, f"imports.awards.{name}", read, required, example)


PERSON = (
    _column("person_kk", cells.text(200), kk="Әйгерім Өмірбекқызы"),
    _column("person_ru", cells.text(200), kk="Айгерим Омирбеккызы"),
    _column("person_passport", _passport, True, kk="OMIRBEKKYZY AIGERIM"),
    _column("account", cells.text(150)),
    _column("email", cells.email(), kk="aigerim@people.example"),
    _column("phone", phone, kk="+7 701 000 00 00"),
    _column("language", cells.choice(*LANGUAGES), kk="kk", ru="ru", en="en"),
)
ASSESSMENT = (
    _column("assessed_on", cells.day(), True, kk="2026-11-14"),
    _column("identity", one_of("imports.identity", *SUPERVISION), True, kk="жеке куәлік тексерілді", ru="удостоверение проверено", en="identity document seen"),
    _column("assessors", cells.codes(cells.text(150)), True, kk="omar"),
    _column("relation", one_of("imports.relation", *RELATIONS), True, kk="жоқ", ru="нет", en="none"),
    _column("reasons", cells.text(1000), True, kk="Практикалық тапсырма, бағалау парағы бойынша", ru="Практическое задание, по листу оценивания", en="Practical task, by the assessment sheet"),
    _column("group", cells.text(60), kk="ДТ-26-1, № 14"),
)  # fmt: skip
RESULT = (
    _column("overall", _percent),
    _column("letter", _letter),
)


def columns(outcomes: tuple[LearningOutcome, ...]) -> tuple[Column, ...]:
    """All columns, with one for each outcome before the overall result."""
    own = tuple(_outcome(place, one) for place, one in enumerate(outcomes, start=1))
    return (*PERSON, *ASSESSMENT, *own, *RESULT)


def _outcome(place: int, outcome: LearningOutcome) -> Column:
    heading = {language: f"{place}. {_short(choose(outcome.text, language)[0])}, %" for language in LANGUAGES}
    return Column(
        of_outcome(outcome.id), "imports.awards.outcome", _whole, example={"": "85"}, heading=heading
    )


def _short(text: str) -> str:
    plain = " ".join(text.split()).rstrip(".;")
    return plain if len(plain) <= LONGEST_HEADING else f"{plain[:LONGEST_HEADING].rsplit(' ', 1)[0]} …"
