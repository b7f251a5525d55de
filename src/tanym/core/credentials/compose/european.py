"""The elements of Recommendation 2022/C 243/02 that Open Badges has no member for, in words of the European Learning Model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tanym.core.credentials.compose import vocabulary as word
from tanym.core.credentials.compose.results import amount
from tanym.core.credentials.record import AwardRecord, Body, Recognition, Text


def european_members(record: AwardRecord) -> dict[str, Any]:
    """The elements of Annex I of Recommendation 2022/C 243/02 that Open Badges has no member for."""
    more: dict[str, Any] = {}
    if record.minutes is not None:
        more[word.VOLUME] = {"@value": word.duration(record.minutes), "type": word.DURATION}
    points = (("KZ", record.credits), ("ECTS", record.ects))
    if any(hundredths is not None for _, hundredths in points):
        more[word.CREDIT_POINT] = [
            {"type": [word.CREDIT_POINT_TYPE], word.FRAMEWORK: system, word.POINT: f"{amount(hundredths)}"}
            for system, hundredths in points
            if hundredths is not None
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
