"""What a European Digital Credential claims of the person: the achievement, by what it was shown, what it is made of."""

from __future__ import annotations

from typing import Any

from tanym.core.credentials.compose import elm_concepts as concepts
from tanym.core.credentials.compose import vocabulary as word
from tanym.core.credentials.compose.edc_parts import Writer
from tanym.core.credentials.compose.results import amount
from tanym.core.credentials.moments import stamp
from tanym.core.credentials.record import (
    AwardRecord,
    Decision,
    Grade,
    Recognition,
    RecordedAssessment,
    RecordedOutcome,
    Text,
)


def achievement(writer: Writer, record: AwardRecord) -> dict[str, Any]:
    """The achievement of an award, or what a decision recognised."""
    recognition = record.recognition
    notes = [*_notes(writer, record)]
    entitled = recognition is not None and recognition.decision is not Decision.REFUSED
    return writer.node(
        "LearningAchievement",
        "achievement",
        title=writer.texts(record.titles),
        description=writer.texts(record.summary),
        identifier=[writer.identifier("code", record.code, "Code of the micro-qualification")]
        if record.code
        else None,
        dcType=[_decided(writer, recognition)] if recognition else None,
        awardedBy=_awarding(writer, record, "awarding", dated=True),
        provenBy=_proofs(writer, record),
        influencedBy=[_activity(writer, record)] if record.delivering or record.languages else None,
        creditReceived=_credit(writer, "credit-received", recognition.credits, own=True)
        if recognition and recognition.credits
        else None,
        entitlesTo=[_entitlement(writer, record, recognition)] if recognition and entitled else None,
        specifiedBy=_specification(writer, record),
        additionalNote=[writer.note(f"note-{n}", text) for n, text in enumerate(notes, start=1)],
        supplementaryDocument=[writer.web("check", record.id)] if record.id.startswith("https:") else None,
    )


def _decided(writer: Writer, recognition: Recognition) -> dict[str, Any]:
    """That this is a decision on recognition, and which; a concept of ours, for no list of Europass has it."""
    scheme = f"{writer.base}#decisions"
    decision = recognition.decision.value
    return concepts.own(f"{scheme}-{decision}", writer.words(f"certificate.decision.{decision}"), scheme)


def _awarding(writer: Writer, record: AwardRecord, name: str, dated: bool = False) -> dict[str, Any]:
    bodies = (record.awarding,) if dated else (record.assessing, record.awarding)
    return writer.node(
        "AwardingProcess",
        name,
        awardingBody=writer.organisations(*bodies),
        awardingDate=stamp(record.awarded_at) if dated else None,
    )


def _proofs(writer: Writer, record: AwardRecord) -> list[dict[str, Any]]:
    """Each assessment with its grade; several are parts of the one whose grade is the grade of the award."""
    whole = grade_text(record.grade) or _results(writer, record.outcomes)
    if record.recognition is not None or not (record.assessments or record.grade):
        return []
    if len(record.assessments) == 1:
        return [_proof(writer, record, "assessment-1", record.assessments[0], whole)]
    parts = [
        _proof(
            writer,
            record,
            f"assessment-{number}",
            one,
            _results(writer, tuple(o for o in record.outcomes if o.id in one.outcomes)) or whole,
        )
        for number, one in enumerate(record.assessments, start=1)
    ]
    overall = writer.node(
        "LearningAssessment",
        "assessment",
        title=writer.texts(record.titles),
        awardedBy=_awarding(writer, record, "assessing"),
        grade=writer.note("grade", whole),
        specifiedBy=_scale(writer, record, "assessment", record.titles),
        hasPart=parts,
    )
    return [overall]


def _proof(
    writer: Writer, record: AwardRecord, name: str, one: RecordedAssessment, grade: Text
) -> dict[str, Any]:
    kind = writer.words(f"certificate.type.{one.type}")
    return writer.node(
        "LearningAssessment",
        name,
        title=writer.texts(one.title) or kind,
        dateIssued=f"{one.on.isoformat()}T00:00:00Z" if one.on else None,
        awardedBy=_awarding(writer, record, "assessing"),
        assessedBy=writer.organisations(record.assessing, record.awarding),
        grade=writer.note(f"{name}-grade", grade),
        idVerification=concepts.supervision(one.supervision),
        specifiedBy=_scale(writer, record, name, one.title or kind, one.type),
        additionalNote=[writer.note(f"{name}-results", results)]
        if (results := _results(writer, tuple(o for o in record.outcomes if o.id in one.outcomes)))
        else None,
    )


