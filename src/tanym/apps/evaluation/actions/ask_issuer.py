"""Ask the issuer of a document by a link, and let the term of the decision stand still."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tanym.apps.accounts.models import Person
from tanym.apps.evaluation.acting import begun, done
from tanym.apps.evaluation.asked import kept_item
from tanym.apps.evaluation.permissions import TABLE
from tanym.apps.organisations.permissions import permit
from tanym.apps.portfolio.actions.ask import ask
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.apps.recognition.notices import announce
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.proceedings import take
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.kernel.periods import Period

CLOCK = "issuer"
"""The term of the table for which the case waits."""


def ask_issuer(
    *,
    actor: Person,
    at: datetime,
    case: RecognitionCase,
    revision: int | None,
    item: EvidenceItem,
    name: str,
    email: str,
    language: str,
) -> RecognitionCase:
    """Send the question (`portfolio.actions.ask`) and wait: the applicant is told, the decision's term is paused.

    The link works as long as the case waits. Raises `InvalidValue("evaluation.not-kept")` for a document that is in no
    portfolio, what `ask` raises, and as `acting.begun` and `advance`.
    """
    permit(TABLE, "ask_issuer", actor, timezone.localdate(at), at=case.organisation)
    with transaction.atomic():
        sent = (item.pk, name, email, language)
        found, kept = begun(
            case,
            actor=actor,
            at=at,
            act="ask-issuer",
            revision=revision,
            sent=sent,
            office=frozenset(),
            evaluator=frozenset({"evaluation"}),
        )
        if kept is None:
            return found
        if item.case_id != found.pk:
            raise NotFound("page.unknown")
        portfolio_item = kept_item(item)
        if portfolio_item is None:
            raise InvalidValue("evaluation.not-kept")
        ask(
            actor=actor,
            at=at,
            item=portfolio_item,
            to="issuer",
            name=name,
            email=email,
            questions=(),
            language=language,
            until=_until(found, at),
        )
        done(found, actor=actor, at=at, act="ask-issuer", details={"item": str(item.public_id)})
        moved = take(found, actor=actor, at=at, step="ask-issuer")
        announce(found, moved, at=at)
        return found


def _until(case: RecognitionCase, at: datetime) -> datetime:
    """The end of the last day for which the case waits, in local time."""
    proceeding = of(case)
    lasts = proceeding.stack.value(proceeding.procedure.clocks[CLOCK].lasts)
    assert isinstance(lasts, Period)
    last = proceeding.calendar.due(timezone.localdate(at), lasts)
    return timezone.localtime(at).replace(
        year=last.year, month=last.month, day=last.day, hour=23, minute=59, second=0, microsecond=0
    )
