"""Ask for recognition towards a discipline that is near to what one holds."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.offers.counting import near
from tanym.apps.offers.permissions import TABLE
from tanym.apps.offers.standings import awards_by_version
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.queries import items
from tanym.apps.qualifications.models import Award, Discipline
from tanym.apps.recognition.actions.add_evidence import add_evidence
from tanym.apps.recognition.actions.apply import apply
from tanym.apps.recognition.actions.put_evidence import put_evidence
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.opening import ref_of_discipline
from tanym.core.kernel.errors import Refused


def ask(*, actor: Person, at: datetime, discipline: Discipline) -> RecognitionCase:
    """A draft of an application with the evidence that the advice named, claimed for the outcomes that it named.

    The claimant reads it, changes it and sends it. Raises `Refused("offers.not-near")`, and as `apply`.
    """
    permit(TABLE, "ask", actor, timezone.localdate(at), owner=actor)
    awards = [one for one in awards_by_version(actor) if one.annulled_on is None]
    shown = list(items(actor).filter(award=None))
    found = near(awards, shown, {ref_of_discipline(discipline): discipline})
    if not found:
        raise Refused("offers.not-near")
    with transaction.atomic():
        case = apply(actor=actor, at=at, discipline=discipline)
        for thing in dict.fromkeys(one.by for one in found[0].reasons):
            outcomes = [one.outcome["id"] for one in found[0].reasons if one.by == thing]
            if isinstance(thing, Award):
                if not case.evidence.filter(award=thing).exists():
                    add_evidence(actor=actor, at=at, case=case, revision=None, award=thing, outcomes=outcomes)
            elif not case.evidence.filter(kept=thing).exists():
                put_evidence(actor=actor, at=at, case=case, revision=None, item=thing, outcomes=outcomes)
        return case
