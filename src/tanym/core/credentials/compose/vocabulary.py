"""Addresses of the words that Open Badges lacks: European Learning Model, Dublin Core, registered organisations.

They are written out in full, so that no context of our own is needed and every reader of linked data knows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tanym.core.kernel.localized import LANGUAGES

_ELM = "http://data.europa.eu/snb/model/elm/"
TITLE = "http://purl.org/dc/terms/title"
DESCRIPTION = "http://purl.org/dc/terms/description"
DC_TYPE = "http://purl.org/dc/terms/type"
DATE = "http://purl.org/dc/terms/date"
LEGAL_NAME = "http://www.w3.org/ns/regorg#legalName"
PREF_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
NOTATION = "http://www.w3.org/2004/02/skos/core#notation"
VOLUME = _ELM + "volumeOfLearning"
CREDIT_POINT = _ELM + "creditPoint"
CREDIT_POINT_TYPE = _ELM + "CreditPoint"
POINT = _ELM + "point"
FRAMEWORK = _ELM + "framework"
EQF_LEVEL = _ELM + "EQFLevel"
NQF_LEVEL = _ELM + "NQFLevel"
ENTRY = _ELM + "entryRequirement"
MODE = _ELM + "mode"
ISCED_F = _ELM + "ISCEDFCode"
NOTE = _ELM + "noteLiteral"
NOTE_TYPE = _ELM + "Note"
ADDITIONAL_NOTE = _ELM + "additionalNote"
PROVEN_BY = _ELM + "provenBy"
ASSESSMENT_TYPE = _ELM + "LearningAssessment"
ID_VERIFICATION = _ELM + "idVerification"
INFLUENCED_BY = _ELM + "influencedBy"
ACTIVITY_TYPE = _ELM + "LearningActivity"
DIRECTED_BY = _ELM + "directedBy"
CONTACT = _ELM + "contactPoint"
CONTACT_TYPE = _ELM + "ContactPoint"
ORGANISATION_TYPE = "http://www.w3.org/ns/org#Organization"
ACCREDITATION = _ELM + "accreditation"
ACCREDITATION_TYPE = _ELM + "Accreditation"
ENTITLES_TO = _ELM + "entitlesTo"
ENTITLEMENT_TYPE = _ELM + "LearningEntitlement"
IS_NOT = "is-not"  # the kind of a note that lists what the document is not
DURATION = "http://www.w3.org/2001/XMLSchema#duration"
EQF_CONCEPT = "http://data.europa.eu/snb/eqf/"


def tagged(texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Text by language as language-tagged values, the interface's languages first."""
    order = [
        *(name for name in LANGUAGES if name in texts),
        *sorted(name for name in texts if name not in LANGUAGES),
    ]
    return [{"@value": texts[name], "@language": name} for name in order if texts[name].strip()]


def untagged(value: object) -> dict[str, str]:
    """Text by language out of language-tagged values; the reverse of `tagged`."""
    items = value if isinstance(value, list) else [value]
    return {
        item.get("@language", "und"): item["@value"]
        for item in items
        if isinstance(item, dict)
        and isinstance(item.get("@value"), str)
        and isinstance(item.get("@language", "und"), str)
    }


def duration(minutes: int) -> str:
    """Minutes as an ISO 8601 duration in clock hours: 3000 is PT50H."""
    hours, rest = divmod(minutes, 60)
    return f"PT{hours}H{rest}M" if hours and rest else f"PT{hours}H" if hours else f"PT{rest}M"
