"""Letters: the same places in three languages, filled and never evaluated."""

from __future__ import annotations

from typing import Any

import pytest

from tanym.core.kernel.errors import InvalidValue
from tanym.core.procedures.letters import check_letters, parse_letters

ALL = ("kk", "ru", "en")


def _table(**change: Any) -> dict[str, Any]:
    row = {
        "to": "claimant",
        "subject": dict.fromkeys(ALL, "{case}"),
        "body": dict.fromkeys(ALL, "{reasons} {due}"),
    }
    return {"letter": {"decision": row | change}}


def _codes(**change: Any) -> list[str]:
    return [fault.code for fault in check_letters(parse_letters(_table(**change)))]


def test_a_sound_letter_has_no_fault() -> None:
    assert _codes() == []


def test_a_place_that_one_language_leaves_out_is_found() -> None:
    assert _codes(body={"kk": "{reasons} {due}", "ru": "{reasons}", "en": "{reasons} {due}"}) == [
        "letter.places-differ"
    ]


def test_an_unknown_place_is_found() -> None:
    assert _codes(subject=dict.fromkeys(ALL, "{case} {__class__}")) == ["letter.place-unknown"]


def test_a_missing_language_is_found() -> None:
    assert "words.missing" in _codes(subject={"ru": "{case}", "en": "{case}"})


def test_a_letter_is_filled_and_what_is_filled_in_is_not_read_again() -> None:
    letter = parse_letters(_table())["decision"]
    written = letter.write("ru", {"case": "R-7", "reasons": "{due} and {case}", "due": "9 March"})
    assert written == ("R-7", "{due} and {case} 9 March")


def test_a_letter_with_an_empty_place_is_not_sent() -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_letters(_table())["decision"].write("en", {"case": "R-7", "reasons": " "})
    assert refused.value.code == "letter.place-empty"
    assert refused.value.details["missing"] == "due, reasons"


@pytest.mark.parametrize("change", [{"body": "text"}, {"subject": {"en": 1}}, {"to": 5}, {"from": "us"}])
def test_another_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_letters(_table(**change))
    assert refused.value.code == "letter.form"


def test_letters_stand_in_one_table() -> None:
    for table in ({}, {"letter": []}, {"letter": {}, "other": {}}):
        with pytest.raises(InvalidValue):
            parse_letters(table)
