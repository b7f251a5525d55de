"""Reads of micro-qualifications, disciplines and awards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.queries import lineage, memberships, organisations, places
from tanym.apps.policy.models import Waiver, WaiverRequest
from tanym.apps.policy.queries import check_now, waiver_asked, waiver_requests, waivers, waivers_of
from tanym.apps.qualifications import approval
from tanym.apps.qualifications.entitlement import UNKNOWN
from tanym.apps.qualifications.entitlement import Entitlement as Entitlement
from tanym.apps.qualifications.entitlement import entitled as entitled
from tanym.apps.qualifications.models import (
    Award,
    Discipline,
    Judgement,
    Remark,
    Review,
    Version,
)
from tanym.apps.qualifications.standing import award_refusal as award_refusal
from tanym.apps.qualifications.standing import condition as condition
from tanym.apps.qualifications.standing import conditions as conditions
from tanym.apps.qualifications.standing import conditions_to_see_to as conditions_to_see_to
from tanym.apps.qualifications.standing import edition_before as edition_before
from tanym.apps.qualifications.standing import editions as editions
from tanym.apps.qualifications.standing import minutes as minutes
from tanym.apps.qualifications.standing import re_review as re_review
from tanym.apps.qualifications.standing import re_review_of as re_review_of
from tanym.apps.qualifications.standing import re_reviews as re_reviews
from tanym.apps.qualifications.standing import re_reviews_due as re_reviews_due
from tanym.apps.qualifications.standing import review_standing as review_standing
from tanym.apps.qualifications.standing import suspension_of as suspension_of
from tanym.apps.qualifications.standing import suspensions as suspensions
from tanym.apps.registers.queries import Answer
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import NotFound, Refused
from tanym.core.kernel.localized import choose
from tanym.core.matching.likeness import Neighbour, neighbours
from tanym.core.qualifications.design import Design, parse
from tanym.core.qualifications.facts import facts
from tanym.core.rules import Report


def design_of(version: Version) -> Design:
    """The design that a version holds."""
    return parse(version.content)


def owners_of_designs() -> set[int]:
    """The keys of the organisations that have begun a design, whatever became of it."""
    return set(Version.objects.values_list("micro_qualification__owner_id", flat=True).distinct())


def published(on: date) -> QuerySet[Version]:
    """The versions that the public may read and enrol in on that day."""
    return (
        Version.objects.filter(stage="approved", published_on__lte=on)
        .filter(Q(retired_on__isnull=True) | Q(retired_on__gt=on))
        .select_related("micro_qualification__owner")
    )


def published_version(code: str, on: date) -> Version:
    """The newest published version of a micro-qualification. Raises `NotFound`."""
    found = published(on).filter(micro_qualification__code=code).order_by("-number").first()
    if found is None:
        raise NotFound("micro-qualification.unknown", code=code)
    return found


def shown_version(code: str, on: date) -> Version:
    """The version that the public page of a micro-qualification shows: the published one, else the newest that was.

    What is suspended or retired keeps its page, which says so. Raises `NotFound`.
    """
    newest = (
        Version.objects.filter(micro_qualification__code=code, published_on__lte=on)
        .select_related("micro_qualification__owner")
        .order_by("-number")
        .first()
    )
    if newest is None:
        raise NotFound("micro-qualification.unknown", code=code)
    return published(on).filter(micro_qualification__code=code).order_by("-number").first() or newest


def enrolment_refusal(version: Version, on: date, right: Entitlement | None = None) -> Refused | None:
    """Why nobody may enrol in a version on that day, ready to be raised; None where one may.

    `right` is what the registers say of the awarding body and this version on that day, for a caller that has asked.
    Codes: `learning.not-published`, `offer.suspended`, `offer.retired`, `offer.superseded`, `offer.lapsed`,
    `offer.body-not-entitled` (whoever would learn now could not be awarded).
    """
    version = Version.objects.get(pk=version.pk)  # as it is now, whatever page the caller was shown
    running = suspension_of(version)
    if running is not None and version.stage == "suspended":
        return Refused("offer.suspended", on=running.since.isoformat(), reason=running.reason)
    if version.retired_on and version.retired_on <= on:
        code = "offer.retired" if version.stage == "retired" else "offer.superseded"
        return Refused(code, on=version.retired_on.isoformat())
    if not published(on).filter(pk=version.pk).exists():
        return Refused("learning.not-published")
    if version.valid_until and version.valid_until < on:
        return Refused("offer.lapsed", on=version.valid_until.isoformat())
    if right is None:
        body = organisations().filter(code=version.awarding_body).first()
        right = entitled(body, on, version=version) if body else UNKNOWN
    if right.answer is Answer.NO:
        return Refused("offer.body-not-entitled", why=right.code)
    return None


def version_by_public_id(public_id: str) -> Version:
    """The version with this public identifier, whatever its stage. Raises `NotFound`."""
    try:
        found = (
            Version.objects.filter(public_id=UUID(str(public_id)))
            .select_related("micro_qualification__owner")
            .first()
        )
    except ValueError:
        found = None
    if found is None:
        raise NotFound("micro-qualification.unknown", code=public_id)
    return found


def own(person: Any, on: date) -> QuerySet[Version]:
    """The designs that a person may work at: those of the organisations where the person is an author. Newest first."""
    return (
        Version.objects.filter(micro_qualification__owner__in=places(person, [approval.AUTHOR], on))
        .select_related("micro_qualification__owner", "edited_by")
        .order_by("-edited_at")
    )


def readable(public_id: str, person: Any, on: date) -> Version:
    """A design that the person may read: as its author, or as a reviewer once it was submitted or a waiver is asked for.

    Raises `NotFound`.
    """
    version = version_by_public_id(public_id)
    above = {one.pk for one in lineage(version.micro_qualification.owner)}
    mine = any(m.role == approval.AUTHOR and m.organisation_id in above for m in memberships(person, on))
    if mine:
        return version
    shown_to_centre = version.submitted_at or waiver_asked(subject_of(version))
    if shown_to_centre and (approval.reviews(person, on) or approval.sits(person, on)):
        return version
    raise NotFound("design.unknown")


def to_review() -> QuerySet[Version]:
    """The designs that wait for a reviewer, the longest waiting first."""
    return (
        Version.objects.filter(stage__in=("review", "second-review"))
        .select_related("micro_qualification__owner", "submitted_by", "taken_by")
        .order_by("submitted_at")
    )


def to_decide() -> QuerySet[Version]:
    """The designs before the committee, the longest waiting first."""
    return (
        Version.objects.filter(stage="committee")
        .select_related("micro_qualification__owner")
        .order_by("submitted_at")
    )


def reviewed() -> QuerySet[Version]:
    """The designs that a reviewer has answered, newest first."""
    return (
        Version.objects.filter(submitted_at__isnull=False)
        .exclude(stage__in=("review", "second-review", "committee"))
        .select_related("micro_qualification__owner")
        .order_by("-edited_at")
    )


def remarks_sent(version: Version) -> list[Remark]:
    """The remarks of the last return, oldest first; earlier ones are history."""
    last = version.remarks.filter(sent_at__isnull=False).order_by("-sent_at").first()
    return list(version.remarks.filter(sent_at=last.sent_at).select_related("author")) if last else []


def remarks_unsent(version: Version) -> dict[str, str]:
    """What a reviewer has noted and not sent yet, by what it is about."""
    return {remark.about: remark.text for remark in version.remarks.filter(sent_at__isnull=True)}


def judgements(version: Version) -> dict[str, Judgement]:
    """What reviewers have decided where the rules could not, by rule."""
    return {one.rule: one for one in version.judgements.select_related("by")}


def editions_before(version: Version) -> int:
    """How many versions of it were published before this one."""
    return version.micro_qualification.versions.filter(
        published_on__isnull=False, number__lt=version.number
    ).count()


def facts_of(version: Version, design: Design, on: date) -> dict[str, Any]:
    """What the record of a version shows on a day, for the rules to read."""
    alike = neighbour(version, design, on)
    found = facts(design, on, nearest=alike.likeness if alike else None, published=editions_before(version))
    if version.published_on:  # MQ-34: reviewed by the register's days, not by those that it promises itself
        days = {"last": version.last_review_on, "next": version.next_review_on}
        found["design.reviews_dated"] = [name for name, day in days.items() if day]
        for name, day in days.items():
            found.pop(f"design.{name}_review_on", None)
            if day:
                found[f"design.{name}_review_on"] = day
    return found


def neighbour(version: Version, design: Design, on: date) -> Neighbour | None:
    """The published micro-qualification that is most like a design, by title and outcomes; its name is its code."""
    return next(iter(neighbours_of(version, design, on, most=1)), None)


def neighbours_of(version: Version, design: Design, on: date, most: int = 3) -> tuple[Neighbour, ...]:
    """The published micro-qualifications most like a design, the most alike first, with the reasons; at most three.

    Each is named by its code. Nothing is compared before the design has an outcome.
    """
    if not design.outcomes:
        return ()
    others = published(on).exclude(micro_qualification=version.micro_qualification_id)
    words = {"titles": dict(design.titles), "outcomes": [(one.id, dict(one.text)) for one in design.outcomes]}
    key = (digest(words), tuple(others.order_by("pk").values_list("pk", flat=True)))
    if key not in _NEIGHBOURS:
        if len(_NEIGHBOURS) >= MOST_NEIGHBOURS:
            _NEIGHBOURS.clear()
        _NEIGHBOURS[key] = neighbours(
            design, {other.micro_qualification.code: design_of(other) for other in others}, KEPT_NEIGHBOURS
        )
    return _NEIGHBOURS[key][:most]


SUBJECT = "qualifications.version:"
KEPT_NEIGHBOURS = 3
MOST_NEIGHBOURS = 2048
_NEIGHBOURS: dict[tuple[str, tuple[int, ...]], tuple[Neighbour, ...]] = {}
"""What was found for the same words among the same published versions: the comparison is the slow part of a check."""


def findings_now(version: Version, on: date, design: Design | None = None) -> Report:
    """What the rules in force say of a version now (or of what somebody is typing); nothing is kept."""
    asked = design or design_of(version)
    return check_now(
        "design",
        facts_of(version, asked, on),
        on,
        version.micro_qualification.owner.code,
        of=subject_of(version),
    )


def subject_of(version: Version) -> str:
    """The name of a version in the journal, in reports and in letters."""
    return f"{SUBJECT}{version.public_id}"


def waivers_to_answer() -> list[tuple[Version, WaiverRequest]]:
    """The requests for waivers of designs that wait for the national centre, the longest waiting first."""
    asked = [one for one in waiver_requests() if one.subject.startswith(SUBJECT)]
    found = Version.objects.filter(public_id__in=[one.subject.removeprefix(SUBJECT) for one in asked])
    by_id = {str(v.public_id): v for v in found.select_related("micro_qualification__owner")}
    return [(by_id[key], one) for one in asked if (key := one.subject.removeprefix(SUBJECT)) in by_id]


def standing_waivers(version: Version, on: date) -> list[Waiver]:
    """The waivers of a version that hold on a day: public where the version is published (rule GO-02)."""
    return [one for one in waivers_of(subject_of(version)) if one.since <= on < one.last]


def waiver_facts(version: Version, waiver: Waiver, on: date) -> dict[str, object]:
    """What the rules on waivers read (GO-02): its parts, and the public page of a published design."""
    parts = {"person": waiver.person_id, "reason": waiver.reason, "expiry": waiver.until}
    public = published(on).filter(pk=version.pk).exists()
    return {
        "waiver.parts": frozenset(name for name, stated in parts.items() if stated),
        "waiver.object_state": "published" if public else "draft",
        "waiver.public_page": f"/catalogue/{version.micro_qualification.code}/" if public else "",
    }


def body_name(code: str, language: str) -> str:
    """The name of an organisation by its code; where our register has none, the words that were given."""
    found = organisations().filter(code=code).first()
    return choose(found.names, language)[0] if found else code


def body_words(language: str) -> Callable[[str], str]:
    """The names of all organisations by their codes, read once: what is no code of ours keeps its own words."""
    known = {one.code: choose(one.names, language)[0] for one in organisations()}
    return lambda code: known.get(code, code)


def bodies() -> list[tuple[str, dict[str, str]]]:
    """Every organisation that a design may name, with its names."""
    return [(one.code, one.names) for one in organisations()]


def disciplines(organisation: Organisation | None = None) -> QuerySet[Discipline]:
    """Disciplines that learning can be recognised towards."""
    everything = Discipline.objects.select_related("programme__organisation")
    return everything.filter(programme__organisation=organisation) if organisation else everything


def awards_of(person: object) -> QuerySet[Award]:
    """What a person was awarded, newest first."""
    return Award.objects.filter(person=person).select_related(
        "version__micro_qualification", "discipline", "awarding_body"
    )


def awards_to_issue() -> QuerySet[Award]:
    """Awards that have no credential yet."""
    return Award.objects.filter(issued=False, annulled_on__isnull=True).select_related(
        "person", "awarding_body"
    )


def open_reviews(**chosen: Any) -> QuerySet[Review]:
    """The reviews of versions that are still the published ones, those due first at the front."""
    return Review.objects.filter(
        closed_at__isnull=True, version__stage="approved", version__retired_on__isnull=True, **chosen
    ).select_related("version__micro_qualification__owner")


def review_of(version: Version, on: date) -> Review | None:
    """What a published version falls short of on a day, without the rules that are waived; None where of nothing."""
    found = open_reviews(version=version).first()
    if found is None:
        return None
    waived = {one.rule for one in waivers(subject_of(version), on)}
    found.rules = [one for one in found.rules if one["rule"] not in waived]
    return found if found.rules else None


def reviews_open(versions: Sequence[int]) -> set[int]:
    """Those of these versions (by their keys) that have an open review."""
    found = Review.objects.filter(closed_at__isnull=True, version__in=versions)
    return set(found.values_list("version", flat=True))


def reviews_left_over() -> list[Version]:
    """The versions that have an open review and are published no more: a later one came, or they were retired."""
    return [
        one.version
        for one in Review.objects.filter(closed_at__isnull=True)
        .exclude(version__stage="approved", version__retired_on__isnull=True)
        .select_related("version")
    ]
