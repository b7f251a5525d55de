"""The parts of an award that a conversion may lose, and the comparison that tells which it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tanym.core.credentials.record import AwardRecord, Body, Grade, Recognition, Text


def _names(body: Body | None) -> object:
    return _text(body.names) if body else None


def _text(text: Text) -> object:
    return tuple(sorted((language, said.strip()) for language, said in text.items() if said.strip()))


def _grade(record: AwardRecord) -> object:
    return (record.grade.percent, record.grade.letter, record.grade.points) if record.grade else None


def _scale(grade: Grade | None) -> object:
    return (_text(grade.scale), grade.letters) if grade else None


def _decision(one: Recognition | None) -> object:
    if one is None:
        return None
    return (
        one.decision,
        _text(one.discipline),
        _text(one.programme),
        one.discipline_code,
        one.credits,
        one.decided_on,
    )


def _grounds(one: Recognition | None) -> object:
    if one is None:
        return None
    about = (one.commission, one.reasons, one.basis, *one.evidence)
    return (tuple(_text(text) for text in about), one.minutes_number)


FIELDS: Mapping[str, Callable[[AwardRecord], object]] = {
    "kind": lambda r: r.kind,
    "address": lambda r: r.id,
    "achievement-address": lambda r: r.achievement_id,
    "number": lambda r: r.number,
    "titles": lambda r: _text(r.titles),
    "summary": lambda r: _text(r.summary),
    "holder-names": lambda r: r.holder.name,
    "holder-wallet": lambda r: r.holder.id,
    "holder-hashes": lambda r: r.holder.identities,
    "awarding": lambda r: (r.awarding.id, _names(r.awarding)),
    "awarding-country": lambda r: r.awarding.country,
    "awarding-contact": lambda r: (r.awarding.url, r.awarding.email, _text(r.awarding.ask)),
    "awarding-registration": lambda r: r.awarding.registration,
    "assessing": lambda r: _names(r.assessing),
    "delivering": lambda r: _names(r.delivering),
    "day": lambda r: r.awarded_at.date(),
    "end": lambda r: r.valid_until.date() if r.valid_until else None,
    "outcomes": lambda r: tuple(_text(one.text) for one in r.outcomes),
    "outcome-kinds": lambda r: tuple(one.kind for one in r.outcomes),
    "outcome-results": lambda r: tuple((one.percent, one.achieved) for one in r.outcomes),
    "outcome-thresholds": lambda r: tuple(one.threshold for one in r.outcomes),
    "outcome-skills": lambda r: tuple(one.skills for one in r.outcomes),
    "outcome-reasons": lambda r: tuple(_text(one.reason) for one in r.outcomes),
    "assessments": lambda r: tuple((one.type, _text(one.title)) for one in r.assessments),
    "assessment-days": lambda r: tuple(one.on for one in r.assessments),
    "assessment-supervision": lambda r: tuple(one.supervision for one in r.assessments),
    "assessment-outcomes": lambda r: tuple(one.outcomes for one in r.assessments),
    "grade": _grade,
    "grade-scale": lambda r: _scale(r.grade),
    "workload": lambda r: r.minutes,
    "workload-parts": lambda r: tuple(sorted(r.workload.items())),
    "credits": lambda r: r.credits,
    "ects": lambda r: r.ects,
    "nqf": lambda r: (r.level.nqf, r.level.basis),
    "eqf": lambda r: (r.level.eqf, r.level.eqf_status) if r.level.eqf is not None else None,
    "participation": lambda r: r.participation,
    "languages": lambda r: r.languages,
    "subject": lambda r: r.isced_f,
    "quality": lambda r: r.quality,
    "prerequisites": lambda r: _text(r.prerequisites),
    "stacking": lambda r: r.stacking,
    "is-not": lambda r: r.is_not,
    "identity-check": lambda r: r.identity_check,
    "place": lambda r: _text(r.place),
    "code": lambda r: r.code,
    "version": lambda r: r.version,
    "decision": lambda r: _decision(r.recognition),
    "decision-grounds": lambda r: _grounds(r.recognition),
}
"""Each part by its name, as a value that is equal where nothing of it was lost."""
NOTES = "notes"
"""What an award counts towards and what may follow: free texts, which a format may mix with others."""


def lost_between(before: AwardRecord, after: AwardRecord) -> tuple[str, ...]:
    """The names of the parts of `before` that `after` no longer holds; what was empty cannot be lost."""
    lost = [
        name for name, part in FIELDS.items() if not is_empty(part(before)) and part(before) != part(after)
    ]
    kept = {_text(one) for one in _notes(after)}
    return (*lost, *([NOTES] if any(_text(one) not in kept for one in _notes(before)) else []))


def is_empty(part: object) -> bool:
    """Whether a part holds nothing that could be lost."""
    return all(is_empty(one) for one in part) if isinstance(part, tuple) else part in (None, "")


def _notes(record: AwardRecord) -> list[Any]:
    return [one for one in (*record.counts_towards, record.further) if one]
