"""Makes the documents of awards of one body: composed, signed and checked by the rules, but not yet written."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from tanym.adapters.contexts import bundled_contexts
from tanym.apps.credentials.checking import Standing, facts_of_issue, standing_of
from tanym.apps.credentials.composing import badge
from tanym.apps.credentials.documents import record_of
from tanym.apps.credentials.in_log import place_of, places_of
from tanym.apps.credentials.models import Credential, StatusPlace
from tanym.apps.credentials.signing import badge_key, kid_of, proof_digest, signed
from tanym.apps.organisations.models import Organisation
from tanym.apps.policy.queries import stack
from tanym.apps.qualifications.models import Award
from tanym.core.credentials.keys import KeyKind
from tanym.core.credentials.log_place import LogPlace
from tanym.core.credentials.proofs.series import Series
from tanym.core.credentials.record import Kind
from tanym.core.credentials.record_document import Records
from tanym.core.kernel.errors import Refused, TanymError
from tanym.core.rules import Stack
from tanym.core.rules.alike import AlikeReports, Reported

log = logging.getLogger(__name__)
KIND = "credentials.issue"
"""The kind of long work that issues what waits."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A document that can be written down, the mark of its signature for the journal, and the report of the rules on it.

    (No report: no rule binds its kind.)
    """

    credential: Credential
    places: Sequence[StatusPlace]
    signature: str
    report: Reported | None


@lru_cache(maxsize=32)
def _series(method: str, _version: int | None) -> Series:
    """What is known of the documents of one version and one key: kept from one piece of work to the next."""
    return Series(method=method, contexts=bundled_contexts())


class Batch:
    """Awards of one body: what is the same in many of them is worked out once; all are signed with one `key`."""

    def __init__(self, body: Organisation, at: datetime) -> None:
        self._body, self._at = body, at
        self.key, self._signer = badge_key(body, at)
        self._records = Records()
        self._standings: dict[tuple[int | None, date], Standing] = {}
        self._rules: dict[date, tuple[Stack, AlikeReports]] = {}

    def made(
        self, awards: Sequence[Award], places: Mapping[int, Sequence[StatusPlace]]
    ) -> tuple[list[Ready], list[tuple[Award, str]]]:
        """The documents of the awards, with the places named by the keys of the awards; and those that failed, and why.

        What stands in the way of one award (a fault in its record, a rule) leaves the others alone.
        """
        logged = places_of(awards)
        ready, failed = list[Ready](), list[tuple[Award, str]]()
        for award in awards:
            try:
                ready.append(self._one(award, places[award.pk], logged.get(award.pk)))
            except TanymError as refusal:
                failed.append((award, refusal.code))
            except Exception:
                log.exception("credential of award %s not made", award.public_id)
                failed.append((award, "credential.not-made"))
        return ready, failed

    def one(self, award: Award, places: Sequence[StatusPlace]) -> Ready:
        """The document of one award. Raises what composing and signing raise, and `Refused("credential.rule-not-met")`."""
        return self._one(award, places, place_of(award))

    def rules(self, on: date) -> Stack:
        """The packs that bind awards of that day."""
        return self._asked(on)[0]

    def _one(self, award: Award, places: Sequence[StatusPlace], log: LogPlace | None) -> Ready:
        made = Credential(
            award=award,
            holder=award.person,
            number=award.number,
            status_list=places[0].status_list,
            status_index=places[0].index,
            issued_at=self._at,
            signed_with=self.key,
        )
        record = record_of(made, self._records.read)
        made.document = self._signed(award, badge(record, places, log))
        shown = json.loads(made.document)
        signature = proof_digest(shown)
        if record.kind is not Kind.MICRO_QUALIFICATION:
            return Ready(
                made, places, signature, None
            )  # a decision on recognition: these rules do not bind it
        on = award.conferred_on
        facts = facts_of_issue(made, record, on, self._standing(award, on), shown)
        report = self._asked(on)[1].report(facts, made.subject)
        for rule in report.blocking:
            raise Refused("credential.rule-not-met", rule=rule)
        return Ready(made, places, signature, report)

    def _signed(self, award: Award, document: dict[str, Any]) -> bytes:
        if self._signer.kind is not KeyKind.ED25519:
            return signed(document, self._body, self._at, self._signer)
        series = _series(kid_of(self._body, self._signer), award.version_id)
        return series.sign(document, self._at, self._signer)

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
