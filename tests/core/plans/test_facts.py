"""What the rules on action items read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tanym.core.plans.facts import NONE_RECEIVED, item_facts, status_facts
from tanym.core.plans.item import Indicator, Terms
from tanym.core.plans.status import Status
from tanym.core.rules.vocabulary import admit_facts
from tanym.rulepacks.loader import vocabulary

NOBODY = Indicator({}, {}, {})


def test_nothing_is_filled_in_an_empty_item_and_nothing_unknown_is_said() -> None:
    facts = item_facts(terms=Terms(), indicator=NOBODY, owner="", answers=(), links=())
    assert facts == {"item.fields": frozenset(), "item.answers": frozenset(), "item.links": frozenset()}


def test_the_vocabulary_knows_every_fact_of_a_whole_item_and_of_its_report() -> None:
    whole = item_facts(
        terms=Terms(date(2027, 1, 1), date(2027, 2, 1)),
        indicator=Indicator({"en": "Centres"}, {"en": "centres"}, {}, Decimal(0), Decimal(12)),
        owner="a-code",
        answers=[NONE_RECEIVED],
        links=["rule"],
    )
    assert whole["item.fields"] == {"owner", "start", "deadline", "indicator", "baseline", "target"}
    told = status_facts(status=Status.LIMITED, evidence=" A list. ", reviewer="b-code", silent=0)
    admitted = admit_facts(vocabulary().facts, whole | told)
    assert admitted["item.status_evidence"] == "A list."
    assert admitted["item.owner"] == frozenset({"a-code"})
