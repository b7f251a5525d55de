"""What stands on the evaluation sheet: two pages for an evaluator abroad, in one language."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tanym.core.credentials.evaluation import Sheet
from tanym.core.credentials.record import AwardRecord
from tanym.core.kernel.localized import choose
from tanym.rulepacks.credential_words import day_words
from tanym.rulepacks.evaluation_words import parts
from tanym.rulepacks.words import core_words


def content(record: AwardRecord, sheet: Sheet, address: str, language: str, proven: bool) -> dict[str, Any]:
    """The texts of the sheet. `proven`: whether the signature was confirmed just now; else the sheet says so first."""

    def say(key: str) -> str:
        return core_words().say(f"evaluation.{key}", language)

    names = record.holder.name
    return {
        "language": language,
        "title": say("title"),
        "lede": say("lede"),
        "warning": "" if proven else say("unproven"),
        "advice": say("advice"),
        "body": choose(record.awarding.names, language)[0],
        "about": [
            [say("holder"), names.passport or names.ru or names.kk],
            [
                say("decision" if record.recognition else "micro-qualification"),
                choose(record.titles, language)[0],
            ],
            [say("awarded-on"), day_words(record.awarded_at.date(), language)],
            [say("number"), record.number],
        ],
        "heads": [say("head.name"), say("head.value"), say("head.source")],
        "parts": [asdict(part) for part in parts(sheet, language)],
        "not_available": say("not-available"),
        "number": record.number,
        "address": address,
    }
