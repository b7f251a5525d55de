"""Who calls a source read is noticed: in an entry, in a new line, in a new version."""

from __future__ import annotations

import pytest

from tanym.core.rules.evidence import evidence_raised
from tests.core.rules.building import LIMIT, parsed

UNREAD = LIMIT.replace("[V]", "[U]")
LATER = '{ since = 2027-01-01, value = 30, cites = ["act, 3 [V]"] } ]'


@pytest.mark.parametrize(
    ("before", "after", "raised"),
    [
        (UNREAD, UNREAD, []),
        (UNREAD, UNREAD.replace('["act, 1 [U]"] } ]', '["act, 1 [V]"] } ]'), ["limit"]),
        (UNREAD.replace("1 [U]", "[U]"), UNREAD.replace("1 [U]", "p. 7 [V]"), ["limit", "R-1@2020-01-01"]),
        (UNREAD, LIMIT, ["limit", "R-1@2020-01-01"]),
        (LIMIT, UNREAD, []),
        (LIMIT, LIMIT.replace("1 [V]", "2 [V]"), []),
        (UNREAD, UNREAD.replace("} ]\n\n", f"}}, {LATER}\n\n"), ["limit"]),
        (UNREAD, UNREAD.replace("[U]", "[O]"), []),
        (UNREAD, UNREAD.replace("act, 1 [U]", "made-up, 1 [V]"), []),
    ],
)
def test_who_calls_a_source_read_is_noticed(before: str, after: str, raised: list[str]) -> None:
    found = evidence_raised({"a.toml": parsed(before)}, {"a.toml": parsed(after)})
    assert [place.name for place in found] == raised
