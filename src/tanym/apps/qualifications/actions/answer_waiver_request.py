"""Grant a waiver that an author asked for, or refuse it with a reason; the author has a letter."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.organisations.queries import organisation
from tanym.apps.policy.actions.answer_waiver import answer_waiver
from tanym.apps.policy.actions.check import check
from tanym.apps.policy.models import WaiverRequest
from tanym.apps.policy.queries import stack
from tanym.apps.qualifications import approval, notices
from tanym.apps.qualifications.models import Version
from tanym.apps.qualifications.permissions import AT_CENTRE
from tanym.apps.qualifications.queries import subject_of, waiver_facts
from tanym.core.kernel.errors import Refused


def answer_waiver_request(
    *, actor: Person, at: datetime, version: Version, request: WaiverRequest, refusal: str = ""
) -> WaiverRequest:
    """Who works for a body of the design, or has written at it, does not answer.

    Raises `Refused("waiver.own")` for such a person, and as `policy.answer_waiver`.
    """
    on = timezone.localdate(at)
    permit(AT_CENTRE, "answer_waiver_request", actor, on, at=organisation(approval.centre()))
    if approval.conflicted(version, actor, on):
        raise Refused("waiver.own", rule=request.rule)
    with transaction.atomic():
        answered = answer_waiver(
            actor=actor,
            at=at,
            request=request,
            by=stack(on, version.micro_qualification.owner.code),
            refusal=refusal,
        )
        if answered.waiver:
            _, found = check(
                at=at,
                on=on,
                subject="waiver",
                facts=waiver_facts(version, answered.waiver, on),
                of=subject_of(version),
            )
            for finding in found.blocking:
                raise Refused("waiver.rule-not-met", rule=finding.rule)
        notices.tell_of_waiver(version, answered, at=at)
    return answered
