"""What is late, since when, and with whom; what a clock does when its term is over."""

from __future__ import annotations

from datetime import date

from tanym.core.procedures.advance import advance, open_case
from tanym.core.procedures.lateness import late, readings, steps_of_clocks
from tanym.core.procedures.state import CaseState
from tests.core.procedures.tables import CALENDAR, LENGTHS, MONDAY, loan, yes

LOAN = loan()


def _state(*steps: tuple[str, str, str]) -> CaseState:
    state = open_case(LOAN, on=MONDAY, people={"reader": ["aigul"]}, calendar=CALENDAR, lengths=LENGTHS)
    for do, party, person in steps:
        state = advance(
            LOAN,
            state,
            step=do,
            party=party,
            person=person,
            on=MONDAY,
            oracle=yes,
            calendar=CALENDAR,
            lengths=LENGTHS,
        ).state
    return state


ASKED = _state(("ask", "reader", "aigul"))
RETURNED = _state(("ask", "reader", "aigul"), ("return", "clerk", "saule"))


def test_a_clock_is_late_from_the_day_after_its_last_day_and_with_whom_the_case_waits_for() -> None:
    assert late(LOAN, ASKED, date(2026, 3, 16), CALENDAR) == ()
    found = late(LOAN, ASKED, date(2026, 3, 17), CALENDAR)
    assert [(one.clock, one.waits_for, one.left, one.due) for one in found] == [
        ("answer", "clerk", -1, date(2026, 3, 16))
    ]


def test_a_day_off_after_the_last_day_is_late_too() -> None:
    on_friday = readings(LOAN, RETURNED, date(2026, 3, 14), CALENDAR)
    assert on_friday[0].late


def test_a_clock_warns_when_the_share_of_its_term_is_gone() -> None:
    assert [readings(LOAN, ASKED, date(2026, 3, day), CALENDAR)[0].warned for day in (6, 9)] == [False, True]


def test_a_paused_clock_is_shown_with_what_is_left_and_is_never_late() -> None:
    running, paused = readings(LOAN, RETURNED, date(2027, 3, 1), CALENDAR)
    assert (running.clock, running.late) == ("papers", True)
    assert (paused.clock, paused.paused, paused.late, paused.left) == ("answer", True, False, 10)


def test_a_clock_takes_its_step_only_when_its_term_is_over() -> None:
    assert steps_of_clocks(LOAN, RETURNED, date(2026, 3, 9), CALENDAR) == ()
    assert [
        (row.do, party) for row, party in steps_of_clocks(LOAN, RETURNED, date(2026, 3, 10), CALENDAR)
    ] == [("lapse", "clock:papers")]
    assert steps_of_clocks(LOAN, ASKED, date(2026, 6, 1), CALENDAR) == ()
