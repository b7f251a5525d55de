"""The reasons that a case's organisation can pick from: those of the distribution and its own."""

from __future__ import annotations

from collections.abc import Mapping

from tanym.apps.organisations.models import Organisation
from tanym.apps.recognition.models import Mapping as MappingRow
from tanym.apps.recognition.models import OwnReason, RecognitionCase
from tanym.core.recognition.evidence import EvidenceKind
from tanym.core.recognition.reasons import Finding, Reason, offered
from tanym.rulepacks.reasons import reasons


def library(organisation: Organisation) -> tuple[Reason, ...]:
    """All of them, the organisation's own first."""
    own = OwnReason.objects.filter(organisation=organisation, ended_at=None)
    return (*map(as_reason, own), *reasons())


def as_reason(row: OwnReason) -> Reason:
    """A reason of an organisation as the library knows one."""
    kind = EvidenceKind(row.kind) if row.kind else None
    return Reason(f"own-{row.public_id}", Finding(row.finding), kind, row.words)


def reasons_for(case: RecognitionCase) -> Mapping[str, tuple[Reason, ...]]:
    """For each outcome the reasons that fit the evidence which the claimant or the assessor links to it."""
    found = library(case.organisation)
    kinds: dict[str, set[EvidenceKind]] = {one["id"]: set() for one in case.target["outcomes"]}
    rows = MappingRow.objects.filter(evidence__case=case).values_list(
        "outcome", "evidence__kind", "claimed", "shows"
    )
    for outcome, kind, claimed, shows in rows:
        if outcome in kinds and (claimed or shows):
            kinds[outcome].add(EvidenceKind(kind))
    return {outcome: offered(found, given) for outcome, given in kinds.items()}
