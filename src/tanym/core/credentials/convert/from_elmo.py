"""Reads an ELMO document (EMREX XML), ours or anybody's, as award records; the reverse of `compose.elmo`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tanym.core.credentials.compose.elmo import ECTS, EQF, KZ, NQF, OURS, SPACE, XML_LANG
from tanym.core.credentials.convert.values import hundredths, moment_of, number, whole
from tanym.core.credentials.moments import day
from tanym.core.credentials.parse import MAX_BYTES
from tanym.core.credentials.record import (
    AwardRecord,
    Body,
    Decision,
    Grade,
    Holder,
    HolderName,
    Kind,
    Recognition,
    RecordedLevel,
    RecordedOutcome,
    Skill,
    Text,
)
from tanym.core.credentials.strangers_xml import parse_xml
from tanym.core.kernel.errors import InvalidValue

_E, _T = f"{{{SPACE}}}", f"{{{OURS}}}"
_PREFIXES = {"name-kk": "kk", "name-ru": "ru", "name-passport": "passport"}
MAX_COURSES = 1_000
LARGEST = 8 * MAX_BYTES
"""A document with its attachments; nothing of it is unpacked."""


def is_elmo(data: bytes) -> bool:
    """Whether it looks like an ELMO document."""
    return SPACE.encode("ascii") in data[:4096] and b"elmo" in data[:4096]


def read_elmo(root: Any) -> tuple[AwardRecord, ...]:
    """The record of each course that has a result, in the order of the document.

    Raises `InvalidValue`: `credential.input-too-large`, and `convert.lacks` naming what an award cannot be without.
    """
    name = _learner(root.find(f"{_E}learner"))
    records: list[AwardRecord] = []
    for report in root.findall(f"{_E}report"):
        issued = moment_of(_text(report.find(f"{_E}issueDate")))
        body = _issuer(report.find(f"{_E}issuer"))
        scales = {
            one.get("localId"): _texts(one, "description") for one in report.findall(f"{_E}gradingScheme")
        }
        for course in report.iterfind(f".//{_E}learningOpportunitySpecification"):
            if len(records) >= MAX_COURSES:
                raise InvalidValue("credential.input-too-large", limit=MAX_COURSES)
            records.append(_course(course, name, body, issued, scales))
    if not records:
        raise InvalidValue("convert.lacks", member="title")
    return tuple(records)


def parse_elmo(data: bytes) -> Any:
    """The root of the document; nothing that it points to is fetched, and no entity is resolved.

    Raises `InvalidValue`: `credential.input-too-large`, `credential.xml-doctype-not-allowed`, `convert.not-elmo`.
    """
    if len(data) > LARGEST:
        raise InvalidValue("credential.input-too-large", bytes=len(data), limit=LARGEST)
    root = parse_xml(data, "convert.not-elmo")
    if root.tag != f"{_E}elmo":
        raise InvalidValue("convert.not-elmo")
    return root


def _learner(learner: Any) -> HolderName:
    if learner is None:
        raise InvalidValue("convert.lacks", member="holder")
    forms = {_PREFIXES[kind]: _text(one) for one in learner.findall(f"{_E}identifier")
             if (kind := one.get("type")) in _PREFIXES}  # fmt: skip
    written = " ".join(
        part for name in ("givenNames", "familyName") if (part := _text(learner.find(f"{_E}{name}")))
    )
    if not forms:
        forms["passport"] = written
    if not any(forms.values()):
        raise InvalidValue("convert.lacks", member="holder")
    return HolderName(forms.get("kk", ""), forms.get("ru", ""), forms.get("passport", ""))


def _issuer(issuer: Any) -> Body:
    if issuer is None:
        raise InvalidValue("convert.lacks", member="issuer")
    known = {one.get("type"): _text(one) for one in issuer.findall(f"{_E}identifier")}
    url = _text(issuer.find(f"{_E}url"))
    identifier = known.get("did") or known.get("url") or url
    if not identifier:
        raise InvalidValue("convert.lacks", member="issuer")
    return Body(
        id=identifier,
        names=_texts(issuer, "title"),
        country=_text(issuer.find(f"{_E}country")),
        registration=known.get("national", ""),
        url="" if url == identifier else url,
    )


def _course(
    course: Any, name: HolderName, body: Body, issued: datetime | None, scales: dict[Any, Text]
) -> AwardRecord:
    instance = course.find(f"{_E}specifies/{_E}learningOpportunityInstance")
    titles = _texts(course, "title")
    at = moment_of(_text(instance.find(f"{_E}date"))) if instance is not None else None
    if at is not None and issued is not None and at.date() == issued.date():
        at = issued  # the day alone stands with the course; the moment with the report
    at = at or issued
    if not titles or at is None or instance is None:
        raise InvalidValue("convert.lacks", member="title" if not titles else "day")
    codes = {one.get("type"): _text(one) for one in course.findall(f"{_E}identifier")}
    numbers = {one.get("type"): _text(one) for one in instance.findall(f"{_E}identifier")}
    extension = course.find(f"{_E}extension")
    recognition = _recognition(extension)
    credits = {_text(one.find(f"{_E}scheme")).upper(): hundredths(_text(one.find(f"{_E}value")))
               for one in instance.findall(f"{_E}credit")}  # fmt: skip
    if recognition is not None:
        recognition = Recognition(
            recognition.decision, recognition.discipline, recognition.programme, recognition.discipline_code,
            credits.get(KZ) or 0, recognition.decided_on,
        )  # fmt: skip
    hours = hundredths(_text(instance.find(f"{_E}engagementHours")))
    spoken = _text(instance.find(f"{_E}languageOfInstruction"))
    return AwardRecord(
        kind=Kind.RECOGNITION if recognition else Kind.MICRO_QUALIFICATION,
        id=numbers.get("url", ""),
        achievement_id=codes.get("url", ""),
        number=numbers.get("local", ""),
        titles=titles,
        holder=Holder(name),
        awarding=body,
        awarded_at=at,
        code=codes.get("local", ""),
        summary=_texts(course, "description"),
        outcomes=tuple(_outcomes(extension)),
        grade=_grade(instance, scales),
        workload={"total": round(hours * 60 / 100)} if hours is not None else {},
        credits=None if recognition else credits.get(KZ),
        ects=credits.get(ECTS),
        level=_level(instance),
        languages=(spoken,) if spoken else (),
        isced_f=_text(course.find(f"{_E}iscedCode")),
        is_not=(),
        recognition=recognition,
    )


def _grade(instance: Any, scales: dict[Any, Text]) -> Grade | None:
    label = _text(instance.find(f"{_E}resultLabel"))
    if not label:
        return None
    percent, letter, points = None, "", ""
    for mark in label.split(" · "):
        if mark.endswith(" %") and whole(mark[:-2]) is not None:
            percent = whole(mark[:-2])
        elif mark.replace(".", "", 1).isdigit() and "." in mark:
            points = mark
        else:
            letter = mark
    scale = scales.get(_text(instance.find(f"{_E}gradingSchemeLocalId")), {})
    return Grade(percent, letter, points, scale)


def _level(instance: Any) -> RecordedLevel:
    said = {
        _text(one.find(f"{_E}type")).upper(): (
            number(_text(one.find(f"{_E}value"))),
            _text(one.find(f"{_E}description")),
        )
        for one in instance.findall(f"{_E}level")
    }
    nqf, basis = said.get(NQF, (None, ""))
    eqf, status = said.get(EQF, (None, ""))
    return RecordedLevel(nqf, eqf, status or "indicative", basis)


def _outcomes(extension: Any) -> Iterator[RecordedOutcome]:
    for one in extension.findall(f"{_T}outcome") if extension is not None else ():
        yield RecordedOutcome(
            id=one.get("id", ""),
            text=_texts(one, "title", _T),
            kind=one.get("kind", ""),
            achieved=one.get("achieved") != "false",
            percent=whole(one.get("percent")),
            threshold=whole(one.get("threshold")),
            skills=tuple(
                Skill(skill.get("url", ""), _text(skill), skill.get("framework", ""))
                for skill in one.findall(f"{_T}skill")
            ),
        )


def _recognition(extension: Any) -> Recognition | None:
    found = extension.find(f"{_T}decision") if extension is not None else None
    if found is None or found.get("value") not in {one.value for one in Decision}:
        return None
    return Recognition(
        decision=Decision(found.get("value")),
        discipline=_texts(found, "discipline", _T),
        programme=_texts(found, "programme", _T),
        discipline_code=found.get("code", ""),
        decided_on=day(found.get("date")),
    )


def _texts(parent: Any, name: str, space: str = _E) -> Text:
    """Texts by language; one without a language counts as English."""
    return {
        one.get(XML_LANG) or "en": said for one in parent.findall(f"{space}{name}") if (said := _text(one))
    }


def _text(element: Any) -> str:
    return (element.text or "").strip() if element is not None else ""
