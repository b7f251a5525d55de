"""The types of statement, kept apart (RC-23): what each says of itself, and what it is not."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class StatementType(StrEnum):
    """A decision binds who made it; a comparability and an advice help others to decide; an information tells the way."""

    DECISION = "decision"
    COMPARABILITY = "comparability"
    ADVICE = "advice"
    INFORMATION = "information"


IS_NOT: Mapping[StatementType, tuple[str, ...]] = {
    StatementType.DECISION: ("not-diploma", "not-binding-elsewhere", "not-regulated-work"),
    StatementType.COMPARABILITY: ("not-decision", "not-admission", "not-other-centre", "not-regulated-work"),
    StatementType.ADVICE: (
        "not-formal-recognition",
        "not-decision",
        "not-other-centre",
        "not-regulated-work",
    ),
    StatementType.INFORMATION: ("not-formal-recognition", "not-decision"),
}
"""What a statement of a type is not; each code has a sentence under `foreign.is-not`."""


def stated_as(type_: StatementType) -> str:
    """The word of the international rules for a type; an information is an advice on what to do."""
    return str(StatementType.ADVICE if type_ is StatementType.INFORMATION else type_)
