"""What stands in a column of a public register: its kind, and the word of a public vocabulary that says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    TEXTS = "texts"  # a text by language
    NUMBER = "number"
    DAY = "day"
    CODE = "code"  # a word of ours
    CODES = "codes"
    ORGANISATION = "organisation"  # the code of an organisation
    ORGANISATIONS = "organisations"
    ADDRESSES = "addresses"
    LIST = "list"  # several texts

    @property
    def many(self) -> bool:
        """Whether a cell holds several."""
        return self in (Kind.CODES, Kind.ORGANISATIONS, Kind.ADDRESSES, Kind.LIST)


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name in every download.

    `term` is the word of a public vocabulary (`prefix:name`), empty where none says it: then it is written as a
    property with a name and a value (schema.org `PropertyValue`). `words` is the beginning of the codes
    under which the platform has the names of its codes (`word.sector` for `word.sector.it`); `page` where entries of another register are named.
    """

    name: str
    kind: Kind = Kind.TEXT
    term: str = ""
    words: str = ""
    page: str = ""


_COLUMNS: dict[str, Column] = {}


def describe(columns: Iterable[Column]) -> None:
    """Say what stands in columns. For `AppConfig.ready`; a column that nobody describes holds text."""
    _COLUMNS.update({one.name: one for one in columns})


def column(name: str) -> Column:
    """The column of this name."""
    return _COLUMNS.get(name) or Column(name)


def columns(names: Iterable[str]) -> tuple[Column, ...]:
    """The columns of these names."""
    return tuple(column(name) for name in names)


describe(
    (
        Column("number", Kind.TEXT, "dct:identifier"),
        Column("organisation", Kind.ORGANISATION, "foaf:primaryTopic"),
        Column("awarding_body", Kind.ORGANISATION, "elm:awardingBody"),
        Column("parties", Kind.ORGANISATIONS, "foaf:topic"),
        Column("activities", Kind.CODES, "rov:orgActivity", "word.activity"),
        Column("sectors", Kind.CODES, "dcat:keyword", "word.sector"),
        Column("sector", Kind.CODE, "dcat:keyword", "word.sector"),
        Column("levels", Kind.LIST, "schema:educationalLevel"),
        Column("level", Kind.NUMBER, "schema:educationalLevel"),
        Column("roles", Kind.CODES, "", "word.register-role"),
        Column("professions", Kind.LIST),
        Column("micro_qualifications", Kind.LIST, "dct:relation", page="micro-qualifications"),
        Column("micro_qualification", Kind.TEXT, "dct:relation", page="micro-qualifications"),
        Column("standard", Kind.TEXT, "dct:relation", page="occupational-standards"),
        Column("edition", Kind.TEXT, "schema:version"),
        Column("act", Kind.TEXTS, "schema:citation"),
        Column("way", Kind.CODE, "", "standards.way"),
        Column("load", Kind.NUMBER),
        Column("conditions", Kind.TEXTS),
        Column("contact", Kind.TEXTS),
        Column("basis", Kind.TEXTS, "schema:citation"),
        Column("documents", Kind.ADDRESSES, "foaf:page"),
    )
)
