"""Makes the documents of many awards of one body: composed, signed and checked by the rules, but not yet written."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tanym.adapters.contexts import bundled_contexts
from tanym.apps.credentials.checking import Standing, facts_of_issue, standing_of
from tanym.apps.credentials.composing import badge
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.in_log import places_of
from tanym.apps.credentials.models import Credential
from tanym.apps.credentials.signing import badge_key, kid_of, signed
from tanym.apps.credentials.statuses import Spot
from tanym.apps.organisations.models import Organisation
from tanym.apps.policy.queries import stack
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.proofs.series import Series
from tanym.core.credentials.record import Kind
from tanym.core.kernel.errors import TanymError
from tanym.core.rules import Stack
from tanym.core.rules.alike import AlikeReports, Reported

log = logging.getLogger(__name__)
KIND = "credentials.issue"
"""The kind of long work that issues what waits."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that can be written down, and the report of the rules on it (None: no rule binds its kind)."""

    credential: Credential
    spots: Sequence[Spot]
    report: Reported | None


class Batch:
    """Awards of one body: what is the same in many of them is worked out once; all are signed with one `key`."""

    def __init__(self, body: Organisation, at: datetime) -> None:
        self._body, self._at = body, at
        self.key, self._signer = badge_key(body, at)
        self._series: dict[int | None, Series] = {}
        self._standings: dict[tuple[int | None, date], Standing] = {}
        self._rules: dict[date, tuple[Stack, AlikeReports]] = {}

    def made(
        self, awards: Sequence[Award], spots: Mapping[int, Sequence[Spot]]
    ) -> tuple[list[Ready], list[tuple[Award, str]]]:
        """The documents of the awards, with the places named in `spots` by the keys of the awards; and those that failed.

        What stands in the way of one award (a fault in its record, a rule) leaves the others alone.
        """
        logged = places_of(awards)
        ready, failed = list[Ready](), list[tuple[Award, str]]()
        for award in awards:
            try:
                one = self._one(award, spots[award.pk], logged.get(award.pk))
            except TanymError as refusal:
                failed.append((award, refusal.code))
            except Exception:
                log.exception("credential of award %s not made", award.public_id)
                failed.append((award, "credential.not-made"))
            else:
                if one.report is not None and one.report.blocking:
                    failed.append((award, "credential.rule-not-met"))
                else:
                    ready.append(one)
        return ready, failed

    def rules(self, on: date) -> Stack:
        """The packs that bind awards of that day."""
        return self._asked(on)[0]

    def _one(self, award: Award, spots: Sequence[Spot], place: Any) -> Ready:
        made = Credential(
            award=award,
            holder=award.person,
            number=award.number,
            status_list=spots[0].status_list,
            status_index=spots[0].index,
            issued_at=self._at,
            signed_with=self.key,
        )
        record = record_of(made)
        made.document = self._signed(award, badge(record, spots, place))
        if (
            record.kind is not Kind.MICRO_QUALIFICATION
        ):  # a decision on recognition: these rules do not bind it
            return Ready(made, spots, None)
        on = award.conferred_on
        facts = facts_of_issue(made, record, on, self._standing(award, on))
        return Ready(made, spots, self._asked(on)[1].report(facts, made.subject))

    def _signed(self, award: Award, document: dict[str, Any]) -> bytes:
        if self._signer.kind is not KeyKind.ED25519:
            return signed(document, self._body, self._at, self._signer)
        series = self._series.get(award.version_id)
        if series is None:
            series = self._series[award.version_id] = Series(
                signer=self._signer, method=kid_of(self._body, self._signer), contexts=bundled_contexts()
            )
        return series.sign(document, self._at)

    def _standing(self, award: Award, on: date) -> Standing:
        key = (award.version_id, on)
        if key not in self._standings:
            self._standings[key] = standing_of(award, on)
        return self._standings[key]

    def _asked(self, on: date) -> tuple[Stack, AlikeReports]:
        if on not in self._rules:
            by = stack(on, self._body.code)
            self._rules[on] = (by, AlikeReports(by, "issue", on))
        return self._rules[on]
