"""Evidence as a case is shown it: a snapshot of an item of the claimant's portfolio, with the same stored file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from tanym.apps.letters.addresses import page_address
from tanym.apps.portfolio.given import Given
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.uses import Standing, Use
from tanym.apps.recognition.models import EvidenceItem, RecognitionCase
from tanym.apps.recognition.models import Mapping as MappingRow
from tanym.apps.recognition.pinning import of
from tanym.apps.recognition.targets import outcome_ids
from tanym.core.kernel.errors import InvalidValue, Refused

LARGEST = 40
"""Pieces of evidence in one case; more than anybody could read is a mistake."""


def snapshot(
    case: RecognitionCase,
    item: Item,
    *,
    at: datetime,
    outcomes: Iterable[str],
    given: Given | None = None,
    checked: Mapping[str, str] | None = None,
) -> EvidenceItem:
    """What the case keeps of an item from now on, claimed for these outcomes; in words that were `given` just for it.

    Raises `Refused("evidence.too-many")`, `InvalidValue("mapping.unknown-outcome")`.
    """
    chosen = list(dict.fromkeys(outcomes))
    unknown = [one for one in chosen if one not in outcome_ids(case)]
    if unknown:
        raise InvalidValue("mapping.unknown-outcome", outcome=unknown[0][:40])
    if case.evidence.count() >= LARGEST:
        raise Refused("evidence.too-many", most=LARGEST)
    said = given or item
    made = EvidenceItem.objects.create(
        case=case,
        kept=item,
        kind=said.kind,
        title=said.title,
        provider=said.provider,
        dated=said.dated,
        minutes=said.minutes,
        text=said.text,
        joint=said.joint,
        own_share=said.own_share,
        award=item.award,
        file=item.file,
        checked=dict(item.checked if checked is None else checked),
        added_at=at,
    )
    MappingRow.objects.bulk_create(
        [MappingRow(evidence=made, outcome=outcome, claimed=True) for outcome in chosen]
    )
    return made


class CasesThatShow:
    """What recognition tells the portfolio: which cases show an item, and what ended cases let go."""

    def uses(self, items: Collection[int]) -> Mapping[int, list[Use]]:
        """Item (primary key) → the cases that show it, once each."""
        found: dict[int, dict[int, Use]] = {}
        shown = EvidenceItem.objects.filter(kept__in=items).select_related("case__organisation")
        for one in shown.order_by("-case__opened_at", "-case__pk"):
            found.setdefault(one.kept_id, {})[one.case_id] = _use(one.case)
        return {key: list(cases.values()) for key, cases in found.items()}

    def let_go(self, item: Item) -> None:
        """A case that ended undecided keeps that there was a piece of evidence of this kind, and nothing it said."""
        for one in EvidenceItem.objects.filter(kept=item).select_related("case"):
            if _standing(one.case) is Standing.ENDED:
                one.title, one.provider, one.text, one.own_share = "—", "", "", ""
                one.file = one.award = one.kept = one.dated = one.minutes = None
                one.checked = {}
                one.save()


def _use(case: RecognitionCase) -> Use:
    return Use(
        number=case.number,
        titles=case.target["titles"],
        address=page_address("recognition:case", case.public_id),
        organisation=case.organisation,
        standing=_standing(case),
    )


def _standing(case: RecognitionCase) -> Standing:
    if case.decided_on is not None:
        return Standing.DECIDED
    procedure = of(case).procedure
    if procedure.stages[case.stage].end:
        return Standing.ENDED
    return Standing.DRAFT if case.stage == procedure.start else Standing.OPEN
