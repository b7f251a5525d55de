"""Composes the document of an award, and asks the rules on issue of what was signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tanym.apps.credentials.checking import facts_of_issue
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.in_log import place_of
from tanym.apps.credentials.models import Credential, StatusPlace
from tanym.apps.credentials.statuses import with_status
from tanym.apps.policy.actions.check import check
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.log_place import LogPlace
from tanym.core.credentials.record import AwardRecord, Kind
from tanym.core.kernel.errors import Refused


def composed(of: Credential, places: Sequence[StatusPlace]) -> dict[str, Any]:
    """The badge of a credential with its places in status lists, ready to be signed."""
    return badge(record_of(of), places, place_of(of.award))


def badge(record: AwardRecord, places: Sequence[StatusPlace], log: LogPlace | None) -> dict[str, Any]:
    """The badge of a record with its places in status lists and in the public log."""
    return with_status(open_badge(record, log=log), places)


def obey_rules(made: Credential, record: AwardRecord, at: datetime) -> None:
    """Ask the rules on issue of a signed document and keep the answer; raises `Refused("credential.rule-not-met")`.

    A statement of recognition is a decision and no micro-qualification, so these rules do not bind it.
    """
    if record.kind is not Kind.MICRO_QUALIFICATION:
        return
    on = made.award.conferred_on
    report = check(
        at=at,
        on=on,
        subject="issue",
        facts=facts_of_issue(made, record, on),
        of=made.subject,
        institution=made.award.awarding_body.code,
    )[1]
    for finding in report.blocking:
        raise Refused("credential.rule-not-met", rule=finding.rule)
