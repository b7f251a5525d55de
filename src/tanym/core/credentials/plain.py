"""What a credential says, in plain words and nothing else: who can do what, shown by what, checked by whom, ask whom.

Read from the credential itself, Open Badges 3.0 or European Digital Credential, so that any verifier can show it.
Texts keep their languages (`und` where the file does not say); codes are turned into words by the reader's catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tanym.core.credentials import plain_elm
from tanym.core.credentials.compose import vocabulary as word
from tanym.core.credentials.compose.open_badge import NAME_IDENTITIES
from tanym.core.credentials.compose.results import NOT_RECOGNISED, RECOGNISED
from tanym.core.credentials.log_place import is_log_place, place_in_log
from tanym.core.credentials.moments import day
from tanym.core.credentials.one_spelling import one_spelling
from tanym.core.credentials.reading import DecisionRead, Plain, Shown, Statement
from tanym.core.credentials.structure import listed, types


def read(credential: Mapping[str, Any]) -> Plain:
    """The plain reading of a credential; members that it lacks stay empty, nothing is invented and nothing raised."""
    if "EuropeanDigitalCredential" in types(credential):
        return plain_elm.read(credential)
    credential = one_spelling(credential)
    subject = next(
        (one for one in listed(credential.get("credentialSubject")) if isinstance(one, Mapping)), {}
    )
    achievement = _mapping(subject.get("achievement"))
    issuer = _mapping(credential.get("issuer"))
    described = {
        _string(one, "id"): one
        for one in listed(achievement.get("resultDescription"))
        if isinstance(one, Mapping)
    }
    results = [one for one in listed(subject.get("result")) if isinstance(one, Mapping)]
    outcomes, grade = _outcomes(results, described)
    proofs = [one for one in listed(achievement.get(word.PROVEN_BY)) if isinstance(one, Mapping)]
    quality = _mapping(achievement.get(word.ACCREDITATION))
    return Plain(
        names=_names(subject),
        title=_text(achievement, word.TITLE, "name") or _text(credential, "", "name"),
        about=_text(achievement, word.DESCRIPTION, "description"),
        can=tuple(outcomes),
        shown=tuple(Shown(_string(one, word.DC_TYPE), _text(one, word.TITLE, ""), day(one.get(word.DATE)),
                          _string(one, word.ID_VERIFICATION)) for one in proofs) or _evidence(credential),
        grade=grade,
        grade_scale=next((word.untagged(one[word.DESCRIPTION]) for one in described.values() if word.DESCRIPTION in one
                          and str(one.get("id", "")).rsplit("#", 1)[-1].startswith("grade-")), {}),
        on=day(credential.get("awardedDate") or credential.get("validFrom") or credential.get("issuanceDate")),
        until=day(credential.get("validUntil") or credential.get("expirationDate")),
        issued_by=_text(issuer, word.LEGAL_NAME, "name"),
        checked_by=_text(_mapping(subject.get("source")), word.LEGAL_NAME, "name"),
        ask=_text(_mapping(issuer.get(word.CONTACT)), word.DESCRIPTION, ""),
        contacts=tuple(value for value in (_string(issuer, "email"), _string(issuer, "url")) if value),
        number=_string(subject, "licenseNumber"),
        credits=_number(subject.get("creditsEarned", achievement.get("creditsAvailable"))),
        workload=_string(achievement, word.VOLUME),
        nqf=_string(_mapping(achievement.get(word.NQF_LEVEL)), word.NOTATION),
        eqf=_string(_mapping(achievement.get(word.EQF_LEVEL)), word.NOTATION),
        eqf_status=_string(_mapping(achievement.get(word.EQF_LEVEL)), word.DC_TYPE),
        participation=_string(achievement, word.MODE),
        quality_kind=_string(quality, word.DC_TYPE),
        quality_body=_text(quality, word.LEGAL_NAME, ""),
        is_not=_is_not(achievement),
        notes=_notes(achievement),
        decision=_decision(achievement),
        log=place_in_log(credential),
    )  # fmt: skip


def _names(subject: Mapping[str, Any]) -> dict[str, str]:
    """The holder's name by form (kk, ru, passport); hashed identities are no names."""
    forms = {kind: form for form, kind in NAME_IDENTITIES.items()}
    names: dict[str, str] = {}
    for identity in listed(subject.get("identifier")):
        if isinstance(identity, Mapping) and identity.get("hashed") is False:
            form = forms.get(_string(identity, "identityType"))
            if form and _string(identity, "identityHash"):
                names.setdefault(form, _string(identity, "identityHash"))
    return names


def _outcomes(
    results: list[Mapping[str, Any]], described: Mapping[str, Mapping[str, Any]]
) -> tuple[list[Statement], tuple[str, ...]]:
    outcomes: list[Statement] = []
    grade: list[str] = []
    for result in results:
        about = described.get(_string(result, "resultDescription"))
        if about is None:
            continue
        value, kind = _string(result, "value"), _string(about, "resultType")
        if word.TITLE not in about:
            if value and kind in ("Percent", "LetterGrade", "GradePointAverage"):
                grade.append(f"{value} %" if kind == "Percent" else value)
            continue
        achieved = value != NOT_RECOGNISED and result.get("status") != "Failed"
        shown = f"{value} %" if kind == "Percent" and value else "" if value == RECOGNISED else value
        outcomes.append(
            Statement(_text(about, word.TITLE, "name"), achieved, "" if value == NOT_RECOGNISED else shown)
        )
    return outcomes, tuple(grade)


def _evidence(credential: Mapping[str, Any]) -> tuple[Shown, ...]:
    return tuple(
        Shown(_string(one, "genre"), _text(one, word.TITLE, "name"))
        for one in listed(credential.get("evidence"))
        if isinstance(one, Mapping) and (one.get("genre") or one.get("name")) and not is_log_place(one)
    )


def _is_not(achievement: Mapping[str, Any]) -> tuple[str, ...]:
    for note in listed(achievement.get(word.ADDITIONAL_NOTE)):
        if isinstance(note, Mapping) and note.get(word.DC_TYPE) == word.IS_NOT:
            return tuple(code for code in listed(note.get(word.NOTATION)) if isinstance(code, str))
    return ()


def _notes(node: Mapping[str, Any]) -> tuple[Mapping[str, str], ...]:
    notes = [one for one in listed(node.get(word.ADDITIONAL_NOTE)) if isinstance(one, Mapping)]
    return tuple(text for text in (word.untagged(one.get(word.NOTE)) for one in notes) if text)


def _decision(achievement: Mapping[str, Any]) -> DecisionRead | None:
    entitles = _mapping(achievement.get(word.ENTITLES_TO))
    if not entitles:
        return None
    return DecisionRead(
        decision=_string(entitles, word.DC_TYPE),
        discipline=word.untagged(entitles.get(word.TITLE)),
        programme=word.untagged(entitles.get(word.DESCRIPTION)),
        on=day(entitles.get(word.DATE)),
        reasons=_notes(entitles),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _string(node: Mapping[str, Any], name: str) -> str:
    value = node.get(name)
    return value.strip() if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _text(node: Mapping[str, Any], tagged: str, single: str) -> dict[str, str]:
    """The texts by language, or the one text that the file gives without a language."""
    texts = word.untagged(node.get(tagged)) if tagged in node else {}
    value = node.get(single)
    if texts or value is None:
        return texts
    if isinstance(value, str):
        return {"und": value.strip()} if value.strip() else {}
    if isinstance(value, Mapping) and "@value" not in value:
        return {name: text for name, text in value.items() if isinstance(text, str)}
    return word.untagged(value)
