"""Choose the route of a case: the rule proposes one, a person decides."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import begun, done
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.evaluation.routing import routed_now
from tanym.apps.organisations.permissions import permit
from tanym.apps.recognition.models import RecognitionCase
from tanym.core.kernel.errors import InvalidValue
from tanym.core.recognition.routing import Route


def choose_route(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    route: Route,
    reasons: str = "",
) -> RecognitionCase:
    """Keep the route; another one than the rule gives needs reasons (RC-07).

    Raises `InvalidValue("evaluation.route-without-reasons")`, and as `acting.begun`.
    """
    permit(TABLE, "choose_route", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        sent = (str(route), reasons)
        found, kept = begun(
            case,
            actor=actor,
            at=at,
            act="choose-route",
            revision=revision,
            sent=sent,
            evaluator=frozenset(),
        )
        if kept is None:
            return found
        by_rule = routed_now(found, kept)
        if route is not by_rule.route and not reasons.strip():
            raise InvalidValue("evaluation.route-without-reasons")
        kept.route, kept.route_by_rule, kept.route_reasons = route, by_rule.route, reasons.strip()
        kept.routed_by, kept.routed_at = actor, at
        kept.save()
        details = {"route": str(route), "by_rule": str(by_rule.route)}
        return done(found, actor=actor, at=at, act="choose-route", details=details)
