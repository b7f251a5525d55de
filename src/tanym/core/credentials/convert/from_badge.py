"""Reads an Open Badge (3.0), ours or anybody's, as an award record; the reverse of `compose.open_badge`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tanym.core.credentials.compose import vocabulary as word
from tanym.core.credentials.compose.open_badge import ACHIEVEMENT_TYPES, NAME_IDENTITIES
from tanym.core.credentials.compose.results import NOT_RECOGNISED
from tanym.core.credentials.convert.values import hundredths, minutes, moment_of, nodes, number, text, whole
from tanym.core.credentials.log_place import is_log_place
from tanym.core.credentials.moments import day
from tanym.core.credentials.record import (
    AwardRecord,
    Body,
    Decision,
    Grade,
    HashedIdentity,
    Holder,
    HolderName,
    Kind,
    Recognition,
    RecordedAssessment,
    RecordedLevel,
    RecordedOutcome,
    RecordedQuality,
    Skill,
    Text,
)
from tanym.core.credentials.structure import listed
from tanym.core.kernel.errors import InvalidValue

Node = Mapping[str, Any]


def read_badge(credential: Node, holder: str = "") -> AwardRecord:
    """The record that a badge tells of; members that it lacks stay empty, nothing is invented. `holder` is the name
    where the file names nobody.

    Raises `InvalidValue`: `convert.lacks` naming what an award cannot be without (holder, title, issuer, day).
    """
    subject = next(nodes(credential.get("credentialSubject")), {})
    achievement = next(nodes(subject.get("achievement")), {})
    spoken = text(achievement.get("inLanguage")) or "en"
    titles = _tagged(achievement, word.TITLE, "name", spoken) or _tagged(credential, "", "name", spoken)
    awarded = credential.get("awardedDate") or credential.get("validFrom") or credential.get("issuanceDate")
    until = credential.get("validUntil") or credential.get("expirationDate")
    names = _names(subject)
    if holder and not any((names.kk, names.ru, names.passport)):
        names = HolderName("", "", holder)
    issuer = credential.get("issuer")
    if not titles:
        raise InvalidValue("convert.lacks", member="title")
    if not any((names.kk, names.ru, names.passport)):
        raise InvalidValue("convert.lacks", member="holder")
    at = moment_of(awarded)
    if at is None:
        raise InvalidValue("convert.lacks", member="day")
    activity = next(nodes(achievement.get(word.INFLUENCED_BY)), {})
    delivering = next(nodes(activity.get(word.DIRECTED_BY)), None)
    credits = {text(one.get(word.FRAMEWORK)): hundredths(one.get(word.POINT))
               for one in nodes(achievement.get(word.CREDIT_POINT))}  # fmt: skip
    recognition = _recognition(achievement, subject, credential, spoken)
    plain = hundredths(subject.get("creditsEarned", achievement.get("creditsAvailable")))
    total = minutes(next(nodes(achievement.get(word.VOLUME)), {}).get("@value"))
    awarding = _body(issuer if isinstance(issuer, Mapping) else {"id": issuer}, spoken)
    source = next(nodes(subject.get("source")), None)
    return AwardRecord(
        kind=Kind.RECOGNITION if recognition else Kind.MICRO_QUALIFICATION,
        id=text(credential.get("id")),
        achievement_id=text(achievement.get("id")),
        number=text(subject.get("licenseNumber")),
        titles=titles,
        holder=Holder(names, text(subject.get("id")) or None, tuple(_identities(subject))),
        awarding=awarding,
        awarded_at=at,
        assessing=_same(_body(source, spoken), awarding) if source else None,
        delivering=_named(delivering, awarding) if delivering else None,
        version=text(achievement.get("version")),
        code=text(achievement.get("humanCode")),
        summary=_tagged(achievement, word.DESCRIPTION, "description", spoken),
        outcomes=tuple(_outcomes(subject, achievement, spoken)),
        assessments=tuple(_assessments(achievement, credential, spoken)),
        grade=_grade(subject, achievement),
        workload={"total": total} if total is not None else {},
        credits=credits.get("KZ", plain if recognition is None and "ECTS" not in credits else None),
        ects=credits.get("ECTS"),
        level=_level(achievement),
        participation=text(achievement.get(word.MODE)),
        languages=tuple(one for one in text(activity.get("inLanguage")).split(", ") if one),
        isced_f=text(achievement.get(word.ISCED_F)),
        quality=_quality(achievement),
        prerequisites=word.untagged(next(nodes(achievement.get(word.ENTRY)), {}).get(word.NOTE)),
        counts_towards=tuple(_notes(achievement)),
        is_not=tuple(
            code
            for one in nodes(achievement.get(word.ADDITIONAL_NOTE))
            if one.get(word.DC_TYPE) == word.IS_NOT
            for code in listed(one.get(word.NOTATION))
            if isinstance(code, str)
        ),
        valid_until=moment_of(until) if until else None,
        recognition=recognition,
    )  # fmt: skip


def _tagged(node: Node, tagged: str, single: str, language: str) -> Text:
    """Texts by language; the one text without a language counts as the language of the achievement."""
    found = word.untagged(node.get(tagged)) if tagged in node else {}
    value = node.get(single)
    if found or not isinstance(value, str) or not value.strip():
        return found
    return {language: value.strip()}


def _names(subject: Node) -> HolderName:
    forms = {kind: form for form, kind in NAME_IDENTITIES.items()}
    names = {
        forms[kind]: text(one.get("identityHash"))
        for one in nodes(subject.get("identifier"))
        if one.get("hashed") is False and (kind := text(one.get("identityType"))) in forms
    }
    return HolderName(names.get("kk", ""), names.get("ru", ""), names.get("passport", ""))


def _identities(subject: Node) -> Iterator[HashedIdentity]:
    for one in nodes(subject.get("identifier")):
        if one.get("hashed") is True:
            yield HashedIdentity(
                text(one.get("identityType")), text(one.get("identityHash")), text(one.get("salt"))
            )


def _body(profile: Node, language: str) -> Body:
    address = next(nodes(profile.get("address")), {})
    registered = next(
        (text(one.get("identifier")) for one in nodes(profile.get("otherIdentifier"))
         if one.get("identifierType") == "ext:registrationNumber"),
        "",
    )  # fmt: skip
    return Body(
        id=text(profile.get("id")),
        names=_tagged(profile, word.LEGAL_NAME, "name", language),
        country=text(address.get("addressCountryCode")),
        registration=registered,
        url=text(profile.get("url")),
        ask=word.untagged(next(nodes(profile.get(word.CONTACT)), {}).get(word.DESCRIPTION)),
        email=text(profile.get("email")),
    )


def _same(body: Body, awarding: Body) -> Body:
    """The awarding body, where a short mention means it; a mention tells less than the issuer's own profile."""
    return awarding if body.id == awarding.id else body


