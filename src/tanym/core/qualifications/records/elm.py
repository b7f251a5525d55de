"""European Digital Credentials (European Learning Model 3, JSON-LD application profile `edc-ap`) as design documents.

Read are the claim, its specification, its assessments and its activity. An ISO 8601 duration counts as work only in hours
and minutes: "P60M" is sixty months of time, not an amount of work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tanym.core.qualifications.records.plain import Json, by_language, line, said, table, tables, types, words

ECTS = "http://data.europa.eu/snb/education-credit/6fcec5c5af"
HOURS = re.compile(r"PT(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?")
LEVEL = re.compile(r"(?:eqf/|\b[Ll]evel )([1-9][0-9]?)$")
ISCED_F = re.compile(r"isced-f/([0-9]{4})$")
LANGUAGES = {
    "BUL": "bg", "CES": "cs", "DAN": "da", "DEU": "de", "ELL": "el", "ENG": "en", "EST": "et", "FIN": "fi",
    "FRA": "fr", "GLE": "ga", "HRV": "hr", "HUN": "hu", "ITA": "it", "KAZ": "kk", "LAV": "lv", "LIT": "lt",
    "MLT": "mt", "NLD": "nl", "NOR": "no", "POL": "pl", "POR": "pt", "RON": "ro", "RUS": "ru", "SLK": "sk",
    "SLV": "sl", "SPA": "es", "SWE": "sv", "TUR": "tr", "UKR": "uk",
}  # fmt: skip
MODES = {"online": "online", "blended": "blended", "presential": "onsite", "onsite": "onsite", "on site": "onsite",
         "classroom": "onsite", "work-based": "work-based", "volunteering": "volunteering"}  # fmt: skip
KINDS = {"knowledge": "knowledge", "skill": "skill", "skills": "skill", "competence": "responsibility-autonomy",
         "responsibility and autonomy": "responsibility-autonomy"}  # fmt: skip


def design_document(credential: Json) -> dict[str, Any]:
    """What the credential says about the micro-qualification behind it; the person is not read."""
    claim = _claim(table(credential.get("credentialSubject")))
    specification = table(claim.get("specifiedBy"))
    activity = table(claim.get("influencedBy"))
    if "LearningActivity" in types(claim):
        activity = claim
    proofs = tables(claim.get("provenBy"))
    points = tables(specification.get("creditPoint"))
    ects = next((p.get("point") for p in points if table(p.get("framework")).get("id") == ECTS), None)
    credits = ects if ects is not None else next((p.get("point") for p in points), None)
    return said(
        {
            "titles": by_language(specification.get("title")) or by_language(claim.get("title")),
            "summary": by_language(claim.get("description")),
            "content": by_language(table(claim.get("influencedBy")).get("description")),
            "languages": sorted({lg for c in tables(specification.get("language")) if (lg := _language(c))}),
            "isced_f": _first(ISCED_F, specification.get("thematicArea")),
            "outcomes": [
                _outcome(i, o) for i, o in enumerate(tables(specification.get("learningOutcome")), 1)
            ],
            "volume": _minutes(specification.get("volumeOfLearning")) or _minutes(claim.get("workload")),
            "credits": _number(credits),
            "ects": _number(ects),
            "level": said(
                {"eqf": _level(specification.get("eqfLevel")), "nqf": _level(specification.get("nqfLevel"))}
            ),
            "assessments": [_assessment(i, proof) for i, proof in enumerate(proofs, 1)],
            "participation": MODES.get(_label(specification.get("mode")).casefold()),
            "quality": _quality(specification) or _quality(_awarding(claim)),
            "prerequisites": by_language(table(specification.get("entryRequirement")).get("noteLiteral")),
            "bodies": said(
                {
                    "awarding": _name(_awarding(claim)),
                    "assessing": next(
                        (name for p in proofs if (name := _name(table(p.get("assessedBy"))))), None
                    ),
                    "delivering": _name(table(activity.get("directedBy"))),
                }
            ),
        }
    )


def _claim(subject: Json) -> Json:
    claims = tables(subject.get("hasClaim"))
    return next((one for one in claims if "LearningAchievement" in types(one)), table(claims))


def _awarding(claim: Json) -> Json:
    return table(table(claim.get("awardedBy")).get("awardingBody"))


def _outcome(number: int, outcome: Json) -> dict[str, Any]:
    links = [("esco", one) for one in tables(outcome.get("relatedESCOSkill"))]
    links += [("skill", one) for one in tables(outcome.get("relatedSkill"))]
    return said(
        {
            "id": f"lo-{number}",
            "kind": KINDS.get(_label(outcome.get("dcType")).casefold()),
            "text": by_language(outcome.get("title")),
            "links": [
                {"scheme": scheme, "target": words(one.get("id"))}
                for scheme, one in links
                if words(one.get("id"))
            ],
        }
    )


def _assessment(number: int, proof: Json) -> dict[str, Any]:
    specification = table(proof.get("specifiedBy"))
    return said(
        {
            "id": f"assessment-{number}",
            "type": line(_label(specification.get("dcType")).casefold()),
            "title": by_language(proof.get("title")) or by_language(specification.get("title")),
            "supervision": _supervision(_label(proof.get("idVerification")).casefold()),
        }
    )


def _supervision(label: str) -> str | None:
    """The three codes of Annex I, from the label of the controlled list `supervision-verification`."""
    if label.startswith("unsupervised"):
        return "unsupervised"
    if label.startswith("supervised"):
        return "supervised-with-id" if "with id" in label else "supervised"
    return None


def _quality(holder: Json) -> dict[str, Any]:
    accreditation = table(holder.get("accreditation"))
    if not accreditation:
        return {}
    return said(
        {
            "kind": "external-accreditation",
            "body": _name(table(accreditation.get("accreditingAgent"))),
            "reference": words(accreditation.get("id")),
            "since": _day(accreditation.get("dateIssued")),
            "until": _day(accreditation.get("expiryDate")),
        }
    )


def _day(moment: object) -> str | None:
    found = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", moment) if isinstance(moment, str) else None
    return found[0] if found else None


def _name(organisation: Json) -> str | None:
    names = by_language(organisation.get("legalName")) or by_language(organisation.get("prefLabel"))
    return line(names.get("en") or next(iter(names.values()), "")) or None


def _label(concept: object) -> str:
    labels: Mapping[str, str] = by_language(table(concept).get("prefLabel"))
    return labels.get("en") or next(iter(labels.values()), "")


def _language(concept: Json) -> str | None:
    return LANGUAGES.get(str(concept.get("id", "")).rsplit("/", 1)[-1])


def _first(pattern: re.Pattern[str], concepts: object) -> str | None:
    found = (pattern.search(str(one.get("id", ""))) for one in tables(concepts))
    return next((match[1] for match in found if match), None)


def _level(concept: object) -> int | None:
    node = table(concept)
    found = LEVEL.search(str(node.get("id", ""))) or LEVEL.search(_label(node))
    return int(found[1]) if found else None


def _minutes(duration: object) -> int | None:
    found = HOURS.fullmatch(duration) if isinstance(duration, str) else None
    if found is None or not (found[1] or found[2]):
        return None
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def _number(point: object) -> str | None:
    """The points as they stand, where they are a number with at most two decimals; else silence."""
    text = (
        str(point) if isinstance(point, str | int | float | Decimal) and not isinstance(point, bool) else ""
    )
    return text if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", text) else None
