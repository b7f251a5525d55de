"""Letters of a pack: text with named places in three languages; nothing in them is evaluated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.faults import Fault
from tanym.core.kernel.localized import LANGUAGES, choose

_PLACE = re.compile(r"\{([^{}]*)\}")

PLACES: Mapping[str, str] = {
    "case": "number of the case",
    "subject": "what the case is about: a discipline, a profession, a micro-qualification",
    "organisation": "who decides",
    "person": "who asks, or gives a consent",
    "on": "day of the act",
    "due": "last day of the term that runs now",
    "missing": "papers that are missing",
    "decision": "result in words",
    "reasons": "reasons of the act",
    "gaps": "outcomes that are not recognised",
    "credits": "credits, with their unit",
}
"""Every place that a letter may hold, and what the platform puts there."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter; `to` is a side or a party of the procedure that sends it."""

    name: str
    to: str
    subject: Mapping[str, str]
    body: Mapping[str, str]

    def places(self, language: str) -> frozenset[str]:
        """The places that the letter uses in a language."""
        return frozenset(_PLACE.findall(self.subject.get(language, "") + self.body.get(language, "")))

    def write(self, language: str, places: Mapping[str, str]) -> tuple[str, str]:
        """Subject and body for a reader of `language`; braces inside the given texts stay as they are.

        Raises `InvalidValue("letter.place-empty")` where the letter asks for something that was not given.
        """
        missing = sorted(name for name in self.places(language) if not places.get(name, "").strip())
        if missing:
            raise InvalidValue("letter.place-empty", letter=self.name, missing=", ".join(missing))
        texts = (choose(self.subject, language)[0], choose(self.body, language)[0])
        subject, body = (_PLACE.sub(lambda place: places[place[1]], text) for text in texts)
        return subject, body


def parse_letters(table: Mapping[str, Any], place: str = "letters") -> dict[str, Letter]:
    """The letters that `letters.toml` holds, by name. Raises `InvalidValue("letter.form")` with the place."""
    rows = table.get("letter")
    if table.keys() != {"letter"} or not isinstance(rows, Mapping):
        raise InvalidValue("letter.form", place=place, what="letter")
    return {name: _letter(name, row, f"{place}, letter {name}") for name, row in rows.items()}


def _letter(name: str, row: Any, place: str) -> Letter:
    if not isinstance(row, Mapping) or not {"to", "subject", "body"} <= row.keys() <= {
        "to",
        "subject",
        "body",
        "note",
    }:
        raise InvalidValue("letter.form", place=place, what="to, subject, body")
    for key in ("subject", "body"):
        texts = row[key]
        if not isinstance(texts, Mapping) or not all(isinstance(text, str) for text in texts.values()):
            raise InvalidValue("letter.form", place=place, what=key)
    if not isinstance(row["to"], str):
        raise InvalidValue("letter.form", place=place, what="to")
    return Letter(name, row["to"], dict(row["subject"]), dict(row["body"]))


def check_letters(letters: Mapping[str, Letter], place: str = "letters") -> tuple[Fault, ...]:
    """Languages that are missing, places that differ between languages or that the platform does not know."""
    faults = []
    for name, letter in letters.items():
        at = f"{place}, letter {name}"
        for key, texts in (("subject", letter.subject), ("body", letter.body)):
            faults += [
                Fault("words.missing", f"{at}, {key}", {"language": language})
                for language in LANGUAGES
                if not texts.get(language, "").strip()
            ]
        used = {language: letter.places(language) for language in LANGUAGES}
        everywhere = frozenset.union(*used.values())
        faults += [
            Fault(
                "letter.places-differ",
                at,
                {"language": language, "places": ", ".join(sorted(everywhere - places))},
            )
            for language, places in used.items()
            if places != everywhere
        ]
        faults += [
            Fault("letter.place-unknown", at, {"name": one}) for one in sorted(everywhere - PLACES.keys())
        ]
    return tuple(faults)
