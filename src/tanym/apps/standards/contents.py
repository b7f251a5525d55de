"""What the three registers of this room hold: how the content of each is read and written, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from tanym.core.kernel.errors import NotFound
from tanym.core.standards.framework import Framework, framework_document, parse_framework
from tanym.core.standards.profession import Profession, parse_profession, profession_document
from tanym.core.standards.standard import OccupationalStandard, Text, document, parse
from tanym.rulepacks.registers import definition

FRAMEWORKS, STANDARDS, PROFESSIONS = "frameworks", "occupational-standards", "professions"

Content = Framework | OccupationalStandard | Profession


@dataclass(frozen=True, slots=True)
class Kind:
    """How the content of a register is read and written."""

    read: Callable[[Mapping[str, Any]], Any]
    write: Callable[[Any], dict[str, Any]]
    page: str  # the address by the code of an instrument


KINDS: Mapping[str, Kind] = {
    FRAMEWORKS: Kind(parse_framework, framework_document, "standards:framework"),
    STANDARDS: Kind(parse, document, "standards:standard"),
    PROFESSIONS: Kind(parse_profession, profession_document, "standards:profession"),
}


def kind(register: str) -> Kind:
    """The kind of a register of this room. Raises `NotFound("register.unknown")`."""
    if register not in KINDS:
        raise NotFound("register.unknown", register=register)
    return KINDS[register]


def keeper(register: str) -> str:
    """The code of the organisation that keeps a register, as the country's data say."""
    return definition(register, settings.TANYM.jurisdiction).keeper


def titles_of(content: Content) -> Text:
    """What it is called."""
    return content.name if isinstance(content, OccupationalStandard) else content.titles


MOST_READ = 1024
_READ: dict[tuple[str, str], Any] = {}
"""Contents as values, by register and digest: an edition never changes."""


def known(register: str, digest: str) -> Any:
    """The content of an edition, where this process has read it already; else None."""
    return _READ.get((register, digest))


def read(register: str, digest: str, content: Mapping[str, Any]) -> Any:
    """The content of an edition as a value; kept, so that the next to ask finds it `known`."""
    if len(_READ) >= MOST_READ:
        _READ.clear()
    found = _READ[register, digest] = kind(register).read(content)
    return found


def texts_of(content: Content) -> Iterator[Any]:
    """Every text of it and its codes, for searching."""
    yield content.code
    yield titles_of(content)
    if isinstance(content, OccupationalStandard):
        yield content.description
        for card in content.cards:
            yield card.group_code
            yield card.title
            yield from card.other_titles
            for function in card.functions:
                yield function.text
                yield from (skill.text for skill in function.skills)
    elif isinstance(content, Profession):
        yield content.about
        yield content.occupation_code or ""
    else:
        yield content.about