def _named(organisation: Node, awarding: Body) -> Body:
    """A body that a badge gives by its name alone."""
    names = word.untagged(organisation.get(word.LEGAL_NAME))
    return awarding if names == awarding.names else Body("", names, country="")


def _outcomes(subject: Node, achievement: Node, language: str) -> Iterator[RecordedOutcome]:
    """Ours bear their text by language; of a stranger's descriptions those count that are no grade."""
    described = {text(one.get("id")): one for one in nodes(achievement.get("resultDescription"))}
    results = {text(one.get("resultDescription")): one for one in nodes(subject.get("result"))}
    number_of = 0
    for identifier, about in described.items():
        kind = text(about.get("resultType"))
        if word.TITLE not in about and kind in ("LetterGrade", "GradePointAverage", "Percent"):
            continue
        number_of += 1
        result = results.get(identifier, {})
        value = text(result.get("value"))
        yield RecordedOutcome(
            id=f"o{number_of}",
            text=_tagged(about, word.TITLE, "name", language),
            kind=text(about.get(word.DC_TYPE)),
            achieved=value != NOT_RECOGNISED and result.get("status") != "Failed",
            percent=whole(value) if kind == "Percent" else None,
            threshold=whole(text(about.get("requiredValue"))),
            skills=tuple(
                Skill(text(one.get("targetUrl")), text(one.get("targetName")), text(one.get("targetFramework")))
                for one in nodes(about.get("alignment"))
            ),
        )  # fmt: skip