def _scale(writer: Writer, record: AwardRecord, name: str, title: Text, kind: str = "") -> dict[str, Any]:
    scale = record.grade.scale if record.grade else {}
    scheme = f"{writer.base}#assessment-types"
    return writer.node(
        "LearningAssessmentSpecification",
        f"{name}-specification",
        title=writer.texts(title),
        dcType=concepts.own(f"{scheme}-{kind}", writer.words(f"certificate.type.{kind}"), scheme)
        if kind
        else None,
        gradingScheme=writer.node("GradingScheme", "scale", title=writer.texts(scale)) if scale else None,
    )


def _results(writer: Writer, outcomes: tuple[RecordedOutcome, ...]) -> dict[str, str]:
    """The result for each outcome, one a line, in every language."""
    lines: dict[str, list[str]] = {}
    for outcome in outcomes:
        said = writer.words(f"certificate.{'' if outcome.achieved else 'not-'}achieved")
        for language, words in said.items():
            text = outcome.text.get(language) or next(iter(outcome.text.values()), "")
            result = words if outcome.percent is None else f"{outcome.percent} %, {words}"
            lines.setdefault(language, []).append(f"{text} – {result}")
    return {language: "\n".join(one) for language, one in lines.items()}


def grade_text(grade: Grade | None) -> dict[str, str]:
    """A grade as it stands on the certificate: 82 % · B · 3.0; empty where there is none."""
    if grade is None:
        return {}
    marks = [f"{grade.percent} %" if grade.percent is not None else "", grade.letter, grade.points]
    text = " · ".join(mark for mark in marks if mark)
    return {"en": text, "kk": text.replace(".", ","), "ru": text.replace(".", ",")} if text else {}


def _activity(writer: Writer, record: AwardRecord) -> dict[str, Any]:
    spoken = [found for one in record.languages if (found := concepts.language(one))]
    return writer.node(
        "LearningActivity",
        "activity",
        title=writer.texts(record.titles),
        awardedBy=_awarding(writer, record, "awarding", dated=True),
        directedBy=writer.organisations(record.delivering),
        workload=word.duration(record.minutes) if record.minutes is not None else None,
        specifiedBy=writer.node(
            "LearningActivitySpecification",
            "activity-specification",
            title=writer.texts(record.titles),
            language=spoken,
            mode=[mode] if (mode := concepts.mode(record.participation)) else None,
        ),
    )


def _specification(writer: Writer, record: AwardRecord) -> dict[str, Any]:
    """The specification; a qualification only where the level is referenced to the European framework."""
    level = record.level
    referenced = level.eqf is not None and level.eqf_status == "referenced"
    points = [
        *(_credit(writer, "credit-kz", record.credits, own=True) if record.credits is not None else ()),
        *(_credit(writer, "credit-ects", record.ects, own=False) if record.ects is not None else ()),
    ]
    return writer.node(
        "Qualification" if referenced else "LearningAchievementSpecification",
        "specification",
        title=writer.texts(record.titles),
        description=writer.texts(record.summary),
        eqfLevel=concepts.eqf(level.eqf) if referenced and level.eqf is not None else None,
        isPartialQualification=True if referenced else None,
        thematicArea=[concepts.isced_f(record.isced_f)] if record.isced_f else None,
        language=[found for one in record.languages if (found := concepts.language(one))],
        volumeOfLearning=word.duration(record.minutes) if record.minutes is not None else None,
        mode=[mode] if (mode := concepts.mode(record.participation)) else None,
        creditPoint=points,
        entryRequirement=writer.note("entry", record.prerequisites) if record.prerequisites else None,
        learningOutcome=[_outcome(writer, n, one) for n, one in enumerate(record.outcomes, start=1)],
    )


