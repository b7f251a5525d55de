"""What stands in the supplement: the eleven elements of Recommendation 2022/C 243/02, the items of the certificate
supplement, and the system that the award belongs to, each in Kazakh, Russian and English."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tanym.adapters.papers.certificate import (
    grade_words,
    heading_of,
    level_words,
    recredited,
    size_words,
)
from tanym.core.credentials.record import AwardRecord, Body, Kind, RecordedOutcome
from tanym.core.kernel.localized import LANGUAGES
from tanym.rulepacks.credential_words import ACADEMIC_HOUR_MINUTES, day_words, number_words, word
from tanym.rulepacks.sentences import code_words
from tanym.rulepacks.words import core_words

SUPPLEMENTS = {"-skills": "-document", "-qualification": "-document", "-evaluation": "-evaluation"}
"""Heading of the document → heading of its supplement, where that is not the one of its kind."""

Three = dict[str, str]
Row = tuple[str, Three]


def content(record: AwardRecord, address: str, number: str, language: str) -> dict[str, Any]:
    """The texts of the supplement. `language` decides which of the three stands first."""
    suffix = "-recognition" if record.kind is Kind.RECOGNITION else ""
    order = [language, *(name for name in LANGUAGES if name != language)]
    return {
        "language": language,
        "order": order,
        "kind": _said(f"supplement{SUPPLEMENTS.get(heading_of(record), suffix)}"),
        "bodies": [record.awarding.names[name] for name in order if record.awarding.names.get(name)],
        "number": number,
        "address": address,
        "sections": [
            _section("holder", _holder(record)),
            _section(f"what{suffix}", _recognition(record, language) if suffix else _what(record, language)),
            {
                "title": _said("section.outcomes"),
                "rows": [],
                "outcomes": [_outcome(record, one) for one in record.outcomes],
            },
            _section("quality", _assessment(record)),
            _section("gives", _gives(record)),
            {
                **_section("system", []),
                "text": _said("system"),
                "strong": _said("decision-scope" if suffix else "not-decision"),
            },
        ],
        "heads": {name: _said(f"label.{name}") for name in ("outcome", "kind", "threshold", "result")},
        "signatures": {"title": _said("section.signatures"), "lines": [_said("head"), _said("registrar")]},
        "electronic": _said("electronic"),
    }


def _section(name: str, rows: Iterable[Row]) -> dict[str, Any]:
    written = [{"label": _label(label), "value": value} for label, value in rows if any(value.values())]
    return {"title": _said(f"section.{name}"), "rows": written, "outcomes": []}


def _holder(record: AwardRecord) -> list[Row]:
    names = record.holder.name
    shown = dict.fromkeys(name for name in (names.kk, names.ru, names.passport) if name)
    rows = [("label.name", _same(" · ".join(shown)))]
    if record.identity_check:
        rows.append(("label.identity", _coded("identity", record.identity_check)))
    return rows


def _what(record: AwardRecord, language: str) -> list[Row]:
    version = " · ".join(part for part in (record.code, record.version) if part)
    return [
        ("label.title", dict(record.titles)),
        ("label.summary", dict(record.summary)),
        ("label.version", _same(version)),
        *_bodies(record, language),
        ("issued", _each(lambda language: day_words(record.awarded_at.date(), language))),
        ("place", dict(record.place)),
        ("workload", _each(lambda language: _workload(record, language))),
        ("level", _each(lambda language: _level(record, language))),
        ("label.participation", _coded("participation", record.participation)),
        (
            "label.language",
            _each(lambda language: ", ".join(code_words(one, language) for one in record.languages)),
        ),
        ("label.field", _same(record.isced_f)),
        ("label.prerequisites", dict(record.prerequisites) or _said("label.none")),
    ]


def _recognition(record: AwardRecord, language: str) -> list[Row]:
    decision = record.recognition
    if decision is None:
        return []
    decided = decision.decided_on
    return [
        ("label.title", dict(record.titles)),
        ("label.discipline", _with_code(dict(decision.discipline), decision.discipline_code)),
        ("label.programme", dict(decision.programme)),
        ("section.what-recognition", _coded("decision", decision.decision)),
        ("label.credits", _each(lambda language: recredited(record, language))),
        ("label.decided", _each(lambda language: day_words(decided, language)) if decided else {}),
        ("label.commission", dict(decision.commission)),
        ("label.minutes", _same(decision.minutes_number)),
        ("label.evidence", _joined([dict(text) for text in decision.evidence])),
        ("label.reasons", dict(decision.reasons)),
        ("label.basis", dict(decision.basis)),
        ("awarding", _body(record.awarding, language)),
        ("workload", _each(lambda language: size_words(record, language))),
        ("level", _each(lambda language: level_words(record.level, language))),
    ]


def _outcome(record: AwardRecord, outcome: RecordedOutcome) -> dict[str, Any]:
    if record.recognition is not None:
        result = _said("recognised" if outcome.achieved else "not-recognised")
    elif outcome.percent is not None:
        result = _same(f"{outcome.percent} %")
    else:
        result = _said("achieved" if outcome.achieved else "not-achieved")
    return {
        "text": dict(outcome.text),
        "kind": _coded("kind", outcome.kind),
        "threshold": "" if outcome.threshold is None else f"{outcome.threshold} %",
        "result": result,
        "reason": dict(outcome.reason),
    }


def _assessment(record: AwardRecord) -> list[Row]:
    def shown(language: str) -> str:
        return "; ".join(
            word("type", one.type, language)
            + (f" ({word('supervision', one.supervision, language)})" if one.supervision else "")
            for one in record.assessments
        )

    rows = [
        ("label.assessment", _each(shown)),
        ("label.grade", _each(lambda language: grade_words(record.grade, language))),
    ]
    if record.quality is not None:
        quality = record.quality
        rows.append(
            (
                "label.quality",
                _each(
                    lambda language: ", ".join(
                        part
                        for part in (
                            word("quality", quality.kind, language),
                            quality.body.get(language, next(iter(quality.body.values()), "")),
                            quality.reference,
                            " – ".join(
                                day_words(day, language) for day in (quality.since, quality.until) if day
                            ),
                            quality.url,
                        )
                        if part
                    )
                ),
            )
        )
    elif record.recognition is None:
        rows.append(("label.quality", _said("label.not-stated")))
    return rows


def _gives(record: AwardRecord) -> list[Row]:
    skills = list(dict.fromkeys(skill.name for outcome in record.outcomes for skill in outcome.skills))
    limits = _each(lambda language: "; ".join(word("is-not", code, language) for code in record.is_not))
    return [
        ("label.stacking", _coded("stacking", record.stacking)),
        ("label.counts", _joined([dict(text) for text in record.counts_towards])),
        ("label.work", _same(", ".join(skills))),
        ("section.gives", limits),
        ("label.further", dict(record.further)),
        ("label.ask", _asked(record.awarding)),
    ]


def _workload(record: AwardRecord, language: str) -> str:
    parts = [
        f"{word('volume', kind, language)} {number_words(minutes / ACADEMIC_HOUR_MINUTES, language)}"
        for kind, minutes in record.workload.items()
        if minutes
    ]
    whole = size_words(record, language)
    if len(parts) < 2:
        return whole
    unit = core_words().say("certificate.academic-hours", language)
    return f"{whole}; {unit}: {', '.join(parts)}"


def _level(record: AwardRecord, language: str) -> str:
    level = level_words(record.level, language)
    basis = word("basis", record.level.basis, language) if record.level.basis else ""
    return "; ".join(part for part in (level, basis) if part)


def _bodies(record: AwardRecord, first: str) -> list[Row]:
    """Each body once, under all that it did."""
    did: dict[str, tuple[Body, list[str]]] = {}
    for label, body in (
        ("awarding", record.awarding),
        ("assessing", record.assessing),
        ("delivering", record.delivering),
    ):
        if body is not None:
            did.setdefault(body.id, (body, []))[1].append(label)
    return [("+".join(labels), _body(body, first)) for body, labels in did.values()]


def _body(body: Body, first: str) -> Three:
    """The names; registration, country and site stand once, beside the first."""
    tail = ", ".join(part for part in (body.country, body.registration, body.url) if part)
    return {name: f"{text} ({tail})" if tail and name == first else text for name, text in body.names.items()}


def _label(keys: str) -> Three:
    """The words of one label, or of several joined by +."""
    said = [_said(key) for key in keys.split("+")]
    return _each(
        lambda language: ", ".join(
            one[language] if place == 0 else one[language][:1].lower() + one[language][1:]
            for place, one in enumerate(said)
        )
    )


def _asked(body: Body) -> Three:
    tail = ", ".join(part for part in (body.email, body.url) if part)
    return _each(lambda language: ", ".join(part for part in (body.ask.get(language, ""), tail) if part))


def _with_code(texts: Three, code: str) -> Three:
    return {language: f"{text} ({code})" for language, text in texts.items()} if code else texts


def _joined(texts: list[Three]) -> Three:
    return _each(lambda language: "; ".join(text[language] for text in texts if text.get(language)))


def _said(key: str) -> Three:
    return _each(lambda language: core_words().say(f"certificate.{key}", language))


def _coded(kind: str, code: str) -> Three:
    return _each(lambda language: word(kind, code, language)) if code else {}


def _same(text: str) -> Three:
    return _each(lambda language: text)


def _each(make: Callable[[str], str]) -> Three:
    return {language: make(language) for language in LANGUAGES}