def _grade(subject: Node, achievement: Node) -> Grade | None:
    described = {text(one.get("id")): one for one in nodes(achievement.get("resultDescription"))
                 if word.TITLE not in one}  # fmt: skip
    percent, letter, points = None, "", ""
    scale: Text = {}
    letters: tuple[str, ...] = ()
    for result in nodes(subject.get("result")):
        about = described.get(text(result.get("resultDescription")))
        value = text(result.get("value"))
        if about is None or not value:
            continue
        scale = word.untagged(about.get(word.DESCRIPTION)) or scale
        match text(about.get("resultType")):
            case "Percent":
                percent = whole(value)
            case "LetterGrade":
                letter = value
                letters = tuple(one for one in listed(about.get("allowedValue")) if isinstance(one, str))
            case "GradePointAverage":
                points = value
    return Grade(percent, letter, points, scale, letters) if percent is not None or letter or points else None


def _assessments(achievement: Node, credential: Node, language: str) -> Iterator[RecordedAssessment]:
    proofs = list(nodes(achievement.get(word.PROVEN_BY)))
    for one in proofs:
        yield RecordedAssessment(
            type=text(one.get(word.DC_TYPE)),
            title=word.untagged(one.get(word.TITLE)),
            supervision=text(one.get(word.ID_VERIFICATION)),
            on=day(one.get(word.DATE)),
        )
    if not proofs:
        for one in nodes(credential.get("evidence")):
            if not is_log_place(one) and text(one.get("genre")) != "submitted":
                yield RecordedAssessment(text(one.get("genre")), _tagged(one, word.TITLE, "name", language))


def _level(achievement: Node) -> RecordedLevel:
    nqf = next(nodes(achievement.get(word.NQF_LEVEL)), {})
    eqf = next(nodes(achievement.get(word.EQF_LEVEL)), {})
    basis = text(nqf.get(word.DC_TYPE))
    return RecordedLevel(
        nqf=number(text(nqf.get(word.NOTATION)).removeprefix("NQF ")),
        eqf=number(text(eqf.get(word.NOTATION)).removeprefix("EQF ")),
        eqf_status=text(eqf.get(word.DC_TYPE)) or "indicative",
        basis="" if basis == "not-stated" else basis,
    )


def _quality(achievement: Node) -> RecordedQuality | None:
    found = next(nodes(achievement.get(word.ACCREDITATION)), None)
    if found is None:
        return None
    return RecordedQuality(
        kind=text(found.get(word.DC_TYPE)),
        body=word.untagged(found.get(word.LEGAL_NAME)),
        reference=text(found.get(word.NOTATION)),
        url=text(found.get("url")),
    )


def _notes(node: Node) -> Iterator[Text]:
    for one in nodes(node.get(word.ADDITIONAL_NOTE)):
        if said := word.untagged(one.get(word.NOTE)):
            yield said


def _recognition(achievement: Node, subject: Node, credential: Node, language: str) -> Recognition | None:
    entitles = next(nodes(achievement.get(word.ENTITLES_TO)), None)
    decision = text(entitles.get(word.DC_TYPE)) if entitles else ""
    is_statement = achievement.get("achievementType") == ACHIEVEMENT_TYPES[Kind.RECOGNITION]
    if entitles is None or not is_statement or decision not in {one.value for one in Decision}:
        return None
    said: list[Text] = [*_notes(entitles), {}, {}]
    return Recognition(
        decision=Decision(decision),
        discipline=word.untagged(entitles.get(word.TITLE)),
        programme=word.untagged(entitles.get(word.DESCRIPTION)),
        discipline_code=text(entitles.get(word.NOTATION)),
        credits=hundredths(subject.get("creditsEarned")) or 0,
        decided_on=day(entitles.get(word.DATE)),
        commission=word.untagged(next(nodes(entitles.get(word.DIRECTED_BY)), {}).get(word.LEGAL_NAME)),
        evidence=tuple(
            _tagged(one, word.TITLE, "name", language)
            for one in nodes(credential.get("evidence"))
            if text(one.get("genre")) == "submitted"
        ),
        reasons=said[0],
        basis=said[1],
    )
