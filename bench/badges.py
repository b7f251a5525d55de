"""The badge that is measured: an Open Badges 3.0 credential of 8 to 9 kB with twelve outcomes, each of other people."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tanym.core.credentials.contexts import OB_V3, VC_V2

BASE = "https://u007.example.edu/mc/1"
OUTCOMES = (
    "analyse registered spatial datasets and report their quality",
    "design and run a reproducible field survey of soil samples",
    "interpret remote-sensing imagery for crop condition",
    "build a relational database for laboratory records",
    "apply descriptive statistics and check assumptions",
    "communicate uncertainty to a non-specialist audience",
    "plan irrigation schedules from meteorological records",
    "comply with data-protection rules when handling personal data",
    "use version control in a team of analysts",
    "evaluate the environmental impact of an intervention",
    "prepare a technical report in two languages",
    "supervise the calibration of measuring instruments",
)


def _id(*parts: object) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, parts))))


def badge(number: int, issuer: str) -> dict[str, Any]:
    """The credential of one person, unsigned."""
    salt = _id("salt", number)[:16]
    day = f"-{1 + number % 9:02}-{1 + number % 28:02}T08:{number % 60:02}:00Z"
    return {
        "@context": [VC_V2, OB_V3, "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],
        "id": f"urn:uuid:{_id('credential', number)}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Micro-qualification: Applied data analysis for agriculture",
        "issuer": _profile(issuer) | {"email": "registry@u007.example.edu"},
        "validFrom": f"2026{day}",
        "validUntil": f"2036{day}",
        "credentialSubject": {
            "id": f"did:key:z6Mk{sha256(str(number).encode()).hexdigest()[:44]}",
            "type": ["AchievementSubject"],
            "activityStartDate": "2026-01-12T00:00:00Z",
            "activityEndDate": "2026-05-29T00:00:00Z",
            "creditsEarned": 6.0,
            "term": "2026-1",
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityType": "emailAddress",
                    "salt": salt,
                    "identityHash": "sha256$" + sha256(f"p{number}@example.org{salt}".encode()).hexdigest(),
                }
            ],
            "result": [
                _result("final", str(70 + number % 31)),
                _result("eqf", str(3 + number % 4)),
            ],
            "achievement": _achievement(issuer),
        },
        "evidence": [
            {
                "id": f"https://u007.example.edu/evidence/{_id('evidence', number)}",
                "type": ["Evidence"],
                "name": "Project report",
                "genre": "report",
                "narrative": f"Report no. {number} with data set and oral defence.",
            }
        ],
        "credentialStatus": {
            "id": f"https://status.example.org/7/3#{number}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(number),
            "statusListCredential": "https://status.example.org/7/3",
        },
        "credentialSchema": [
            {
                "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
                "type": "1EdTechJsonSchemaValidator2019",
            }
        ],
    }


def _profile(issuer: str) -> dict[str, Any]:
    return {
        "id": issuer,
        "type": ["Profile"],
        "name": "Example University 007",
        "url": "https://u007.example.edu/",
    }


def _result(name: str, value: str) -> dict[str, Any]:
    return {"type": ["Result"], "resultDescription": f"{BASE}/result/{name}", "value": value}


def _achievement(issuer: str) -> dict[str, Any]:
    return {
        "id": BASE,
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": "Micro-qualification: Applied data analysis for agriculture",
        "description": "A programme of 6 credits, assessed by project and oral examination, "
        "which certifies the outcomes listed as alignments. " * 2,
        "inLanguage": "en",
        "version": "2.1",
        "fieldOfStudy": "0811 Crop and livestock production",
        "specialization": "Precision agriculture",
        "creditsAvailable": 6.0,
        "humanCode": "MQ-007-00001",
        "criteria": {
            "id": f"{BASE}/criteria",
            "narrative": "The learner completes the project, passes the written test with at least 70 % and "
            "defends the result before a panel of two assessors.",
        },
        "image": {"id": f"{BASE}/badge.png", "type": "Image", "caption": "Badge of the micro-qualification"},
        "tag": ["agriculture", "data", "micro-qualification"],
        "creator": _profile(issuer),
        "resultDescription": [
            {
                "id": f"{BASE}/result/final",
                "type": ["ResultDescription"],
                "name": "Final assessment",
                "resultType": "Percent",
                "valueMin": "0",
                "valueMax": "100",
                "requiredValue": "70",
            },
            {
                "id": f"{BASE}/result/eqf",
                "type": ["ResultDescription"],
                "name": "EQF level",
                "resultType": "RubricCriterionLevel",
            },
        ],
        "alignment": [
            {
                "type": ["Alignment"],
                "targetType": "ceasn:Competency",
                "targetUrl": "http://data.europa.eu/esco/skill/" + _id("skill", place),
                "targetCode": f"S{1 + place % 8}.{place}.1",
                "targetName": outcome,
                "targetFramework": "ESCO v1.2 skills pillar (synthetic identifiers)",
                "targetDescription": f"On completion the learner can {outcome}, at proficiency level "
                f"{1 + place % 4} of the national scale (outcome {place + 1}).",
            }
            for place, outcome in enumerate(OUTCOMES)
        ],
    }
