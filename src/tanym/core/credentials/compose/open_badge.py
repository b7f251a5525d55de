"""Writes an award, or a decision on recognition, as an Open Badges 3.0 credential (unsigned)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tanym.core.credentials.compose import vocabulary as word
from tanym.core.credentials.compose.european import european_members
from tanym.core.credentials.compose.results import amount, result_descriptions, results_of
from tanym.core.credentials.contexts import OB_V3, VC_V2
from tanym.core.credentials.log_place import LogPlace
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.record import AwardRecord, Body, Holder, Kind, RecordedOutcome
from tanym.core.credentials.status.bitstring import StatusEntry
from tanym.core.kernel.localized import choose

NAME_IDENTITIES = {"kk": "ext:name-kk", "ru": "ext:name-ru", "passport": "name"}
ACHIEVEMENT_TYPES = {
    Kind.MICRO_QUALIFICATION: "MicroCredential",
    Kind.RECOGNITION: "ext:RecognitionStatement",
}


def open_badge(
    record: AwardRecord,
    *,
    status: StatusEntry | None = None,
    log: LogPlace | None = None,
    language: str = "en",
) -> dict[str, Any]:
    """The credential of a record, ready to be signed (Open Badges 3.0, 5; VCDM 2.0, 4).

    Members that Open Badges allows one text for stand in `language`; beside them the same texts stand in every
    language of the record, under words of the European Learning Model. Date of birth and national numbers have no
    place in it. `log` is the entry of the award's act in the public log. Lists of 1..* are lists also when they hold one entry.
    """
    credential: dict[str, Any] = {
        "@context": [VC_V2, OB_V3],
        "id": record.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": choose(record.titles, language)[0],
        "issuer": profile(record.awarding, language),
        "validFrom": stamp(record.awarded_at),
        "awardedDate": stamp(record.awarded_at),
        "credentialSubject": _subject(record, language),
    }
    if record.valid_until is not None:
        credential["validUntil"] = stamp(record.valid_until)
    if evidence := [*_evidence(record, language), *([log.evidence()] if log else [])]:
        credential["evidence"] = evidence
    if status is not None:
        credential["credentialStatus"] = status.document()
    return credential


def _named(body: Body, language: str) -> dict[str, Any]:
    name = choose(body.names, language)[0]
    return {"id": body.id, "type": ["Profile"], "name": name, word.LEGAL_NAME: word.tagged(body.names)}


def profile(body: Body, language: str) -> dict[str, Any]:
    """An organisation as a Profile (Open Badges 3.0)."""
    made = _named(body, language)
    made |= {name: value for name, value in (("url", body.url), ("email", body.email)) if value}
    if body.ask:
        made[word.CONTACT] = {"type": [word.CONTACT_TYPE], word.DESCRIPTION: word.tagged(body.ask)}
    made["address"] = {"type": ["Address"], "addressCountryCode": body.country}
    if body.registration:
        made["otherIdentifier"] = [
            {
                "type": "IdentifierEntry",
                "identifier": body.registration,
                "identifierType": "ext:registrationNumber",
            }
        ]
    return made


def _subject(record: AwardRecord, language: str) -> dict[str, Any]:
    subject: dict[str, Any] = {"type": ["AchievementSubject"]}
    if record.holder.id:
        subject = {"id": record.holder.id, **subject}
    subject["identifier"] = identities(record.holder)
    credits = record.recognition.credits if record.recognition else record.credits
    if credits is not None:
        subject["creditsEarned"] = amount(credits)
    subject["licenseNumber"] = record.number
    if record.assessing is not None:
        subject["source"] = _named(record.assessing, language)
    if results := list(results_of(record)):
        subject["result"] = results
    subject["achievement"] = _achievement(record, language)
    return subject


def identities(holder: Holder) -> list[dict[str, Any]]:
    """The holder as Open Badges names a person without a wallet (IdentityObject): names in the open, the rest hashed."""
    names = {"passport": holder.name.passport, "kk": holder.name.kk, "ru": holder.name.ru}
    written = [
        {
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": name,
            "identityType": NAME_IDENTITIES[form],
        }
        for form, name in names.items()
        if name
    ]
    hashed = [
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": one.value,
            "identityType": one.kind,
            "salt": one.salt,
        }
        for one in holder.identities
    ]
    return written + hashed


def _achievement(record: AwardRecord, language: str) -> dict[str, Any]:
    title, spoken = choose(record.titles, language)
    achievement: dict[str, Any] = {
        "id": record.achievement_id,
        "type": ["Achievement"],
        "achievementType": ACHIEVEMENT_TYPES[record.kind],
        "name": title,
        "description": choose(record.summary, language)[0] or title,
        "criteria": {"narrative": _criteria(record, language)},
        "inLanguage": spoken,
        word.TITLE: word.tagged(record.titles),
    }
    if record.summary:
        achievement[word.DESCRIPTION] = word.tagged(record.summary)
    achievement |= {
        name: text for name, text in (("humanCode", record.code), ("version", record.version)) if text
    }
    if record.credits is not None:
        achievement["creditsAvailable"] = amount(record.credits)
    if described := list(result_descriptions(record, language)):
        achievement["resultDescription"] = described
    if alignment := list(_alignment(record)):
        achievement["alignment"] = alignment
    return achievement | european_members(record)


def _alignment(record: AwardRecord) -> Iterable[dict[str, Any]]:
    level = record.level
    if level.eqf is not None:
        mark = "" if level.eqf_status == "referenced" else " (indicative, not referenced)"
        yield {
            "type": ["Alignment"],
            "targetName": f"EQF {level.eqf}{mark}",
            "targetUrl": f"{word.EQF_CONCEPT}{level.eqf}",
            "targetFramework": "European Qualifications Framework",
            "targetCode": str(level.eqf),
            "targetType": "ext:QualificationLevel",
        }


def _evidence(record: AwardRecord, language: str) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = [
        {
            "type": ["Evidence"],
            "name": choose(assessment.title, language)[0] or assessment.type,
            "genre": assessment.type,
        }
        for assessment in record.assessments
    ]
    if record.recognition is None:
        return shown
    return shown + [
        {
            "type": ["Evidence"],
            "name": choose(text, language)[0],
            "genre": "submitted",
            word.TITLE: word.tagged(text),
        }
        for text in record.recognition.evidence
    ]


def _criteria(record: AwardRecord, language: str) -> str:
    """What was asked, for readers of Open Badges alone: Markdown."""
    lines = [f"- {choose(outcome.text, language)[0]}" + _asked(outcome) for outcome in record.outcomes]
    recognition = record.recognition
    if recognition is not None:
        about = [
            choose(text, language)[0] for text in (recognition.discipline, recognition.programme) if text
        ]
        lines = [", ".join(about), *lines]
        lines += [choose(text, language)[0] for text in (recognition.reasons, recognition.basis) if text]
    return "\n".join(line for line in lines if line) or choose(record.titles, language)[0]


def _asked(outcome: RecordedOutcome) -> str:
    return "" if outcome.threshold is None else f" (≥ {outcome.threshold} %)"
