"""A credential names its entry in the public log as evidence, and everything else stays as it was."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.core.credentials import plain
from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.log_place import LogPlace, place_in_log
from tanym.core.credentials.structure import check_structure
from tests.core.credentials.cast import award, decision

PLACE = LogPlace("https://tanym.example/log", 12, "11111111-2222-4333-8444-555555555555")


@pytest.mark.parametrize("record", [award(), decision()], ids=["award", "decision"])
def test_the_entry_is_evidence_with_an_address_and_no_term_of_our_own(record: Any) -> None:
    badge, without = open_badge(record, log=PLACE), open_badge(record)
    check_structure(badge)
    assert badge["evidence"][:-1] == without.get("evidence", [])
    assert badge["evidence"][-1] == {
        "id": "https://tanym.example/log/entries/12/11111111-2222-4333-8444-555555555555",
        "type": ["Evidence"],
        "name": "Entry no. 12 of the public log",
        "genre": "transparency-log",
    }
    assert badge | {"evidence": 0} == without | {"evidence": 0}


@pytest.mark.parametrize("record", [award(), decision()], ids=["award", "decision"])
def test_the_entry_is_read_back_and_is_nothing_that_the_holder_showed(record: Any) -> None:
    page, without = plain.read(open_badge(record, log=PLACE)), plain.read(open_badge(record))
    assert (page.log, without.log) == (PLACE, None)
    assert page.shown == without.shown


@pytest.mark.parametrize(
    "evidence",
    [
        None,
        "text",
        [{"id": PLACE.address}],
        [{"genre": "transparency-log"}],
        [{"genre": "transparency-log", "id": 5}],
        [{"genre": "transparency-log", "id": PLACE.address + "?x=1"}],
        [{"genre": "transparency-log", "id": "javascript:alert(1)//log/entries/1/" + "a" * 36}],
        [{"genre": "transparency-log", "id": "https://a.example/log/entries/0/" + "a" * 36}],
        [{"genre": "transparency-log", "id": "https://a.example/log/entries/1/../../../x"}],
    ],
)
def test_evidence_of_another_form_names_no_entry(evidence: object) -> None:
    assert place_in_log({"evidence": evidence}) is None
