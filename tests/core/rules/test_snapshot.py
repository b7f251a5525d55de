"""Facts read back from a report's snapshot."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.rules.plain import facts_digest, plain_facts
from tanym.core.rules.snapshot import read_snapshot
from tanym.core.rules.vocabulary import admit_facts
from tanym.rulepacks.loader import vocabulary

FACTS = vocabulary().facts
FORMS = {
    "integer": st.integers(0, 10**9),
    "minutes": st.integers(0, 10**9),
    "credits": st.integers(0, 10**6),
    "percent": st.integers(0, 10**4),
    "date": st.dates(),
    "boolean": st.booleans(),
    "code": st.sampled_from(["", "online", "kokzhar"]),
    "text": st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40),
    "codes": st.lists(st.sampled_from(["a", "b", "c"])),
    "text-by-language": st.dictionaries(st.sampled_from(["kk", "ru", "en"]), st.just("text")),
    "minutes-by-code": st.dictionaries(st.sampled_from(["contact", "practice"]), st.integers(0, 10**6)),
    "interval": st.dates().map(lambda day: {"from": day, "until": None}),
    "matrix": st.dictionaries(st.sampled_from(["a", "b"]), st.just([{"criterion": "c", "threshold": 60}])),
    "pairs": st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("cd")).map(list)),
}
KNOWN = {name: fact for name, fact in FACTS.items() if str(fact.type) in FORMS}


SOME_FACTS = st.lists(st.sampled_from(sorted(KNOWN)), max_size=12, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: FORMS[str(KNOWN[name].type)] for name in names})
)


@given(SOME_FACTS)
def test_a_snapshot_reads_back_as_what_was_written(given_facts: dict[str, object]) -> None:
    facts = admit_facts(FACTS, given_facts)
    again = read_snapshot(FACTS, json.loads(json.dumps(plain_facts(facts))))
    assert again == facts
    assert facts_digest(again) == facts_digest(facts)


def test_a_fact_that_is_not_in_the_vocabulary_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"fact.unknown"):
        read_snapshot(FACTS, {"design.colour": "blue"})


def test_a_day_that_is_none_is_refused_with_the_name_of_the_fact() -> None:
    with pytest.raises(InvalidValue) as refused:
        read_snapshot(FACTS, {"design.checked_on": "yesterday"})
    assert refused.value.details["fact"] == "design.checked_on"
    assert read_snapshot(FACTS, {"design.checked_on": "2026-11-21"}) == {
        "design.checked_on": date(2026, 11, 21)
    }
