"""Writes awards as an ELMO document, the XML in which EMREX carries a learner's results between student systems (1.7).

Nothing signs it (the format's XML signature is not written): each award can carry its signed file as an attachment.
What ELMO has no element for stands in the extension that the schema leaves open, under a name of ours.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lxml import etree

from tanym.core.credentials.compose.edc_claim import grade_text
from tanym.core.credentials.compose.results import amount
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.record import (
    AwardRecord,
    Body,
    Decision,
    HolderName,
    Recognition,
    RecordedOutcome,
    Text,
)
from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.localized import LANGUAGES, choose

SPACE = "https://github.com/emrex-eu/elmo-schemas/tree/v1"
OURS = "urn:tanym:elmo:1"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MICRO_CREDENTIAL = "Micro Credential"
EQF, NQF = "EQF", "NQF"
ECTS, KZ = "ECTS", "KZ"


def transcript(
    records: Sequence[AwardRecord], *, at: datetime, attached: Mapping[str, bytes] | None = None
) -> bytes:
    """The document of one person's awards, one report for each awarding body; UTF-8 XML.

    `attached` are signed files by the number of their award. Raises `InvalidValue("credential.record-incomplete")`
    without any award, or with awards of two people.
    """
    if not records or len({record.holder.name for record in records}) != 1:
        raise InvalidValue("credential.record-incomplete", member="holder")
    root = etree.Element(_name("elmo"), nsmap={None: SPACE, "tanym": OURS})
    _add(root, "generatedDate", stamp(at))
    _learner(root, records[0].holder.name)
    for body_id in dict.fromkeys(record.awarding.id for record in records):
        of = [record for record in records if record.awarding.id == body_id]
        _report(root, of, attached or {})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _learner(root: Any, name: HolderName) -> None:
    """Latin letters as in the passport where we have them; the forms in other letters stand beside as identifiers."""
    learner = _add(root, "learner")
    for kind, text in (("name-kk", name.kk), ("name-ru", name.ru), ("name-passport", name.passport)):
        if text:
            _add(learner, "identifier", text, type=kind)
    given, family = names_apart(name)
    _add(learner, "givenNames", given)
    _add(learner, "familyName", family)


def names_apart(name: HolderName) -> tuple[str, str]:
    """Given names and family name: a passport writes them in capitals, the family name first; otherwise it stands last."""
    if name.passport.isupper():
        family, _, given = name.passport.partition(" ")
    else:
        given, _, family = (name.passport or name.ru or name.kk).rpartition(" ")
    return given.strip(), family.strip()


def _report(root: Any, records: Sequence[AwardRecord], attached: Mapping[str, bytes]) -> None:
    body = records[0].awarding
    report = _add(root, "report")
    _issuer(report, body)
    scales = list(dict.fromkeys(_scale(record) for record in records if record.grade and record.grade.scale))
    for record in records:
        _opportunity(report, record, scales, record.number in attached)
    _add(report, "issueDate", stamp(max(record.awarded_at for record in records)))
    for number, scale in enumerate(scales, start=1):
        element = _add(report, "gradingScheme", localId=f"scale-{number}")
        for language, text in scale:
            _add(element, "description", text, language)
    for record in records:
        if record.number in attached:
            _attachment(report, record, attached[record.number])


def _issuer(report: Any, body: Body) -> None:
    issuer = _add(report, "issuer")
    _add(issuer, "country", body.country)
    _add(issuer, "identifier", body.id, type="did" if body.id.startswith("did:") else "url")
    if body.registration:
        _add(issuer, "identifier", body.registration, type="national")
    _texts(issuer, "title", body.names)
    _add(issuer, "url", body.url or body.id)


def _opportunity(
    report: Any, record: AwardRecord, scales: Sequence[tuple[tuple[str, str], ...]], is_attached: bool
) -> None:
    course = _add(report, "learningOpportunitySpecification")
    if record.code:
        _add(course, "identifier", record.code, type="local")
    _add(course, "identifier", record.achievement_id, type="url")
    _texts(course, "title", record.titles)
    _add(course, "type", "Course")
    if record.isced_f:
        _add(course, "iscedCode", record.isced_f)
    if record.achievement_id.startswith("https:"):
        _add(course, "url", record.achievement_id)
    _texts(course, "description", record.summary)
    instance = _add(_add(course, "specifies"), "learningOpportunityInstance")
    _add(instance, "identifier", record.number, type="local")
    _add(instance, "identifier", record.id, type="url")
    _add(instance, "date", record.awarded_at.date().isoformat())
    refused = record.recognition is not None and record.recognition.decision is Decision.REFUSED
    _add(instance, "status", "failed" if refused else "passed")
    if record.grade and record.grade.scale:
        _add(instance, "gradingSchemeLocalId", f"scale-{scales.index(_scale(record)) + 1}")
    if grade := grade_text(record.grade).get("en"):
        _add(instance, "resultLabel", grade)
    _credits(instance, record)
    _levels(instance, record)
    if record.languages:
        _add(instance, "languageOfInstruction", record.languages[0])
    if record.minutes is not None:
        _add(instance, "engagementHours", f"{record.minutes / 60:.2f}".rstrip("0").rstrip("."))
    if is_attached:
        _add(_add(instance, "attachments"), "ref", f"credential-{record.number}")
    if record.outcomes or record.recognition:
        extension = _add(course, "extension")
        if record.recognition is not None:
            _decision(extension, record.recognition)
        for outcome in record.outcomes:
            _outcome(extension, outcome)


def _credits(instance: Any, record: AwardRecord) -> None:
    credits = record.recognition.credits if record.recognition else record.credits
    for scheme, hundredths in ((ECTS, record.ects), (KZ, credits)):
        if hundredths is not None:
            credit = _add(instance, "credit")
            _add(credit, "scheme", scheme)
            _add(credit, "value", f"{amount(hundredths)}")


def _levels(instance: Any, record: AwardRecord) -> None:
    for kind, level, how in (
        (EQF, record.level.eqf, record.level.eqf_status),
        (NQF, record.level.nqf, record.level.basis),
    ):
        if level is not None:
            element = _add(instance, "level")
            _add(element, "type", kind)
            if how:
                _add(element, "description", how)
            _add(element, "value", str(level))


def _outcome(extension: Any, outcome: RecordedOutcome) -> None:
    element = etree.SubElement(
        extension, f"{{{OURS}}}outcome", id=outcome.id, achieved=str(outcome.achieved).lower()
    )
    for name, value in (
        ("kind", outcome.kind),
        ("percent", outcome.percent),
        ("threshold", outcome.threshold),
    ):
        if value not in (None, ""):
            element.set(name, str(value))
    for language, text in _in_order(outcome.text):
        title = etree.SubElement(element, f"{{{OURS}}}title")
        title.set(XML_LANG, language)
        title.text = text
    for skill in outcome.skills:
        etree.SubElement(
            element, f"{{{OURS}}}skill", url=skill.url, framework=skill.framework
        ).text = skill.name


def _decision(extension: Any, recognition: Recognition) -> None:
    element = etree.SubElement(extension, f"{{{OURS}}}decision", value=recognition.decision.value)
    if recognition.decided_on:
        element.set("date", recognition.decided_on.isoformat())
    if recognition.discipline_code:
        element.set("code", recognition.discipline_code)
    for name, texts in (("discipline", recognition.discipline), ("programme", recognition.programme)):
        for language, text in _in_order(texts):
            part = etree.SubElement(element, f"{{{OURS}}}{name}")
            part.set(XML_LANG, language)
            part.text = text


def _attachment(report: Any, record: AwardRecord, file: bytes) -> None:
    attachment = _add(report, "attachment")
    _add(attachment, "identifier", f"credential-{record.number}", type="local")
    _add(attachment, "title", choose(record.titles, "en")[0], "en")
    _add(attachment, "type", MICRO_CREDENTIAL)
    content = base64.b64encode(file).decode("ascii")
    _add(attachment, "content", f"data:application/vc+ld+json;base64,{content}")


def _scale(record: AwardRecord) -> tuple[tuple[str, str], ...]:
    return tuple(_in_order(record.grade.scale)) if record.grade else ()


def _texts(parent: Any, name: str, texts: Text) -> None:
    for language, text in _in_order(texts):
        _add(parent, name, text, language)


def _in_order(texts: Text) -> list[tuple[str, str]]:
    order = [*(one for one in LANGUAGES if one in texts), *sorted(set(texts) - set(LANGUAGES))]
    return [(one, texts[one].strip()) for one in order if texts[one].strip()]


def _add(parent: Any, name: str, text: str = "", language: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, _name(name), **attributes)
    if text:
        element.text = text
    if language:
        element.set(XML_LANG, language)
    return element


def _name(name: str) -> str:
    return f"{{{SPACE}}}{name}"
