"""The plain reading of a European Digital Credential (European Learning Model 3): content only, its seal is another matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tanym.core.credentials.moments import day
from tanym.core.credentials.reading import Plain, Shown, Statement
from tanym.core.credentials.structure import listed, types


def read(credential: Mapping[str, Any]) -> Plain:
    """The plain reading; members that it lacks stay empty, nothing is invented and nothing raised."""
    subject = _first(credential.get("credentialSubject"))
    claim = next(
        (one for one in _nodes(subject.get("hasClaim")) if "LearningAchievement" in types(one)),
        _first(subject.get("hasClaim")),
    )
    specification = _first(claim.get("specifiedBy"))
    awarded = _first(claim.get("awardedBy"))
    proofs = list(_nodes(claim.get("provenBy")))
    parts = [part for proof in proofs for part in (list(_nodes(proof.get("hasPart"))) or [proof])]
    grades = [_any(_text(_first(proof.get("grade")).get("noteLiteral"))) for proof in proofs]
    points = _first(specification.get("creditPoint")) or _first(claim.get("creditReceived"))
    names = _text(subject.get("fullName")) or _joined(subject)
    return Plain(
        names=_names(names, subject) if names else {},
        title=_text(claim.get("title")) or _text(specification.get("title")),
        about=_text(specification.get("description")) or _text(claim.get("description")),
        can=tuple(
            Statement(_text(one.get("title")))
            for one in _nodes(specification.get("learningOutcome"))
            if _text(one.get("title"))
        ),
        shown=tuple(Shown("", _text(one.get("title")), day(one.get("dateIssued") or one.get("awardingDate"))) for one in parts),
        grade=tuple(grade for grade in grades if grade),
        on=day(awarded.get("awardingDate") or credential.get("validFrom") or credential.get("issued")),
        until=day(credential.get("validUntil") or credential.get("expirationDate")),
        issued_by=_text(_first(awarded.get("awardingBody")).get("legalName"))
        or _text(_first(credential.get("issuer")).get("legalName")),
        checked_by=_text(_first(_first(proofs[0].get("awardedBy")).get("awardingBody")).get("legalName")) if proofs else {},
        number=_string(_first(credential.get("identifier")).get("notation")),
        credits=_number(points.get("point")),
        workload=_string(specification.get("volumeOfLearning")),
        eqf=_any(_text(_first(specification.get("eqfLevel") or specification.get("EQFLevel")).get("prefLabel"))),
        nqf=_any(_text(_first(specification.get("nqfLevel") or specification.get("NQFLevel")).get("prefLabel"))),
        notes=tuple(
            said for one in _nodes(claim.get("additionalNote")) if (said := _text(one.get("noteLiteral")))
        ),
    )  # fmt: skip


def _names(full: Mapping[str, str], subject: Mapping[str, Any]) -> dict[str, str]:
    """The one name that the profile allows, and beside it the forms in Kazakh and Russian where a note gives them."""
    others = _text(_first(subject.get("additionalNote")).get("noteLiteral"))
    forms = {language: others[language] for language in ("kk", "ru") if language in others}
    return (
        forms
        | {language: full[language] for language in ("kk", "ru") if language in full}
        | ({"passport": _any(full)} if set(full) - {"kk", "ru"} else {})
    )


def _nodes(value: object) -> Iterator[Mapping[str, Any]]:
    return (one for one in listed(value) if isinstance(one, Mapping))


def _first(value: object) -> Mapping[str, Any]:
    return next(_nodes(value), {})


def _text(value: object) -> dict[str, str]:
    """ELM texts are maps from language to text or to a list of texts."""
    if isinstance(value, str):
        return {"und": value}
    if not isinstance(value, Mapping):
        return {}
    first = {language: next(iter(listed(texts)), "") for language, texts in value.items()}
    return {language: text for language, text in first.items() if isinstance(text, str) and text.strip()}


def _any(texts: Mapping[str, str]) -> str:
    return texts.get("en") or next(iter(texts.values()), "")


def _joined(subject: Mapping[str, Any]) -> dict[str, str]:
    given, family = _text(subject.get("givenName")), _text(subject.get("familyName"))
    return {"und": f"{_any(given)} {_any(family)}".strip()} if given or family else {}


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    try:
        return float(value) if isinstance(value, (str, int, float)) else None
    except ValueError:
        return None
