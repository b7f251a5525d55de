"""Writes an award as the claims of the learning credential that European wallets know (SD-JWT VC)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tanym.core.credentials.compose import vocabulary as word
from tanym.core.credentials.record import AwardRecord, HolderName
from tanym.core.credentials.status.token_list import TokenStatus
from tanym.core.kernel.localized import choose

VCT = "urn:eu.europa.ec.eudi:learning:credential:1"
NOT_STATED = "not stated"
NO_LANGUAGE = "und"  # ISO 639-2: undetermined
NO_LEVEL = 0
NO_END = "9999-12-31"  # RFC 5280, 4.1.2.5: no well-defined date of expiry


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a credential: those that are always shown, and those that the holder may hold back."""

    open: Mapping[str, Any]
    disclosable: Mapping[str, Any]

    @property
    def all(self) -> dict[str, Any]:
        """Every claim, as `sd_jwt.issue` takes them together with the names in `disclosable`."""
        return {**self.open, **self.disclosable}


def learning_claims(
    record: AwardRecord,
    *,
    issuer: str,
    status: TokenStatus | None = None,
    valid_until: datetime | None = None,
    at: datetime | None = None,
    language: str = "en",
) -> Claims:
    """The claims of `VCT` for a record: the elements of Recommendation 2022/C 243/02, Annex I, as the reference issuer
    of the European wallet names and types them, mandatory ones always there.

    What the record does not state is said to be so: `not stated`, language `und`, level 0, expiry 9999-12-31.
    `learner_identification` is the award's number, under which the issuer knows the learner; no national number. The
    level is that of the European framework, and where it is only indicative the description says so; the national level
    where there is no European one. `valid_until` is the end of this attestation (`exp`), which may come before that
    of the award; `at` is when it is made, the moment of the award if not given.
    """
    ends = [end for end in (record.valid_until, valid_until) if end is not None]
    shown: dict[str, Any] = {
        "iss": issuer,
        "vct": VCT,
        "iat": int((at or record.awarded_at).timestamp()),
        "achievement_title": choose(record.titles, language)[0],
        "achievement_description": _description(record, language),
        "learning_outcomes": [choose(one.text, language)[0] for one in record.outcomes if one.achieved],
        "language_of_classes": list(record.languages) or [NO_LANGUAGE],
        "types_of_quality_assurance": [_quality(record, language)],
        "prerequisites_to_enroll": [choose(record.prerequisites, language)[0]]
        if record.prerequisites
        else [],
        "issuing_authority": choose(record.awarding.names, language)[0],
        "issuing_country": record.awarding.country,
        "date_of_issuance": record.awarded_at.date().isoformat(),
        "date_of_expiry": record.valid_until.date().isoformat() if record.valid_until else NO_END,
    }
    if ends:
        shown["exp"] = int(min(ends).timestamp())
    if status is not None:
        shown["status"] = status.claim()
    hidden = {
        **_names(record.holder.name),
        "learner_identification": record.number,
        "assessment_grade": _grade(record),
        "expected_study_time": NOT_STATED if record.minutes is None else word.duration(record.minutes),
        "level_of_learning_experience": record.level.eqf or record.level.nqf or NO_LEVEL,
        "integration_stackability_options": record.stacking == "stackable" if record.stacking else None,
    }
    return Claims(_without_empty(shown), _without_empty(hidden))


def _names(name: HolderName) -> dict[str, str]:
    """Family name and given names, told apart only in the form of passports (SEIITOVA AIGUL); else the whole name."""
    if not name.passport:
        return {"family_name": name.kk or name.ru}
    family, _, given = name.passport.strip().partition(" ")
    if name.passport.isupper():
        family, given = family.title(), given.title()
    return {"family_name": family, "given_name": given}


def _description(record: AwardRecord, language: str) -> str:
    text = choose(record.summary, language)[0]
    level = record.level
    if level.eqf is not None and level.eqf_status != "referenced":
        text = f"{text} EQF {level.eqf}: indicative, not referenced.".strip()
    return text


def _quality(record: AwardRecord, language: str) -> str:
    if record.quality is None:
        return NOT_STATED
    body = choose(record.quality.body, language)[0]
    return f"{record.quality.kind}: {body}" if body else record.quality.kind


def _grade(record: AwardRecord) -> str:
    grade = record.grade
    if grade is None:
        return ""
    percent = "" if grade.percent is None else f"{grade.percent} %"
    first, *more = [part for part in (percent, grade.letter, grade.points) if part] or [""]
    return f"{first} ({', '.join(more)})" if more else first


def _without_empty(claims: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in claims.items() if value not in (None, "", [])}
