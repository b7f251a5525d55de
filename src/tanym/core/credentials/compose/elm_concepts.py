"""Concepts of the controlled vocabularies that a European Digital Credential names, written inline with their addresses.

Only entries that we know are here: an entry that no table has (the Kazakh qualifications framework, Kazakh credits, most
types of assessment) becomes a note or a concept of the document's own, never an invented address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tanym.core.kernel.errors import Refused
from tanym.core.qualifications.records.elm import ECTS
from tanym.core.qualifications.records.elm import LANGUAGES as LANGUAGE_CODES

SNB = "http://data.europa.eu/snb/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
ESCO_SKILLS = "http://data.europa.eu/esco/concept-scheme/skills"
ESCO_SKILL = "http://data.europa.eu/esco/skill/"
PROFILE = "http://data.europa.eu/snb/model/ap/edc-generic-full"

_LANGUAGES = {code: authority for authority, code in LANGUAGE_CODES.items()}
_LANGUAGE_NAMES = {"kk": "Kazakh", "ru": "Russian", "en": "English"}
# ISO 3166-1: the table of countries uses the codes of three letters.
_COUNTRIES: Mapping[str, str] = dict(re.findall(r"(\w\w):(\w{3})", (
    "AL:ALB AM:ARM AT:AUT AU:AUS AZ:AZE BA:BIH BE:BEL BG:BGR BY:BLR CA:CAN CH:CHE CN:CHN CY:CYP "
    "CZ:CZE DE:DEU DK:DNK EE:EST ES:ESP FI:FIN FR:FRA GB:GBR GE:GEO GR:GRC HR:HRV HU:HUN IE:IRL "
    "IL:ISR IN:IND IS:ISL IT:ITA JP:JPN KG:KGZ KR:KOR KZ:KAZ LI:LIE LT:LTU LU:LUX LV:LVA MD:MDA "
    "ME:MNE MK:MKD MN:MNG MT:MLT NL:NLD NO:NOR PL:POL PT:PRT RO:ROU RS:SRB RU:RUS SE:SWE SI:SVN "
    "SK:SVK TJ:TJK TM:TKM TR:TUR UA:UKR US:USA UZ:UZB "
)))  # fmt: skip
_MODES = {
    "online": ("920fbb3cbe", "Online"),
    "blended": ("e92d221e4d", "Blended"),
    "onsite": ("9191af2ed9", "Presential"),
}
_SUPERVISION = {
    "unsupervised": ("c598449d64", "Unsupervised without ID Verification"),
    "supervised-with-id": ("70be69aaf9", "Supervised with ID Verification"),
}


def concept(address: str, scheme: str, label: str = "", notation: str = "") -> dict[str, Any]:
    """A concept of a published vocabulary with the scheme that it stands in."""
    made: dict[str, Any] = {
        "id": address,
        "type": "Concept",
        "inScheme": {"id": scheme, "type": "ConceptScheme"},
    }
    if label:
        made["prefLabel"] = {"en": label}
    return made | ({"notation": notation} if notation else {})


def _listed(table: str, entry: str, label: str) -> dict[str, Any]:
    """A concept of one of the lists of Europass, whose scheme has the same name in every list."""
    return concept(f"{SNB}{table}/{entry}", f"{SNB}{table}/25831c2", label)


GENERIC = _listed("credential", "e34929035b", "Generic")
BASE64 = _listed("encoding", "6146cde7dd", "base64")
ECTS_SYSTEM = concept(ECTS, f"{SNB}education-credit/25831c2", "European Credit Transfer System")
LEARNING_OPPORTUNITY = _listed("entitlement", "64aad92881", "learning opportunity")
ACTUAL = _listed("entitlement-status", "b7015a8a8c", "actual")
PNG = concept(f"{AUTHORITY}file-type/PNG", f"{AUTHORITY}file-type", "PNG", "file-type")


def language(code: str) -> dict[str, Any] | None:
    """The entry of a language; None where we do not know its entry."""
    entry = _LANGUAGES.get(code)
    if entry is None:
        return None
    address = f"{AUTHORITY}language/{entry}"
    return concept(address, f"{AUTHORITY}language", _LANGUAGE_NAMES.get(code, ""), "language")


def country(code: str) -> dict[str, Any]:
    """The entry of a country (ISO 3166-1, two letters). Raises `Refused("credential.country-not-in-table")`."""
    entry = _COUNTRIES.get(code.upper())
    if entry is None:
        raise Refused("credential.country-not-in-table", country=code[:10])
    return concept(f"{AUTHORITY}country/{entry}", f"{AUTHORITY}country", "", "country")


def knows_country(code: str) -> bool:
    """Whether the table has an entry for it that we know."""
    return code.upper() in _COUNTRIES


def country_code(address: object) -> str:
    """The two letters of the country behind an entry of the table; empty where it is none that we know."""
    entry = address.rsplit("/", 1)[-1] if isinstance(address, str) else ""
    return next((code for code, known in _COUNTRIES.items() if known == entry), "")


def eqf(level: int) -> dict[str, Any]:
    """A level of the European Qualifications Framework, 1 to 8."""
    return _listed("eqf", str(level), f"Level {level}")


def isced_f(code: str) -> dict[str, Any]:
    """A field of ISCED-F 2013 by its digits."""
    return _listed("isced-f", code, "")


def mode(participation: str) -> dict[str, Any] | None:
    """The mode of learning; None for one that the list lacks (work-based, volunteering)."""
    found = _MODES.get(participation)
    return _listed("learning-assessment", *found) if found else None


def supervision(kind: str) -> dict[str, Any] | None:
    """How an assessment was supervised; None for what the list tells in another way than we do."""
    found = _SUPERVISION.get(kind)
    return _listed("supervision-verification", *found) if found else None


def mode_code(address: object) -> str:
    """The participation behind an entry of the list; empty where we have no word for it."""
    return _code(_MODES, address)


def supervision_code(address: object) -> str:
    """The supervision behind an entry of the list; empty where we have no word for it."""
    return _code(_SUPERVISION, address)


def _code(entries: Mapping[str, tuple[str, str]], address: object) -> str:
    entry = address.rsplit("/", 1)[-1] if isinstance(address, str) else ""
    return next((code for code, (known, _) in entries.items() if known == entry), "")


def outcome_type(kind: str) -> dict[str, Any] | None:
    """Knowledge or skill; the list has no entry for responsibility and autonomy."""
    return _listed("skill-type", kind, kind) if kind in ("knowledge", "skill") else None


def own(address: str, labels: Mapping[str, str], scheme: str) -> dict[str, Any]:
    """A concept of the document's own, where no published vocabulary has one."""
    return {
        "id": address,
        "type": "Concept",
        "inScheme": {"id": scheme, "type": "ConceptScheme"},
        "prefLabel": dict(labels),
    }
