"""Go on later from where one stopped."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.actions.add_evidence import Given, add_evidence
from tanym.apps.recognition.actions.put_evidence import put_evidence
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.apps.recognition.queries import is_over
from tanym.apps.validation.actions.begin import begin
from tanym.apps.validation.models import Route, SelfDescription
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import route_of
from tanym.apps.validation.targets import aim
from tanym.core.kernel.errors import Refused
from tanym.core.recognition.evidence import EvidenceKind


def go_on_later(*, actor: Person, at: datetime, case: RecognitionCase) -> RecognitionCase:
    """A new case that starts from this one: own words and evidence come along, validated parts are not judged again.

    Raises `Refused("validation.not-over")` while this one runs, and as `begin`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "go_on_later", actor, today, owner=case.claimant)
    with transaction.atomic():
        if not is_over(case):
            raise Refused("validation.not-over", number=case.number)
        before = route_of(case)
        cohort = before.cohort if before.cohort and before.cohort.is_open(at) else None
        kind = Route.Kind.ALONE if before.kind == Route.Kind.COHORT and cohort is None else before.kind
        opened = begin(
            actor=actor,
            at=at,
            aim=aim(case.target_ref, today),
            kind=kind,
            informed=True,
            cohort=cohort,
            continues=case,
        )
        route = route_of(opened)
        if route.descriptions.exists() or opened.evidence.exists():
            return opened  # sent twice, or a draft that has its own words already
        left = {one["id"] for one in opened.target["outcomes"]}
        for one in before.descriptions.filter(outcome__in=left):
            SelfDescription.objects.create(
                route=route,
                outcome=one.outcome,
                can=one.can,
                words=one.words,
                could_show=one.could_show,
                at=at,
            )
        for item in case.evidence.select_related("award", "file", "kept").prefetch_related("mappings"):
            opened = _take_along(actor, at, opened, item, left)
        return opened


def _take_along(
    actor: Person, at: datetime, opened: RecognitionCase, item: EvidenceItem, left: set[str]
) -> RecognitionCase:
    claimed = [one.outcome for one in item.mappings.all() if one.claimed and one.outcome in left]
    if item.award is not None:
        return add_evidence(
            actor=actor, at=at, case=opened, revision=None, outcomes=claimed, award=item.award
        )
    if item.kept is not None:
        return put_evidence(actor=actor, at=at, case=opened, revision=None, outcomes=claimed, item=item.kept)
    return add_evidence(
        actor=actor,
        at=at,
        case=opened,
        revision=None,
        outcomes=claimed,
        given=Given(
            kind=EvidenceKind(item.kind),
            title=item.title,
            provider=item.provider,
            dated=item.dated,
            minutes=item.minutes,
            text=item.text,
            joint=item.joint,
            own_share=item.own_share,
        ),
        stored=item.file,
    )
