"""The columns of the list of institutions and their staff: one row for each person."""

from __future__ import annotations

from tanym.apps.accounts.names import names
from tanym.apps.imports.choices import one_of
from tanym.apps.organisations.legal import KZ_BIN, identity
from tanym.apps.organisations.roles import ROLES
from tanym.core.kernel import cells
from tanym.core.kernel.lists import Column
from tanym.core.kernel.localized import LANGUAGES

TYPES = ("university", "college", "training", "recognition-centre", "chamber", "employer", "quality-agency")
INSTITUTION = (
    "type",
    "name_kk",
    "name_ru",
    "name_en",
    "bin",
    "city_kk",
    "city_ru",
    "city_en",
    "web",
)
"""What is said of an institution: in its first row; further rows leave it empty or repeat it."""
NEEDED = ("type", "name_kk", "name_ru")
PERSON = ("person_kk", "person_ru", "person_passport", "email", "roles", "language")


def _bin(given: str) -> str:
    return identity(KZ_BIN, given)[1]


def _passport(given: str) -> str:
    return names("-", "-", given).passport


def _column(
    name: str, read: cells.Read, required: bool = False, *, kk: str = "", ru: str = "", en: str = ""
) -> Column:
    example = {"kk": kk, "ru": ru or kk, "en": en or kk}
    return Column(name, f"imports.institutions.{name}", read, required, example)


COLUMNS = (
    _column("code", cells.code(60), True, kk="altyn-college"),
    _column("type", one_of("organisation-type", *TYPES), kk="колледж", en="college"),
    _column("name_kk", cells.text(300), kk="«Алтын» политехникалық колледжі"),
    _column("name_ru", cells.text(300), kk="Политехнический колледж «Алтын»"),
    _column("name_en", cells.text(300), kk="Altyn Polytechnic College"),
    _column("bin", _bin, kk="990090009999"),
    _column("city_kk", cells.text(100), kk="Қостанай"),
    _column("city_ru", cells.text(100), kk="Костанай"),
    _column("city_en", cells.text(100), kk="Kostanay"),
    _column("web", cells.web(), kk="https://altyn.example"),
    _column("person_kk", cells.text(200), kk="Аида Нұрланова"),
    _column("person_ru", cells.text(200), kk="Аида Нурланова"),
    _column("person_passport", _passport, kk="NURLANOVA AIDA"),
    _column("email", cells.email(), kk="aida@altyn.example"),
    _column(
        "roles",
        cells.codes(one_of("role", *ROLES)),
        kk="ұйым әкімшісі, автор",
        ru="администратор организации, автор",
        en="administrator of the organisation, author",
    ),
    _column("language", cells.choice(*LANGUAGES), kk="kk", ru="ru", en="en"),
)
