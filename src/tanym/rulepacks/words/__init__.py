"""The sentences behind the codes, in every language of the interface.

A catalogue is a set of TOML files of the form

    [case.not-now]          # the code, as nested or quoted table
    kk = "…"
    ru = "…"
    en = "The case is at another step now: {stage}."

A code may be the beginning of another; both are kept. Places in braces are filled from the details of the error or finding; nothing is evaluated. A detail that is itself
a code with a sentence is said in words. `case.*.quorum` stands for that guard at every step: `case.recognise.quorum`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from tanym.core.kernel.localized import choose

PLACE = re.compile(r"\{([a-z_]+)\}")
LANGUAGE = re.compile(r"[a-z]{2}")
"""Kazakh, Russian and English always; further ones, such as Italian, where a paper goes abroad."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sentences by code and language."""

    sentences: Mapping[str, Mapping[str, str]]

    def __contains__(self, code: str) -> bool:
        return bool(self._sentence(code))

    def say(self, code: str, language: str, /, **details: object) -> str:
        """The sentence of `code` for a reader of `language`; the code itself where nobody has written one."""
        text, _ = choose(self._sentence(code), language)
        return PLACE.sub(lambda place: self._place(place[1], language, details), text) if text else code

    def _sentence(self, code: str) -> Mapping[str, str]:
        if code in self.sentences:
            return self.sentences[code]
        first, _, rest = code.partition(".")
        last = rest.partition(".")[2]
        return self.sentences.get(f"{first}.*.{last}", {}) if last else {}

    def _place(self, name: str, language: str, details: Mapping[str, object]) -> str:
        value = details.get(name, "…")
        others = {key: one for key, one in details.items() if key != name}
        return self.say(value, language, **others) if isinstance(value, str) and value in self else str(value)

    def joined(self, other: Catalogue) -> Catalogue:
        """Both catalogues as one. Raises `ValueError` when a code stands in both."""
        twice = self.sentences.keys() & other.sentences.keys()
        if twice:
            raise ValueError(f"codes with two sentences: {sorted(twice)}")
        return Catalogue({**self.sentences, **other.sentences})


def read(paths: Iterable[Path | Traversable]) -> Catalogue:
    """The catalogue that these TOML files hold. Raises `ValueError` for a code that is written twice."""
    result = Catalogue({})
    for path in paths:
        result = result.joined(Catalogue(dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))))
    return result


@cache
def core_words() -> Catalogue:
    """The sentences for every code of `tanym.core`, shipped with the base distribution."""
    folder = files(__package__)
    return read(sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name))


def _flat(table: Mapping[str, Any], above: str) -> Iterable[tuple[str, Mapping[str, str]]]:
    """Every code with its sentences. A code may begin another one: `case.late` has its own beside `case.late.since`.

    Raises `ValueError` for a line that is neither a sentence in a language nor a table of further codes.
    """
    for name, value in table.items():
        code = f"{above}.{name}" if above else name
        further = {key: one for key, one in value.items() if isinstance(one, Mapping)}
        said = {key: one for key, one in value.items() if key not in further}
        if strange := [key for key in said if not LANGUAGE.fullmatch(key)]:
            raise ValueError(f"{code}: neither languages nor codes: {sorted(strange)}")
        if said:
            yield code, said
        yield from _flat(further, code)
