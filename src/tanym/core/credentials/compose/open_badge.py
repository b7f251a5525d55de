"""Writes an award, or a decision on recognition, as an Open Badges 3.0 credential (unsigned)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tanym.core.credentials.compose import vocabulary as word
from tanym.core.credentials.contexts import OB_V3, VC_V2
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.record import AwardRecord, Body, Holder, Kind, Recognition, RecordedOutcome, Text
from tanym.core.credentials.status_list import StatusEntry
from tanym.core.kernel.localized import choose

NAME_IDENTITIES = {"kk": "ext:name-kk", "ru": "ext:name-ru", "passport": "name"}
ACHIEVEMENT_TYPES = {
    Kind.MICRO_QUALIFICATION: "MicroCredential",
    Kind.RECOGNITION: "ext:RecognitionStatement",
}
RECOGNISED, NOT_RECOGNISED = "recognised", "not-recognised"


def open_badge(
    record: AwardRecord, *, status: StatusEntry | None = None, language: str = "en"
) -> dict[str, Any]:
    """The credential of a record, ready to be signed (Open Badges 3.0, 5; VCDM 2.0, 4).

    Members that Open Badges allows one text for stand in `language`; beside them the same texts stand in every
    language of the record, under words of the European Learning Model. Date of birth and national numbers have no
    place in it. Lists of 1..* are lists also when they hold one entry.
    """
    credential: dict[str, Any] = {
        "@context": [VC_V2, OB_V3],
        "id": record.id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": choose(record.titles, language)[0],
        "issuer": _profile(record.awarding, language),
        "validFrom": stamp(record.awarded_at),
        "awardedDate": stamp(record.awarded_at),
        "credentialSubject": _subject(record, language),
    }
    if record.valid_until is not None:
        credential["validUntil"] = stamp(record.valid_until)
    if evidence := _evidence(record, language):
        credential["evidence"] = evidence
    if status is not None:
        credential["credentialStatus"] = status.document()
    return credential


def _named(body: Body, language: str) -> dict[str, Any]:
    name = choose(body.names, language)[0]
    return {"id": body.id, "type": ["Profile"], "name": name, word.LEGAL_NAME: word.tagged(body.names)}


def _profile(body: Body, language: str) -> dict[str, Any]:
    profile = _named(body, language)
    profile |= {name: value for name, value in (("url", body.url), ("email", body.email)) if value}
    if body.ask:
        profile[word.CONTACT] = {"type": [word.CONTACT_TYPE], word.DESCRIPTION: word.tagged(body.ask)}
    profile["address"] = {"type": ["Address"], "addressCountryCode": body.country}
    if body.registration:
        profile["otherIdentifier"] = [
            {
                "type": "IdentifierEntry",
                "identifier": body.registration,
                "identifierType": "ext:registrationNumber",
            }
        ]
    return profile


def _subject(record: AwardRecord, language: str) -> dict[str, Any]:
    subject: dict[str, Any] = {"type": ["AchievementSubject"]}
    if record.holder.id:
        subject = {"id": record.holder.id, **subject}
    subject["identifier"] = _identities(record.holder)
    credits = record.recognition.credits if record.recognition else record.credits
    if credits is not None:
        subject["creditsEarned"] = _amount(credits)
    subject["licenseNumber"] = record.number
    if record.assessing is not None:
        subject["source"] = _named(record.assessing, language)
    if results := list(_results(record)):
        subject["result"] = results
    subject["achievement"] = _achievement(record, language)
    return subject


def _identities(holder: Holder) -> list[dict[str, Any]]:
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
        achievement["creditsAvailable"] = _amount(record.credits)
    if described := list(_result_descriptions(record, language)):
        achievement["resultDescription"] = described
    if alignment := list(_alignment(record)):
        achievement["alignment"] = alignment
    return achievement | _european(record)


def _european(record: AwardRecord) -> dict[str, Any]:
    """The elements of Annex I of Recommendation 2022/C 243/02 that Open Badges has no member for."""
    more: dict[str, Any] = {}
    if record.minutes is not None:
        more[word.VOLUME] = {"@value": word.duration(record.minutes), "type": word.DURATION}
    points = (("KZ", record.credits), ("ECTS", record.ects))
    if any(amount is not None for _, amount in points):
        more[word.CREDIT_POINT] = [
            {"type": [word.CREDIT_POINT_TYPE], word.FRAMEWORK: system, word.POINT: f"{_amount(amount)}"}
            for system, amount in points
            if amount is not None
        ]
    if record.level.nqf is not None:
        more[word.NQF_LEVEL] = {
            word.NOTATION: f"NQF {record.level.nqf}",
            word.DC_TYPE: record.level.basis or "not-stated",
        }
    if record.level.eqf is not None:
        more[word.EQF_LEVEL] = {
            word.NOTATION: f"EQF {record.level.eqf}",
            word.DC_TYPE: record.level.eqf_status,
        }
    if record.participation:
        more[word.MODE] = record.participation
    if record.isced_f:
        more[word.ISCED_F] = record.isced_f
    if record.prerequisites:
        more[word.ENTRY] = _note(record.prerequisites)
    if record.assessments:
        more[word.PROVEN_BY] = [
            _without_empty(
                {
                    "type": [word.ASSESSMENT_TYPE],
                    word.DC_TYPE: assessment.type,
                    word.TITLE: word.tagged(assessment.title),
                    word.DATE: assessment.on.isoformat() if assessment.on else "",
                    word.ID_VERIFICATION: assessment.supervision or record.identity_check,
                }
            )
            for assessment in record.assessments
        ]
    if record.delivering is not None or record.languages:
        more[word.INFLUENCED_BY] = _without_empty(
            {
                "type": [word.ACTIVITY_TYPE],
                word.DIRECTED_BY: _organisation(record.delivering) if record.delivering else None,
                "inLanguage": ", ".join(record.languages),
            }
        )
    if record.quality is not None:
        more[word.ACCREDITATION] = _without_empty(
            {
                "type": [word.ACCREDITATION_TYPE],
                word.DC_TYPE: record.quality.kind,
                word.LEGAL_NAME: word.tagged(record.quality.body),
                word.NOTATION: record.quality.reference,
                "url": record.quality.url,
            }
        )
    notes = [_note(text) for text in (*record.counts_towards, record.further) if text]
    if record.is_not:
        notes.append(
            {"type": [word.NOTE_TYPE], word.DC_TYPE: word.IS_NOT, word.NOTATION: list(record.is_not)}
        )
    if notes:
        more[word.ADDITIONAL_NOTE] = notes
    if record.recognition is not None:
        more[word.ENTITLES_TO] = _recognition(record.recognition)
    return more


def _recognition(decision: Recognition) -> dict[str, Any]:
    return _without_empty(
        {
            "type": [word.ENTITLEMENT_TYPE],
            word.DC_TYPE: decision.decision.value,
            word.TITLE: word.tagged(decision.discipline),
            word.DESCRIPTION: word.tagged(decision.programme),
            word.NOTATION: decision.discipline_code,
            word.DATE: decision.decided_on.isoformat() if decision.decided_on else "",
            word.DIRECTED_BY: {
                "type": [word.ORGANISATION_TYPE],
                word.LEGAL_NAME: word.tagged(decision.commission),
            }
            if decision.commission
            else None,
            word.ADDITIONAL_NOTE: [_note(text) for text in (decision.reasons, decision.basis) if text],
        }
    )


def _organisation(body: Body) -> dict[str, Any]:
    return {"type": [word.ORGANISATION_TYPE], word.LEGAL_NAME: word.tagged(body.names)}


def _note(text: Text) -> dict[str, Any]:
    return {"type": [word.NOTE_TYPE], word.NOTE: word.tagged(text)}


def _without_empty(members: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value}


def _result_id(record: AwardRecord, name: str) -> str:
    return f"{record.achievement_id.split('#', 1)[0]}#{name}"


def _result_descriptions(record: AwardRecord, language: str) -> Iterable[dict[str, Any]]:
    recognition = record.recognition is not None
    for number, outcome in enumerate(record.outcomes, start=1):
        described: dict[str, Any] = {
            "id": _result_id(record, f"outcome-{number}"),
            "type": ["ResultDescription"],
            "name": choose(outcome.text, language)[0],
            word.TITLE: word.tagged(outcome.text),
        }
        if recognition:
            described |= {"resultType": "Result", "allowedValue": [NOT_RECOGNISED, RECOGNISED]}
        elif outcome.percent is not None:
            described |= {"resultType": "Percent", "valueMin": "0", "valueMax": "100"}
            if outcome.threshold is not None:
                described["requiredValue"] = str(outcome.threshold)
        else:
            described["resultType"] = "Status"
        if outcome.kind:
            described[word.DC_TYPE] = outcome.kind
        if alignment := [_skill(skill.url, skill.name, skill.framework) for skill in outcome.skills]:
            described["alignment"] = alignment
        yield described
    grade = record.grade
    if grade is None:
        return
    scale = {word.DESCRIPTION: word.tagged(grade.scale)} if grade.scale else {}
    if grade.percent is not None:
        yield {
            "id": _result_id(record, "grade-percent"),
            "type": ["ResultDescription"],
            "name": "Grade, percent",
            "resultType": "Percent",
            "valueMin": "0",
            "valueMax": "100",
            **scale,
        }
    if grade.letter:
        letters = {"allowedValue": list(grade.letters)} if grade.letters else {}
        yield {
            "id": _result_id(record, "grade-letter"),
            "type": ["ResultDescription"],
            "name": "Grade, letter",
            "resultType": "LetterGrade",
            **letters,
            **scale,
        }
    if grade.points:
        yield {
            "id": _result_id(record, "grade-points"),
            "type": ["ResultDescription"],
            "name": "Grade, points",
            "resultType": "GradePointAverage",
            **scale,
        }


def _results(record: AwardRecord) -> Iterable[dict[str, Any]]:
    for number, outcome in enumerate(record.outcomes, start=1):
        yield _result(record, f"outcome-{number}", _value(record, outcome), outcome.achieved)
    if record.grade is not None:
        values = {
            "percent": record.grade.percent,
            "letter": record.grade.letter,
            "points": record.grade.points,
        }
        for name, value in values.items():
            if value not in (None, ""):
                yield _result(record, f"grade-{name}", str(value), True)


def _value(record: AwardRecord, outcome: RecordedOutcome) -> str:
    if record.recognition is not None:
        return RECOGNISED if outcome.achieved else NOT_RECOGNISED
    return "" if outcome.percent is None else str(outcome.percent)


def _result(record: AwardRecord, name: str, value: str, achieved: bool) -> dict[str, Any]:
    result: dict[str, Any] = {"type": ["Result"], "resultDescription": _result_id(record, name)}
    if value:
        result["value"] = value
    return result | {"status": "Completed" if achieved else "Failed"}


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


def _skill(url: str, name: str, framework: str) -> dict[str, Any]:
    return {
        "type": ["Alignment"],
        "targetName": name,
        "targetUrl": url,
        "targetFramework": framework,
        "targetType": "ceasn:Competency",
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


def _amount(hundredths: int) -> int | float:
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100
