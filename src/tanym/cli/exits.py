"""What the command line answers to the shell, and how it says what went wrong."""

from __future__ import annotations

from enum import IntEnum

import typer

from tanym.core.kernel.errors import TanymError
from tanym.core.rules import Outcome
from tanym.rulepacks.words import core_words


class ExitCode(IntEnum):
    """0 all met, 1 something not met, 2 something undecided; wrong use and unreadable files as in sysexits."""

    MET = 0
    NOT_MET = 1
    UNDECIDED = 2
    USAGE = 64
    DATA = 65  # EX_DATAERR: a file was read, but holds nothing that can be checked
    NO_INPUT = 66  # EX_NOINPUT: a file is not there or may not be read

    @classmethod
    def of(cls, outcome: Outcome) -> ExitCode:
        """The code for a whole check."""
        return {Outcome.NOT_MET: cls.NOT_MET, Outcome.UNDECIDED: cls.UNDECIDED}.get(outcome, cls.MET)


def complain(error: TanymError, language: str) -> None:
    """Say on standard error, in the reader's language, what was refused."""
    typer.echo(core_words().say(error.code, language, **error.details), err=True)
