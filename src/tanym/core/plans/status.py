"""How far an item is, in the four steps of the Open Government Partnership, and whose word counts (OGP template; PO-05)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tanym.core.kernel.errors import InvalidValue, Refused


class Status(StrEnum):
    """Completion level of a commitment (OGP action plan template)."""

    NOT_STARTED = "not-started"
    LIMITED = "limited"
    SUBSTANTIAL = "substantial"
    COMPLETED = "completed"


class Verdict(StrEnum):
    """What a reviewer said of a progress report."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Progress:
    """A progress report: who says on which day how far the item is, and what the reviewer said of it."""

    status: Status
    by: str
    on: date
    verdict: Verdict = Verdict.WAITING


def counted(reports: Iterable[Progress]) -> Status:
    """The status that counts: of the last report, in the order given, that somebody else accepted (PO-05)."""
    accepted = [one.status for one in reports if one.verdict is Verdict.ACCEPTED]
    return accepted[-1] if accepted else Status.NOT_STARTED


def require_reportable(reports: Iterable[Progress], status: Status, evidence: str) -> None:
    """Whether a further report can be made.

    Raises `Refused("plan.report-waiting")` while one awaits its review, and `InvalidValue("plan.no-evidence")` for
    progress that nothing shows.
    """
    if any(one.verdict is Verdict.WAITING for one in reports):
        raise Refused("plan.report-waiting")
    if status is not Status.NOT_STARTED and not evidence.strip():
        raise InvalidValue("plan.no-evidence")


def require_reviewable(report: Progress, reviewer: str, owner: str, verdict: Verdict, remarks: str) -> None:
    """Whether this person may say this of a report.

    Raises `Refused`: `plan.own-report` for the owner or whoever wrote it (PO-05), `plan.report-settled` where somebody
    has said it already; `InvalidValue("plan.return-without-reason")`.
    """
    if reviewer in (owner, report.by):
        raise Refused("plan.own-report")
    if report.verdict is not Verdict.WAITING:
        raise Refused("plan.report-settled")
    if verdict is Verdict.RETURNED and not remarks.strip():
        raise InvalidValue("plan.return-without-reason")