def _credit(writer: Writer, name: str, hundredths: int, own: bool) -> list[dict[str, Any]]:
    framework = concepts.ECTS_SYSTEM
    if own:
        scheme = f"{writer.base}#credit-systems"
        framework = concepts.own(f"{scheme}-kz", writer.words("edc.credits-kz"), scheme)
    return [writer.node("CreditPoint", name, framework=framework, point=f"{amount(hundredths)}")]


def _outcome(writer: Writer, number: int, outcome: RecordedOutcome) -> dict[str, Any]:
    esco = [one for one in outcome.skills if one.url.startswith(concepts.ESCO_SKILL)]
    return writer.node(
        "LearningOutcome",
        f"outcome-{number}",
        title=writer.texts(outcome.text),
        dcType=concepts.outcome_type(outcome.kind),
        relatedESCOSkill=[concepts.concept(one.url, concepts.ESCO_SKILLS, one.name) for one in esco],
        relatedSkill=[
            concepts.own(one.url, {"en": one.name}, f"{writer.base}#{one.framework.replace(' ', '-')}")
            for one in outcome.skills
            if one not in esco
        ],
    )


def _entitlement(writer: Writer, record: AwardRecord, decision: Recognition) -> dict[str, Any]:
    """What the decision gives: the discipline counts in the programme."""
    return writer.node(
        "LearningEntitlement",
        "entitlement",
        title=writer.texts(decision.discipline) or writer.texts(record.titles),
        description=writer.texts(decision.programme),
        identifier=[writer.identifier("discipline", decision.discipline_code, "Code of the discipline")]
        if decision.discipline_code
        else None,
        dateIssued=f"{decision.decided_on.isoformat()}T00:00:00Z" if decision.decided_on else None,
        awardedBy=_awarding(writer, record, "awarding", dated=True),
        specifiedBy=writer.node(
            "LearningEntitlementSpecification",
            "entitlement-specification",
            title=writer.texts(decision.discipline) or writer.texts(record.titles),
            dcType=concepts.LEARNING_OPPORTUNITY,
            entitlementStatus=concepts.ACTUAL,
            limitOrganisation=[writer.organisation(record.awarding)],
        ),
    )


def _notes(writer: Writer, record: AwardRecord) -> list[Text]:
    """What the profile has no member for, or no entry in its vocabularies: said in words."""
    level, quality, decision = record.level, record.quality, record.recognition
    notes: list[Text] = []
    if level.nqf is not None:
        notes.append(writer.words("certificate.nqf", level=level.nqf))
    if level.eqf is not None and level.eqf_status != "referenced":
        status = writer.words(f"certificate.eqf-status.{level.eqf_status}")
        notes.append(writer.words("certificate.eqf", level=level.eqf, status=status))
    if quality is not None:
        kind = writer.words(f"certificate.quality.{quality.kind}")
        more = {one: quality.body.get(one) or quality.body.get("en", "") for one in kind}
        notes.append(
            {
                one: ", ".join(part for part in (kind[one], more[one], quality.reference) if part)
                for one in kind
            }
        )
    if decision is not None:
        about = writer.words(f"certificate.decision.{decision.decision}")
        notes.append(about)
        notes += [text for text in (decision.commission, decision.reasons, decision.basis) if text]
        if results := _recognised(writer, record.outcomes):
            notes.append(results)
    if record.stacking:
        notes.append(writer.words(f"certificate.stacking.{record.stacking}"))
    notes += [writer.words(f"certificate.is-not.{code}") for code in record.is_not]
    return notes + [text for text in (*record.counts_towards, record.further) if text]


def _recognised(writer: Writer, outcomes: tuple[RecordedOutcome, ...]) -> dict[str, str]:
    lines: dict[str, list[str]] = {}
    for outcome in outcomes:
        for language, words in writer.words(
            f"certificate.{'' if outcome.achieved else 'not-'}recognised"
        ).items():
            text = outcome.text.get(language) or next(iter(outcome.text.values()), "")
            lines.setdefault(language, []).append(f"{text} – {words}")
    return {language: "\n".join(one) for language, one in lines.items()}
