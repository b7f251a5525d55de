"""Whose word counts on how far an item is."""

from __future__ import annotations

from datetime import date

import pytest

from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.plans.status import Progress, Status, Verdict, counted, require_reportable, require_reviewable

DAY = date(2027, 3, 1)


def told(status: Status, verdict: Verdict = Verdict.WAITING) -> Progress:
    return Progress(status, "owner", DAY, verdict)


def test_only_what_somebody_else_accepted_counts() -> None:
    assert counted([]) is Status.NOT_STARTED
    assert counted([told(Status.COMPLETED)]) is Status.NOT_STARTED
    accepted = told(Status.LIMITED, Verdict.ACCEPTED)
    assert counted([accepted, told(Status.COMPLETED, Verdict.RETURNED)]) is Status.LIMITED
    assert (
        counted([told(Status.COMPLETED, Verdict.ACCEPTED), accepted]) is Status.LIMITED
    )  # back, and said so


def test_one_report_awaits_its_review_at_a_time() -> None:
    with pytest.raises(Refused, match=r"plan\.report-waiting"):
        require_reportable([told(Status.LIMITED)], Status.COMPLETED, "A list of centres.")


def test_progress_is_shown_by_evidence() -> None:
    with pytest.raises(InvalidValue, match=r"plan\.no-evidence"):
        require_reportable([], Status.LIMITED, "  ")
    require_reportable([], Status.NOT_STARTED, "")


@pytest.mark.parametrize(
    ("reviewer", "verdict", "remarks", "before", "code"),
    [
        ("owner", Verdict.ACCEPTED, "", Verdict.WAITING, "plan.own-report"),
        ("writer", Verdict.ACCEPTED, "", Verdict.WAITING, "plan.own-report"),
        ("other", Verdict.ACCEPTED, "", Verdict.ACCEPTED, "plan.report-settled"),
        ("other", Verdict.RETURNED, " ", Verdict.WAITING, "plan.return-without-reason"),
    ],
)
def test_a_report_is_reviewed_once_by_another_person_with_reasons(
    reviewer: str, verdict: Verdict, remarks: str, before: Verdict, code: str
) -> None:
    report = Progress(Status.LIMITED, "writer", DAY, before)
    with pytest.raises((Refused, InvalidValue)) as refused:
        require_reviewable(report, reviewer, "owner", verdict, remarks)
    assert refused.value.code == code


def test_another_person_accepts() -> None:
    require_reviewable(told(Status.LIMITED), "other", "owner", Verdict.ACCEPTED, "")
