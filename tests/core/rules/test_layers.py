"""Layers: lower ones tighten, loosen as far as allowed, and the trail says who won and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.periods import Period
from tanym.core.rules.directions import Comparison, Direction, compare
from tests.core.rules.building import LIMIT, WORDS, limit, pack, stack

EU = pack("eu", LIMIT)


def trail(*packs: object, on: date = date(2026, 3, 1)) -> tuple[object, list[str]]:
    found = stack(EU, *packs, on=on).values["limit"]  # type: ignore[arg-type]
    return found.value, [f"{step.spoken.pack} {step.verdict}" for step in found.trail]


def test_a_tighter_value_of_a_lower_layer_wins() -> None:
    assert trail(pack("kz", limit("30"), "national")) == (3000, ["eu first", "kz tighter"])


def test_of_equal_values_the_nearest_citation_wins() -> None:
    found = stack(EU, pack("kz", limit("40"), "national")).values["limit"]
    assert (found.value, found.spoken.pack) == (4000, "kz")


def test_a_lower_layer_loosens_only_as_far_as_it_is_allowed() -> None:
    assert trail(pack("kz", limit("60"), "national")) == (6000, ["eu first", "kz looser-allowed"])
    ignored = (4000, ["eu first", "kz ignored-looser-than-allowed"])
    assert trail(pack("kz", limit("60.01"), "national")) == ignored


def test_who_loosens_passes_no_leave_on() -> None:
    kz, home = pack("kz", limit("50"), "national"), pack("home", limit("55"), "institution")
    assert trail(kz, home) == (5000, ["eu first", "kz looser-allowed", "home ignored-looser-than-allowed"])


def test_a_weak_value_loosens_nothing() -> None:
    kz = pack("kz", limit("60", mark="U"), "national")
    assert trail(kz) == (4000, ["eu first", "kz ignored-weaker-evidence"])


def test_siblings_of_one_layer_follow_by_id() -> None:
    b, a = pack("b", limit("20"), "national"), pack("a", limit("30"), "national")
    assert trail(b, a) == (2000, ["eu first", "a tighter", "b tighter"])


def test_within_one_pack_a_later_value_may_be_looser() -> None:
    later = pack(
        "eu", LIMIT + limit("50", since="2027-01-01").replace('[value."limit"]\n', '[value."limit-2"]\n')
    )
    assert later.faults == ()
    text = LIMIT.replace(
        'cites = ["act, 1 [V]"] } ]\n\n[[rule]]',
        'cites = ["act, 1 [V]"] }, { since = 2027-01-01, value = 50, cites = ["act, 2 [V]"] } ]\n\n[[rule]]',
    )
    eu = pack("eu", text)
    assert stack(eu, on=date(2026, 12, 31)).value("limit") == 4000
    assert stack(eu, on=date(2027, 1, 1)).value("limit") == 5000


def test_an_entry_holds_until_the_day_before_its_end() -> None:
    kz = pack("kz", limit("30", more=", until = 2026-03-02"), "national")
    assert stack(EU, kz, on=date(2026, 3, 1)).value("limit") == 3000
    assert stack(EU, kz, on=date(2026, 3, 2)).value("limit") == 4000


def test_a_stack_knows_the_days_for_which_it_is_good() -> None:
    kz = pack("kz", limit("30", more=", until = 2026-03-02", since="2021-05-01"), "national")
    found = stack(EU, kz, on=date(2025, 1, 1))
    assert (found.since, found.until) == (date(2021, 5, 1), date(2026, 3, 2))
    assert found.holds_on(date(2026, 3, 1))
    assert not found.holds_on(date(2026, 3, 2))


def test_periods_of_different_units_do_not_compare() -> None:
    value = f'[value."term"]\ntype = "period"\ntighter = "lower"\n{WORDS}\n'
    dated = 'dated = [ {{ since = 2020-01-01, value = "{}", cites = ["act, 1 [V]"] }} ]\n'
    eu = pack("eu", value + dated.format("4 month"))
    kz = pack("kz", '[value."term"]\n' + dated.format("90 day"), "national")
    found = stack(eu, kz).values["term"]
    assert found.value == Period.read("4 month")
    assert [str(step.verdict) for step in found.trail] == ["first", "ignored-units-differ"]


@given(st.sampled_from([Direction.HIGHER, Direction.LOWER]), st.integers(0, 9), st.integers(0, 9))
def test_of_two_numbers_exactly_one_is_tighter(direction: Direction, one: int, other: int) -> None:
    found = {compare(direction, one, other), compare(direction, other, one)}
    assert found == ({Comparison.SAME} if one == other else {Comparison.TIGHTER, Comparison.LOOSER})


SETS = st.frozensets(st.sampled_from("abc"))


@given(st.sampled_from([Direction.MORE, Direction.FEWER]), SETS, SETS, SETS)
def test_tighter_is_transitive_on_sets(
    direction: Direction, a: frozenset[str], b: frozenset[str], c: frozenset[str]
) -> None:
    if compare(direction, a, b) is compare(direction, b, c) is Comparison.TIGHTER:
        assert compare(direction, a, c) is Comparison.TIGHTER


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ({"a": 1}, {"a": 1, "b": 1}, Comparison.TIGHTER),
        ({"a": 1, "b": 1}, {"a": 2}, Comparison.LOOSER),
        ({"a": 1}, {"a": 2}, Comparison.TIGHTER),
    ],
)
def test_a_quota_is_tighter_when_no_side_has_fewer(
    above: dict[str, int], below: dict[str, int], expected: Comparison
) -> None:
    assert compare(Direction.HIGHER, above, below) is expected


def test_without_a_direction_every_change_is_looser() -> None:
    assert compare(None, "half-up", "down") is Comparison.LOOSER
