"""The four ways in which the house refuses, each with a stable code instead of a sentence."""

from __future__ import annotations

from typing import ClassVar


class TanymError(Exception):
    """Something was refused; `code` names it, `details` are the values that its sentence shows.

    Sentences in the reader's language stand in the catalogues of messages (`tanym.rulepacks.words`),
    never here.
    """

    status: ClassVar[int] = 400

    def __init__(self, code: str, /, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in sorted(self.details.items()))
        return f"{self.code} ({shown})" if shown else self.code


class InvalidValue(TanymError):
    """What was given cannot be: wrong form, wrong size, wrong type."""

    status = 422


class NotPermitted(TanymError):
    """This person may not do that."""

    status = 403


class NotFound(TanymError):
    """There is no such thing, or not for this person."""

    status = 404


class Refused(TanymError):
    """Everything is well formed and the person may act, but not now or not so."""

    status = 409
