"""Choose by which methods each outcome is assessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import locked, note, own, repeated, touch
from tanym.apps.validation.models import ChosenMethod
from tanym.apps.validation.permissions import TABLE
from tanym.apps.validation.queries import route_of
from tanym.core.kernel.errors import Refused
from tanym.core.recognition.validation.methods import check_methods
from tanym.rulepacks.methods import methods


def choose_methods(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    chosen: Mapping[str, Sequence[str]],
    why: Mapping[str, str],
) -> RecognitionCase:
    """Keep the methods of every outcome, in place of those chosen before (AS-03); the advice binds nobody.

    Raises `InvalidValue` (`method.none-for-outcome`, `method.unknown`, `method.proves-nothing-alone`),
    `Refused` (`case.not-now`, `recognition.declare-first`).
    """
    permit(TABLE, "choose_methods", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        found: RecognitionCase = locked(case)
        sent = (sorted((one, tuple(codes)) for one, codes in chosen.items()), sorted(why.items()))
        if repeated(found, actor=actor, act="choose_methods", revision=revision, sent=sent):
            return found
        if of(found).procedure.stages[found.stage].waits_for != "assessor":
            raise Refused("case.not-now", step="", stage=found.stage)
        own(found, "assessor", actor, at)
        if found.relation != "none":
            raise Refused("recognition.declare-first")
        outcomes = [one["id"] for one in found.target["outcomes"]]
        check_methods(chosen, outcomes, methods())
        route = route_of(found)
        route.methods.all().delete()
        for outcome in outcomes:
            for method in dict.fromkeys(chosen[outcome]):
                ChosenMethod.objects.create(
                    route=route,
                    outcome=outcome,
                    method=method,
                    why=why.get(outcome, "").strip()[:300],
                    by=actor,
                    at=at,
                )
        touch(found, actor=actor, act="choose_methods")
        note(found, actor=actor, at=at, verb="choose_methods")
        return found
