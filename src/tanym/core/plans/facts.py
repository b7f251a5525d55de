"""What the rules on action items read (vocabulary `policy-item`)."""

from __future__ import annotations

from collections.abc import Collection

from tanym.core.plans.item import Indicator, Terms, said
from tanym.core.plans.status import Status

NONE_RECEIVED = "none-received"


def item_facts(
    *,
    terms: Terms,
    indicator: Indicator,
    owner: str,
    answers: Collection[str],
    links: Collection[str],
) -> dict[str, object]:
    """What an item promises, by the record: the fields that are filled (PO-01), what it answers (PO-02; `none-received`
    where nobody said anything), what it is linked with (PO-06). `owner` is the code of a person, empty for nobody."""
    filled = {
        "owner": bool(owner),
        "start": terms.start is not None,
        "deadline": terms.deadline is not None,
        "indicator": said(indicator.texts),
        "baseline": indicator.baseline is not None,
        "target": indicator.target is not None,
    }
    facts: dict[str, object] = {
        "item.fields": frozenset(name for name, there in filled.items() if there),
        "item.answers": frozenset(answers),
        "item.links": frozenset(links),
    }
    if owner:
        facts["item.owner"] = frozenset({owner})
    if terms.start is not None:
        facts["item.starts_on"] = terms.start
    if terms.deadline is not None:
        facts["item.deadline"] = terms.deadline
    return facts


def status_facts(*, status: Status, evidence: str, reviewer: str, silent: int) -> dict[str, object]:
    """What a progress report says and who reviewed it (PO-05); `silent` are the days past the deadline without one."""
    return {
        "item.status": str(status),
        "item.status_evidence": evidence.strip(),
        "item.status_reviewer": frozenset({reviewer}),
        "item.days_overdue": silent,
    }
