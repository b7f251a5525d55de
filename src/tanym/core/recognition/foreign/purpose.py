"""What recognition is asked for: declared first, because only what the purpose needs is evaluated (EAR manual, chapter 10)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tanym.core.recognition.foreign.statements import StatementType


class Purpose(StrEnum):
    """The purposes of a foreign case; the names are those of the international rules (RC-01)."""

    STUDY = "access"
    CREDITS = "exemption"
    EMPLOYMENT = "employment"
    PROFESSION = "profession"


STATEMENTS: Mapping[Purpose, tuple[StatementType, ...]] = {
    Purpose.STUDY: (StatementType.COMPARABILITY, StatementType.ADVICE),
    Purpose.CREDITS: (StatementType.DECISION,),
    Purpose.EMPLOYMENT: (StatementType.COMPARABILITY, StatementType.ADVICE),
    Purpose.PROFESSION: (StatementType.INFORMATION,),
}
"""What may be stated for a purpose, the usual one first: only whoever gives the credits decides on them; a university
that admits and an employer decide for themselves, and are told what the learning compares with."""


def statements_for(purpose: Purpose, *, documented: bool) -> tuple[StatementType, ...]:
    """What may be stated for a purpose; without documents a statement informs and no more (EQPR)."""
    if purpose is Purpose.PROFESSION:
        return STATEMENTS[purpose]
    return STATEMENTS[purpose] if documented else (StatementType.ADVICE,)
