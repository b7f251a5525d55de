"""What the command line answers to the shell, and how it says what went wrong."""

from __future__ import annotations

from enum import IntEnum

import typer

from tanym.core.kernel.errors import TanymError
from tanym.core.rules import Outcome
from tanym.rulepacks.words import core_words


class ExitCode(IntEnum):
    """0 all met, 1 something not met, 2 something undecided, 64 wrong use (sysexits' EX_USAGE)."""

    MET = 0
    NOT_MET = 1
    UNDECIDED = 2
    USAGE = 64

    @classmethod
    def of(cls, outcome: Outcome) -> ExitCode:
        """The code for a whole check."""
        return {Outcome.NOT_MET: cls.NOT_MET, Outcome.UNDECIDED: cls.UNDECIDED}.get(outcome, cls.MET)


def complain(error: TanymError, language: str) -> None:
    """Say on standard error, in the reader's language, what was refused."""
    typer.echo(core_words().say(error.code, language, **error.details), err=True)
