"""What a credential of plain claims says (SD-JWT VC), above all the learning credential of European wallets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tanym.core.credentials.compose.learning_claims import NO_END, NO_LEVEL, NOT_STATED
from tanym.core.credentials.moments import day
from tanym.core.credentials.reading import Plain, Statement
from tanym.core.credentials.structure import listed


def read(claims: Mapping[str, Any]) -> Plain:
    """The plain reading; what the holder holds back or the issuer did not state stays empty."""
    name = " ".join(part for part in (_text(claims, "given_name"), _text(claims, "family_name")) if part)
    until = day(claims.get("date_of_expiry"))
    return Plain(
        names={"passport": name} if name else {},
        title=_said(_text(claims, "achievement_title") or _text(claims, "vct")),
        about=_said(_text(claims, "achievement_description")),
        can=tuple(
            Statement({"und": one.strip()})
            for one in listed(claims.get("learning_outcomes"))
            if isinstance(one, str) and one.strip()
        ),
        grade=tuple(part for part in (_text(claims, "assessment_grade"),) if part),
        on=day(claims.get("date_of_issuance")),
        until=until if until and until.isoformat() != NO_END else None,
        issued_by=_said(_text(claims, "issuing_authority")),
        workload=_text(claims, "expected_study_time"),
        nqf=_level(claims.get("level_of_learning_experience")),
        quality_body=_said(", ".join(_stated(claims.get("types_of_quality_assurance")))),
    )


def _level(value: object) -> str:
    """The level as it is written: a number, or a framework and a number."""
    if isinstance(value, int) and not isinstance(value, bool) and value != NO_LEVEL:
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def _stated(value: object) -> list[str]:
    return [one for one in listed(value) if isinstance(one, str) and one and one != NOT_STATED]


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value.strip() if isinstance(value, str) and value != NOT_STATED else ""


def _said(text: str) -> dict[str, str]:
    return {"und": text} if text else {}
