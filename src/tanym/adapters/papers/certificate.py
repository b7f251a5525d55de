"""What stands on a certificate or a statement of recognition: one page, no date of birth, no national number."""

from __future__ import annotations

from typing import Any

from tanym.adapters.papers import ornament
from tanym.core.credentials.record import AwardRecord, Grade, Kind, RecordedLevel, RecordedOutcome
from tanym.core.kernel.localized import LANGUAGES, choose
from tanym.rulepacks.credential_words import day_words, minutes_words, number_words, word
from tanym.rulepacks.words import core_words

MAX_OUTCOMES = 8


def heading_of(record: AwardRecord) -> str:
    """Which document it is, as the ending of the codes of its heading: a certificate has none.

    The document of a recognition centre follows an exam of skills (law 14-VIII, art. 20-21); a statement of evaluation
    says of itself that it is no decision on recognition, or no formal one.
    """
    if record.kind is not Kind.RECOGNITION:
        return ""
    if not {"recognition-decision", "formal-recognition"}.isdisjoint(record.is_not):
        return "-evaluation"
    if record.assessments and all(one.kind == "skill" for one in record.outcomes):
        return "-skills" if "professional-qualification" in record.is_not else "-qualification"
    return "-recognition"


def content(
    record: AwardRecord, address: str, number: str, language: str, attached: bool, log: str = ""
) -> dict[str, Any]:
    """The texts of the page in the language of its reader; the title stands in all three."""

    def say(key: str, **details: object) -> str:
        return core_words().say(f"certificate.{key}", language, **details)

    recognition = record.kind is Kind.RECOGNITION
    suffix = "-recognition" if recognition else ""
    heading = heading_of(record)
    given = "-document" if heading in ("-skills", "-qualification") else suffix
    title, spoken = choose(record.titles, language)
    names = record.holder.name
    own = {"kk": names.kk, "ru": names.ru, "en": names.passport}.get(language) or names.passport or names.kk
    others = [name for name in (names.kk, names.ru) if name and name != own]
    if names.passport and names.passport != own:
        others.append(f"{say('passport')}: {names.passport}")
    return {
        "language": language,
        "kind": say(f"title{heading}"),
        "bodies": _in_three(record.awarding.names),
        "given": say(f"holder{given}"),
        "name": own,
        "names": others,
        "title": title,
        "titles": [text for name, text in _by_language(record.titles) if name != spoken],
        "lead": _lead(record, language),
        "can": say("can-outcomes" if recognition and record.credits is None else f"can{suffix}"),
        "outcomes": [_outcome(record, outcome, language) for outcome in record.outcomes[:MAX_OUTCOMES]],
        "more": say("can-more", count=len(record.outcomes) - MAX_OUTCOMES)
        if len(record.outcomes) > MAX_OUTCOMES
        else "",
        "facts": [[say(label), text] for label, text in _facts(record, language) if text],
        "is_not": "; ".join(word("is-not", code, language) for code in record.is_not),
        "number_label": say("number"),
        "number": number,
        "address": address,
        "address_start": address.removeprefix("https://").removesuffix(number),
        "check": say("check"),
        "hint": say("check-hint"),
        "attached": say("attached") if attached else "",
        "log": log,
    }


def drawings(address: str) -> dict[str, str]:
    """The drawings on the page; the QR code leads to `address`."""
    return {
        "mark": ornament.MARK,
        "band-light": ornament.band(17, "#b9d6dc"),
        "qr": ornament.qr_code(address),
    }


def _lead(record: AwardRecord, language: str) -> str:
    """For a decision: what was decided about which discipline."""
    if record.recognition is None:
        return ""
    about = [
        choose(text, language)[0] for text in (record.recognition.discipline, record.recognition.programme)
    ]
    return f"{word('decision', record.recognition.decision, language)}: " + ", ".join(
        text for text in about if text
    )


def _outcome(record: AwardRecord, outcome: RecordedOutcome, language: str) -> dict[str, str]:
    text = choose(outcome.text, language)[0]
    if record.recognition is not None:
        said = core_words().say(f"certificate.{'' if outcome.achieved else 'not-'}recognised", language)
        return {"text": text, "result": said}
    return {"text": text, "result": "" if outcome.percent is None else f"{outcome.percent} %"}


def _facts(record: AwardRecord, language: str) -> list[tuple[str, str]]:
    assessing = record.assessing.names if record.assessing and record.assessing != record.awarding else {}
    delivering = record.delivering.names if record.delivering and record.delivering != record.awarding else {}
    recognition = record.recognition
    shown = dict.fromkeys(word("type", assessment.type, language) for assessment in record.assessments)
    return [
        ("result", grade_words(record.grade, language)),
        ("shown-by", ", ".join(shown)),
        ("label.credits", recredited(record, language)),
        ("label.commission", choose(recognition.commission, language)[0] if recognition else ""),
        ("label.minutes", recognition.minutes_number if recognition else ""),
        ("workload", size_words(record, language)),
        ("level", level_words(record.level, language)),
        ("assessing", choose(assessing, language)[0]),
        ("delivering", choose(delivering, language)[0]),
        ("issued", day_words(record.awarded_at.date(), language)),
        ("until", day_words(record.valid_until.date(), language) if record.valid_until else ""),
        ("place", choose(record.place, language)[0]),
    ]


def recredited(record: AwardRecord, language: str) -> str:
    """The credits that a decision brings; empty where it is not about credits, as a professional qualification."""
    if record.recognition is None or record.credits is None:
        return ""
    return number_words(record.recognition.credits / 100, language)


def grade_words(grade: Grade | None, language: str) -> str:
    """A grade with its scale: 82 %, B, 3,0 (scale of 2026); empty where there is none."""
    if grade is None:
        return ""
    points = grade.points if language == "en" else grade.points.replace(".", ",")
    marks = [f"{grade.percent} %" if grade.percent is not None else "", grade.letter, points]
    scale = choose(grade.scale, language)[0]
    return " · ".join(mark for mark in marks if mark) + (f" ({scale})" if scale else "")


def size_words(record: AwardRecord, language: str) -> str:
    """The workload with all its units; empty where none is stated."""
    if record.minutes is None:
        return ""
    if record.credits is None or record.ects is None:
        return minutes_words(record.minutes, language)
    return minutes_words(record.minutes, language, record.credits / 100, record.ects / 100)


def level_words(level: RecordedLevel, language: str) -> str:
    """The level: "NQF 6; EQF 6 (indicative, not referenced)"; empty where there is none."""
    say = core_words().say
    nqf = say("certificate.nqf", language, level=level.nqf) if level.nqf is not None else ""
    status = word("eqf-status", level.eqf_status, language)
    eqf = say("certificate.eqf", language, level=level.eqf, status=status) if level.eqf is not None else ""
    return "; ".join(part for part in (nqf, eqf) if part)


def _by_language(texts: Any) -> list[tuple[str, str]]:
    return [(name, texts[name]) for name in LANGUAGES if texts.get(name)]


def _in_three(texts: Any) -> list[str]:
    return list(dict.fromkeys(text for _, text in _by_language(texts)))
