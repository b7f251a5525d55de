"""How versions stand after their approval: conditions, re-reviews, suspensions, decisions, editions."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from tanym.apps.policy.queries import stack
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.models import Condition, Minutes, ReReview, Suspension, Version
from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.kernel.periods import Period
from tanym.core.qualifications.validity import Standing, may_award, standing, warning


def award_refusal(version: Version, decided_on: date) -> Refused | None:
    """Why a version may not be awarded by a decision of that day (`award.taught-out`); None where it may."""
    if may_award(version.retired_on, version.teach_out_on, decided_on):
        return None
    return Refused("award.taught-out", on=version.teach_out_on.isoformat() if version.teach_out_on else "")


def review_standing(version: Version, on: date) -> Standing:
    """How the periodic re-review of a published version stands on a day."""
    before = stack(on, approval.centre()).value("approval.remind-before")
    warn = warning(version.next_review_on, before if isinstance(before, Period) else None)
    return standing(version.next_review_on, version.valid_until, on, warn)


def suspension_of(version: Version) -> Suspension | None:
    """The suspension that runs; None where it is offered."""
    return version.suspensions.filter(until__isnull=True).first()


def suspensions(version: Version) -> list[Suspension]:
    """Every time in which a version was not offered, the latest first."""
    return list(version.suspensions.all())


def conditions(version: Version) -> list[Condition]:
    """The conditions of an approval, those due first at the front."""
    return list(version.conditions.select_related("set_by", "answered_by", "confirmed_by"))


def conditions_to_see_to(on: date) -> list[Condition]:
    """The conditions of what is published that wait for a reviewer, or are late, those due first at the front."""
    found = Condition.objects.filter(confirmed_at__isnull=True, version__retired_on__isnull=True).filter(
        Q(answered_at__isnull=False) | Q(due_on__lt=on)
    )
    return list(found.select_related("version__micro_qualification__owner"))


def condition(public_id: str) -> Condition:
    """A condition. Raises `NotFound`."""
    found = (
        Condition.objects.filter(public_id=public_id)
        .select_related("version__micro_qualification__owner")
        .first()
    )
    if found is None:
        raise NotFound("condition.unknown")
    return found


def re_review(public_id: str) -> ReReview:
    """A re-review. Raises `NotFound`."""
    found = (
        ReReview.objects.filter(public_id=public_id)
        .select_related("version__micro_qualification__owner")
        .first()
    )
    if found is None:
        raise NotFound("re-review.unknown")
    return found


def re_review_of(version: Version) -> ReReview | None:
    """The re-review that runs."""
    return version.re_reviews.filter(decided_at__isnull=True).first()


def re_reviews(version: Version) -> list[ReReview]:
    """Every re-review, the latest first."""
    return list(version.re_reviews.select_related("opened_by", "decided_by"))


def re_reviews_due(on: date) -> list[Version]:
    """What is published and waits for its re-review: those under way and those overdue, due first at the front."""
    found = Version.objects.filter(stage__in=("approved", "suspended"), retired_on__isnull=True).filter(
        Q(next_review_on__lt=on) | Q(re_reviews__decided_at__isnull=True, re_reviews__isnull=False)
    )
    return list(
        found.select_related("micro_qualification__owner").distinct().order_by("next_review_on", "pk")
    )


def minutes() -> QuerySet[Minutes]:
    """The decisions of the committee, the latest first."""
    return Minutes.objects.select_related("version__micro_qualification__owner", "recorded_by")


def editions(version: Version) -> list[Version]:
    """The published versions of the same micro-qualification, this one among them, the latest first."""
    return list(version.micro_qualification.versions.filter(published_on__isnull=False).order_by("-number"))


def edition_before(version: Version) -> Version | None:
    """The newest version that was published before this one."""
    return (
        version.micro_qualification.versions.filter(published_on__isnull=False, number__lt=version.number)
        .order_by("-number")
        .first()
    )
