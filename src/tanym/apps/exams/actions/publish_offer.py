"""Publish what a centre examines, and on what terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.audit.actions.record import record as journal
from tanym.apps.exams.facts import centre_facts, in_register
from tanym.apps.exams.models import Offer
from tanym.apps.exams.permissions import TABLE
from tanym.apps.exams.queries import ACTIVITY, described
from tanym.apps.organisations.models import Organisation
from tanym.apps.organisations.permissions import permit
from tanym.apps.policy.actions.check import check
from tanym.apps.registers.queries import authorised
from tanym.core.kernel.errors import InvalidValue, Refused

Text = Mapping[str, str]
LANGUAGES = ("kk", "ru")
"""A centre publishes in Kazakh and in Russian; English is welcome."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is published; prices in tenge, texts by language."""

    price: int
    papers: Text
    retake: Text
    places: Text = field(default_factory=dict)
    conditions: Text = field(default_factory=dict)
    skill_price: int | None = None
    personal: Sequence[Text] = ()


def publish_offer(
    *, actor: Person, at: datetime, centre: Organisation, profession: str, terms: Terms
) -> Offer:
    """The offer of the centre for a profession from today on; the one before it ends yesterday, or is replaced today.

    Raises `Refused` (`exams.not-entitled`: no accreditation in the register today, `exams.not-in-register`),
    `InvalidValue` (`exams.no-price`, `exams.no-papers`, `exams.no-retake-terms`), `NotFound("exams.not-described")`.
    """
    today = timezone.localdate(at)
    permit(TABLE, "publish_offer", actor, today, at=centre)
    if not authorised(centre, ACTIVITY, today).held:
        raise Refused("exams.not-entitled", on=today.isoformat())
    if not in_register(profession, today):
        raise Refused("exams.not-in-register", code=profession[:100])
    described(profession, today)
    if any(not terms.papers.get(language, "").strip() for language in LANGUAGES):
        raise InvalidValue("exams.no-papers")
    if any(not terms.retake.get(language, "").strip() for language in LANGUAGES):
        raise InvalidValue("exams.no-retake-terms")
    if terms.price <= 0:
        raise InvalidValue("exams.no-price")
    with transaction.atomic():
        held = Offer.objects.select_for_update(no_key=True).filter(
            centre=centre, profession=profession, until=None
        )
        for before in held:
            before.until = today
            before.save(update_fields=["until"])
        made = Offer.objects.create(
            centre=centre,
            profession=profession,
            price=terms.price,
            skill_price=terms.skill_price,
            papers=dict(terms.papers),
            retake=dict(terms.retake),
            places=dict(terms.places),
            conditions=dict(terms.conditions),
            personal=[dict(one) for one in terms.personal],
            since=today,
            published_by=actor,
            published_at=at,
        )
        check(
            at=at,
            on=today,
            subject="centre",
            facts=centre_facts(centre, today),
            of=f"exams.offer:{made.public_id}",
            institution=centre.code,
        )
        journal(
            actor=actor,
            at=at,
            action="exams.publish_offer",
            subject=f"exams.offer:{made.public_id}",
            details={"centre": centre.code, "profession": profession, "price": made.price},
        )
        return made
