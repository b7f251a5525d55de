"""Open Badges 3.0 as design documents: the achievement, its issuer and what it is aligned to.

Open Badges have no member for learning outcomes; what a badge says that its earner can do are its alignments, so each of
these is read as an outcome with a link. Criteria are kept as the title of an assessment whose type is not said.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from tanym.core.kernel.reading import IDENTIFIER_FORM, LANGUAGE
from tanym.core.qualifications.records.plain import Json, line, said, table, tables, words

UNKNOWN = "und"
"""ISO 639-2 for a language that is not said."""


def design_document(credential: Json) -> dict[str, Any]:
    """What the badge says about the micro-qualification behind it; the person is not read."""
    achievement = table(table(credential.get("credentialSubject")).get("achievement"))
    stated = str(achievement.get("inLanguage", "")).split("-")[0].lower()
    language = stated if LANGUAGE.fullmatch(stated) else UNKNOWN
    code = line(achievement.get("humanCode"))
    criteria = words(table(achievement.get("criteria")).get("narrative"))
    return said(
        {
            "code": code if IDENTIFIER_FORM.fullmatch(code) else None,
            "titles": said({language: words(achievement.get("name"))}),
            "summary": said({language: words(achievement.get("description"))}),
            "outcomes": [
                _outcome(number, alignment, language)
                for number, alignment in enumerate(tables(achievement.get("alignment")), 1)
            ],
            "credits": _number(achievement.get("creditsAvailable")),
            "assessments": [{"id": "criteria", "title": {language: criteria}}] if criteria else [],
            "bodies": said({"awarding": line(table(credential.get("issuer")).get("name"))}),
        }
    )


def _outcome(number: int, alignment: Json, language: str) -> dict[str, Any]:
    target = words(alignment.get("targetUrl"))
    scheme = "esco" if "/esco/" in target else "framework"
    return said(
        {
            "id": f"lo-{number}",
            "text": said(
                {language: words(alignment.get("targetDescription")) or words(alignment.get("targetName"))}
            ),
            "links": [{"scheme": scheme, "target": target}] if target else [],
        }
    )


def _number(credits: object) -> str | None:
    text = (
        str(credits) if isinstance(credits, int | float | Decimal) and not isinstance(credits, bool) else ""
    )
    return text if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", text) else None
