"""Reads a European Digital Credential (ELM 3), ours or anybody's, as an award record; the reverse of `compose.edc`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tanym.core.credentials.compose import elm_concepts as concepts
from tanym.core.credentials.convert.values import hundredths, minutes, moment_of, nodes, number, text
from tanym.core.credentials.moments import day
from tanym.core.credentials.record import (
    AwardRecord,
    Body,
    Decision,
    Grade,
    Holder,
    HolderName,
    Kind,
    Recognition,
    RecordedAssessment,
    RecordedLevel,
    RecordedOutcome,
    Skill,
    Text,
)
from tanym.core.credentials.structure import listed, types
from tanym.core.kernel.errors import InvalidValue
from tanym.core.qualifications.records.elm import ECTS, LANGUAGES

Node = Mapping[str, Any]
_DECISION, _ASSESSMENT_TYPE = "#decisions-", "#assessment-types-"
_PERCENT = re.compile(r"^(\d{1,3}) %\Z")
_POINTS = re.compile(r"^\d(?:\.\d{1,2})?\Z")
_RESULT = re.compile(r" – (\d{1,3}) %")


def read_european(credential: Node, holder: str = "") -> AwardRecord:
    """The record that a credential tells of: its first claim of an achievement; what it lacks stays empty. `holder` is the
    name where the file names nobody.

    Raises `InvalidValue("convert.lacks")` naming what an award cannot be without (holder, title, issuer, day).
    """
    subject = next(nodes(credential.get("credentialSubject")), {})
    claims = list(nodes(subject.get("hasClaim")))
    claim = next((one for one in claims if "LearningAchievement" in types(one)), claims[0] if claims else {})
    specified = next(nodes(claim.get("specifiedBy")), {})
    awarded = next(nodes(claim.get("awardedBy")), {})
    proofs = [
        part for one in nodes(claim.get("provenBy")) for part in (list(nodes(one.get("hasPart"))) or [one])
    ]
    whole = next(nodes(claim.get("provenBy")), {})
    titles = _texts(claim.get("title")) or _texts(specified.get("title"))
    at = moment_of(awarded.get("awardingDate")) or moment_of(credential.get("validFrom"))
    body = next(nodes(awarded.get("awardingBody")), None) or next(nodes(credential.get("issuer")), {})
    names = _names(subject)
    if holder and not any((names.kk, names.ru, names.passport)):
        names = HolderName("", "", holder)
    for member, given in (("title", titles), ("holder", any((names.kk, names.ru, names.passport))), ("day", at), ("issuer", body)):  # fmt: skip
        if not given:
            raise InvalidValue("convert.lacks", member=member)
    assert at is not None
    activity = next(nodes(claim.get("influencedBy")), {})
    directed = next(nodes(activity.get("directedBy")), None)
    assessed = next((found for one in proofs if (found := next(nodes(one.get("assessedBy")), None))), None)
    points = list(nodes(specified.get("creditPoint")))
    recognition = _recognition(claim)
    until = credential.get("validUntil") or credential.get("expirationDate")
    total = minutes(specified.get("volumeOfLearning")) or minutes(activity.get("workload"))
    return AwardRecord(
        kind=Kind.RECOGNITION if recognition else Kind.MICRO_QUALIFICATION,
        id=text(credential.get("id")),
        achievement_id=text(specified.get("id")) or text(claim.get("id")),
        number=_notation(credential.get("identifier")),
        titles=titles,
        holder=Holder(names, wallet if (wallet := text(subject.get("id"))).startswith("did:") else None),
        awarding=_body(body),
        awarded_at=at,
        assessing=_body(assessed) if assessed else None,
        delivering=_body(directed) if directed else None,
        code=_notation(claim.get("identifier")),
        summary=_texts(claim.get("description")) or _texts(specified.get("description")),
        outcomes=tuple(_outcomes(specified, proofs, whole)),
        assessments=tuple(_assessment(one) for one in proofs),
        grade=_grade(whole),
        workload={"total": total} if total is not None else {},
        credits=next((_points(one) for one in points if not _is_ects(one)), None),
        ects=next((_points(one) for one in points if _is_ects(one)), None),
        level=RecordedLevel(
            eqf=(eqf := number(_last(specified.get("eqfLevel")))),
            eqf_status="referenced" if eqf else "indicative",
        ),
        participation=next((mode for mode in map(_mode, listed(specified.get("mode"))) if mode), ""),
        languages=tuple(_languages(specified, activity)),
        isced_f=_last(next(nodes(specified.get("thematicArea")), {})),
        prerequisites=_texts(next(nodes(specified.get("entryRequirement")), {}).get("noteLiteral")),
        counts_towards=tuple(
            said for one in nodes(claim.get("additionalNote")) if (said := _texts(one.get("noteLiteral")))
        ),
        is_not=(),
        valid_until=moment_of(until) if until else None,
        recognition=recognition,
    )


def _texts(value: object) -> Text:
    """Texts of ELM: a map from language to text or to a list of texts, of which the first counts."""
    if not isinstance(value, Mapping):
        return {}
    first = {language: next(iter(listed(found)), "") for language, found in value.items()}
    return {
        language: said.strip() for language, said in first.items() if isinstance(said, str) and said.strip()
    }


def _names(subject: Node) -> HolderName:
    full = _texts(subject.get("fullName"))
    others = _texts(next(nodes(subject.get("additionalNote")), {}).get("noteLiteral"))
    if not full:
        given, family = _texts(subject.get("givenName")), _texts(subject.get("familyName"))
        full = {language: f"{given.get(language, '')} {family.get(language, '')}".strip() for language in {**given, **family}}  # fmt: skip
    latin = next((said for language, said in full.items() if language not in ("kk", "ru")), "")
    return HolderName(full.get("kk") or others.get("kk", ""), full.get("ru") or others.get("ru", ""), latin)


def _body(node: Node) -> Body:
    address = next(nodes(next(nodes(node.get("location")), {}).get("address")), {})
    contact = next(nodes(node.get("contactPoint")), {})
    return Body(
        id=text(node.get("id")),
        names=_texts(node.get("legalName")),
        country=concepts.country_code(next(nodes(address.get("countryCode")), {}).get("id")),
        registration=text(next(nodes(node.get("registration")), {}).get("notation")),
        url=text(next(nodes(node.get("homepage")), {}).get("contentURL")),
        ask=_texts(contact.get("description")),
        email=text(next(nodes(contact.get("emailAddress")), {}).get("id")).removeprefix("mailto:"),
    )


def _outcomes(specified: Node, proofs: list[Node], whole: Node) -> Iterator[RecordedOutcome]:
    said = [
        line
        for one in (*proofs, whole)
        for note in (*nodes(one.get("additionalNote")), *nodes(one.get("grade")))
        for line in _texts(note.get("noteLiteral")).get("en", "").split("\n")
    ]
    for place, one in enumerate(nodes(specified.get("learningOutcome")), start=1):
        title = _texts(one.get("title"))
        if not title:
            continue
        named = title.get("en") or next(iter(title.values()))
        result = next((line for line in said if line.startswith(f"{named} – ")), "")
        percent = _RESULT.search(result)
        yield RecordedOutcome(
            id=f"o{place}",
            text=title,
            kind=kind if (kind := _last(one.get("dcType"))) in ("knowledge", "skill") else "",
            percent=int(percent[1]) if percent else None,
            skills=tuple(_skills(one)),
        )


def _skills(outcome: Node) -> Iterator[Skill]:
    for member in ("relatedESCOSkill", "relatedSkill"):
        for one in nodes(outcome.get(member)):
            scheme = _last(next(nodes(one.get("inScheme")), {}).get("id"))
            name = _texts(one.get("prefLabel"))
            framework = "ESCO" if member == "relatedESCOSkill" else scheme.rpartition("#")[2]
            yield Skill(text(one.get("id")), name.get("en") or next(iter(name.values()), ""), framework)


def _assessment(node: Node) -> RecordedAssessment:
    specified = next(nodes(node.get("specifiedBy")), {})
    kind = text(next(nodes(specified.get("dcType")), {}).get("id"))
    verification = text(next(nodes(node.get("idVerification")), {}).get("id"))
    return RecordedAssessment(
        type=kind.partition(_ASSESSMENT_TYPE)[2],
        title=_texts(node.get("title")),
        supervision=concepts.supervision_code(verification),
        on=day(node.get("dateIssued")),
    )


def _grade(assessment: Node) -> Grade | None:
    literal = _texts(next(nodes(assessment.get("grade")), {}).get("noteLiteral"))
    said = literal.get("en") or next(iter(literal.values()), "")
    if not said or "\n" in said or " – " in said:  # results of outcomes, one a line
        return None
    scheme = next(nodes(next(nodes(assessment.get("specifiedBy")), {}).get("gradingScheme")), {})
    percent, letter, points = None, "", ""
    for mark in said.split(" · "):
        if found := _PERCENT.match(mark):
            percent = int(found[1])
        elif _POINTS.match(mark):
            points = mark
        else:
            letter = mark
    return Grade(percent, letter, points, _texts(scheme.get("title")))


def _is_ects(point: Node) -> bool:
    return next(nodes(point.get("framework")), {}).get("id") == ECTS


def _points(point: Node) -> int | None:
    return hundredths(point.get("point"))


def _mode(node: object) -> str:
    return concepts.mode_code(node.get("id")) if isinstance(node, Mapping) else ""


def _languages(specified: Node, activity: Node) -> Iterator[str]:
    more = next(nodes(activity.get("specifiedBy")), {}).get("language")
    for one in nodes(specified.get("language") or more):
        if found := LANGUAGES.get(_last(one)):
            yield found


def _recognition(claim: Node) -> Recognition | None:
    kinds = [text(one.get("id")).partition(_DECISION)[2] for one in nodes(claim.get("dcType"))]
    decision = next((one for one in kinds if one in {known.value for known in Decision}), None)
    if decision is None:
        return None
    entitled = next(nodes(claim.get("entitlesTo")), {})
    return Recognition(
        decision=Decision(decision),
        discipline=_texts(entitled.get("title")),
        programme=_texts(entitled.get("description")),
        discipline_code=_notation(entitled.get("identifier")),
        credits=next((found for one in nodes(claim.get("creditReceived")) if (found := _points(one))), 0)
        or 0,
        decided_on=day(entitled.get("dateIssued")),
    )


def _notation(value: object) -> str:
    return text(next(nodes(value), {}).get("notation"))


def _last(value: object) -> str:
    """The last part of the address of a concept."""
    address = value.get("id") if isinstance(value, Mapping) else value
    return text(address).rsplit("/", 1)[-1]
