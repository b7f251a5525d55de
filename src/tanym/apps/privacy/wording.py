"""The words of a consent: the packs' own text, filled; a line for each field that the law wants named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.words import day
from tanym.apps.organisations.models import Organisation
from tanym.apps.policy.queries import stack
from tanym.apps.privacy.terms import last_day_of_consent
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import Refused
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.rulepacks.procedures import letters_in_force

LETTER = "consent"
FIELDS = "consent.fields"


@dataclass(frozen=True, slots=True)
class Wording:
    """A consent as it is read before it is given: lines by language, and the field of the law that each line names."""

    heading: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    fields: tuple[str, ...]
    until: date
    packs: Mapping[str, str]

    @property
    def digest(self) -> str:
        """Of the words in all languages: who gave the consent gave it to these."""
        said = {
            "heading": dict(self.heading),
            "lines": {language: list(lines) for language, lines in self.lines.items()},
        }
        return digest(said)


def worded(
    person: Person, organisation: Organisation, number: str, titles: Mapping[str, str], on: date
) -> Wording | None:
    """The consent that this person would give on a day; None where the packs have no text of one. Raises `Refused("privacy.fields-not-named")` where the text of
    the packs has not a line for each field of the law."""
    by = stack(on, organisation.code)
    letter, until = letters_in_force(by).get(LETTER), last_day_of_consent(on, organisation.code)
    if letter is None:
        return None
    fields = by.values.get(FIELDS)
    names = (
        tuple(map(str, fields.spoken.raw)) if fields and isinstance(fields.spoken.raw, list | tuple) else ()
    )
    heading, lines = {}, {}
    for language in LANGUAGES:
        heading[language], body = letter.write(
            language,
            {
                "person": person.name(language),
                "organisation": _named(organisation, language),
                "case": number,
                "subject": choose(titles, language)[0],
                "on": day(on, language),
                "due": day(until, language),
            },
        )
        lines[language] = tuple(line for line in body.splitlines() if line.strip())
        if not names or len(lines[language]) != len(names):
            raise Refused("privacy.fields-not-named", organisation=organisation.code)
    return Wording(heading, lines, names, until, dict(by.digests))


def _named(organisation: Organisation, language: str) -> str:
    name = choose(organisation.names, language)[0]
    return f"{name} ({organisation.legal_id})" if organisation.legal_id else name
