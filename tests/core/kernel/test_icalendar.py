"""A calendar that other programs read."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanym.core.kernel.errors import InvalidValue
from tanym.core.kernel.icalendar import Entry, Meeting, calendar

STAMP = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


def written(summary: str = "A list", **more: str) -> bytes:
    entry = Entry("item-1@tanym", date(2027, 12, 31), summary, **more)
    return calendar("Plan", [entry], stamp=STAMP, language="kk")


def unfolded(content: bytes) -> list[str]:
    return content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")


def test_a_deadline_is_one_whole_day() -> None:
    lines = unfolded(written(url="https://tanym.example/kk/plans/1/"))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20271231" in lines
    assert "DTEND;VALUE=DATE:20280101" in lines  # the day after: the end is not included (3.6.1)
    assert "DTSTAMP:20261122T050000Z" in lines
    assert "URL:https://tanym.example/kk/plans/1/" in lines


def test_what_has_a_meaning_in_a_calendar_is_escaped() -> None:
    lines = unfolded(written("A; b, c\\d\r\nBEGIN:VALARM\n\x07end", url="https://x.example/\r\nEVIL:1"))
    assert "SUMMARY;LANGUAGE=kk:A\\; b\\, c\\\\d\\nBEGIN:VALARM\\nend" in lines
    assert not [line for line in lines if line.startswith(("BEGIN:VALARM", "EVIL"))]


@given(st.text(max_size=400))
def test_no_line_is_longer_than_75_octets_and_no_letter_is_torn(text: str) -> None:
    content = written(text.encode("utf-8", "ignore").decode())
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode("utf-8")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert unfolded(content)[-3] == "END:VEVENT"


def test_a_moment_without_a_zone_is_none() -> None:
    with pytest.raises(InvalidValue, match=r"calendar\.no-zone"):
        calendar("Plan", [], stamp=datetime(2026, 1, 1), language="kk")


def test_a_meeting_is_written_in_universal_time_with_its_place() -> None:
    begins = datetime.fromisoformat("2026-12-01T10:30:00+05:00")
    ends = datetime.fromisoformat("2026-12-01T11:30:00+05:00")
    one = Meeting("m-1@tanym", begins, ends, "Interview", where="Room 5; second floor")
    lines = unfolded(calendar("Case", [one], stamp=STAMP, language="en"))
    assert "DTSTART:20261201T053000Z" in lines
    assert "DTEND:20261201T063000Z" in lines
    assert "LOCATION:Room 5\\; second floor" in lines
    assert "TRANSP:TRANSPARENT" not in lines


def test_a_meeting_without_a_zone_is_refused() -> None:
    one = Meeting("m-1@tanym", datetime(2026, 12, 1, 10), datetime(2026, 12, 1, 11), "Interview")
    with pytest.raises(InvalidValue, match="no-zone"):
        calendar("Case", [one], stamp=STAMP, language="en")
