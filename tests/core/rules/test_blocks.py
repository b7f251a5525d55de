"""Every block at its edges."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tanym.core.kernel.periods import Period
from tanym.core.rules.blocks import BLOCKS, function_named
from tanym.core.rules.outcomes import Outcome
from tanym.core.rules.types import Band, Interval

MET, NOT_MET, UNDECIDED = Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED
BANDS = (Band("F", 0, 49, {}), Band("B", 50, 89, {}), Band("A", 90, 100, {}))
D = date.fromisoformat
TEN_DAYS = Period.read("10 working-day")

EDGES: list[tuple[str, dict[str, Any], Outcome]] = [
    ("at-least", {"fact": 60, "value": 60}, MET),
    ("at-least", {"fact": 59, "value": 60}, NOT_MET),
    ("at-least", {"fact": 100, "value": 50, "per": 2}, MET),
    ("at-least", {"fact": 99, "value": 50, "per": 2}, NOT_MET),
    ("at-least", {"fact": 99, "value": 50, "per": 0}, UNDECIDED),
    ("at-most", {"fact": 4000, "value": 4000}, MET),
    ("at-most", {"fact": 4001, "value": 4000}, NOT_MET),
    ("at-most", {"fact": 4001, "value": 4000, "per": 0}, UNDECIDED),
    ("more-than", {"fact": 61, "value": 60}, MET),
    ("more-than", {"fact": 60, "value": 60}, NOT_MET),
    ("less-than", {"fact": 8499, "value": 8500}, MET),
    ("less-than", {"fact": 8500, "value": 8500}, NOT_MET),
    ("between", {"fact": 3000, "lowest": 1500, "highest": 1800, "per": 200, "scale": 100}, MET),
    ("between", {"fact": 3600, "lowest": 1500, "highest": 1800, "per": 200, "scale": 100}, MET),
    ("between", {"fact": 2999, "lowest": 1500, "highest": 1800, "per": 200, "scale": 100}, NOT_MET),
    ("between", {"fact": 3601, "lowest": 1500, "highest": 1800, "per": 200, "scale": 100}, NOT_MET),
    ("between", {"fact": 3000, "lowest": 1500, "highest": 1800, "per": 0, "scale": 100}, UNDECIDED),
    ("above-zero", {"fact": 1}, MET),
    ("above-zero", {"fact": 0}, NOT_MET),
    ("whole", {"fact": 200}, MET),
    ("whole", {"fact": 150}, NOT_MET),
    ("odd", {"fact": 3}, MET),
    ("odd", {"fact": 4}, NOT_MET),
    ("odd", {"fact": 0}, NOT_MET),
    ("share-at-least", {"fact": 450, "of": 1500, "value": 3000}, MET),
    ("share-at-least", {"fact": 449, "of": 1500, "value": 3000}, NOT_MET),
    ("share-at-least", {"fact": 0, "of": 0, "value": 3000}, UNDECIDED),
    ("share-more-than", {"fact": 5, "of": 7, "value": 7000}, MET),
    ("share-more-than", {"fact": 70, "of": 100, "value": 7000}, NOT_MET),
    ("share-more-than", {"fact": 7, "of": 0, "value": 7000}, UNDECIDED),
    ("share-at-most", {"fact": 30, "of": 100, "value": 3000}, MET),
    ("share-at-most", {"fact": 31, "of": 100, "value": 3000}, NOT_MET),
    ("share-at-most", {"fact": 0, "of": 0, "value": 3000}, UNDECIDED),
    ("sums-to", {"fact": {"contact": 20, "self": 30}, "total": 50}, MET),
    ("sums-to", {"fact": {"contact": 20}, "total": 50}, NOT_MET),
    ("sums-to", {"fact": {}, "total": 0}, NOT_MET),
    ("each-at-least", {"fact": {"a": 1, "b": 2, "c": 0}, "value": {"a": 1, "b": 1}}, MET),
    ("each-at-least", {"fact": {"a": 3}, "value": {"a": 1, "b": 1}}, NOT_MET),
    ("each-reaches", {"fact": {"a": 50, "b": 61}, "thresholds": {"a": 50, "b": 60, "c": 90}}, MET),
    ("each-reaches", {"fact": {"a": 49, "b": 99}, "thresholds": {"a": 50, "b": 60}}, NOT_MET),
    ("each-reaches", {"fact": {"a": 49, "z": 1}, "thresholds": {"a": 50}}, NOT_MET),
    ("each-reaches", {"fact": {"a": 50, "z": 1}, "thresholds": {"a": 50}}, UNDECIDED),
    ("each-reaches", {"fact": {}, "thresholds": {"a": 50}}, UNDECIDED),
    ("band-of", {"fact": "A", "number": 8950, "bands": BANDS, "rounding": "half-up"}, MET),
    ("band-of", {"fact": "A", "number": 8949, "bands": BANDS, "rounding": "half-up"}, NOT_MET),
    ("band-of", {"fact": "B", "number": 8999, "bands": BANDS, "rounding": "down"}, MET),
    ("band-of", {"fact": "A", "number": 10000, "bands": BANDS, "rounding": "half-up"}, MET),
    ("band-of", {"fact": "A", "number": 9000, "bands": BANDS, "rounding": "by-feeling"}, UNDECIDED),
    ("present", {"fact": "x"}, MET),
    ("present", {"fact": "  "}, NOT_MET),
    ("present", {"fact": frozenset()}, NOT_MET),
    ("present", {"fact": {"kk": " "}}, NOT_MET),
    ("present", {"fact": 0}, MET),
    ("present", {"fact": False}, MET),
    ("all-present", {"facts": ("a", "b")}, MET),
    ("all-present", {"facts": ("a", None)}, UNDECIDED),
    ("all-present", {"facts": ("", None)}, NOT_MET),
    (
        "in-every-language",
        {"fact": {"kk": "а", "ru": "б", "en": ""}, "languages": frozenset({"kk", "ru"})},
        MET,
    ),
    ("in-every-language", {"fact": {"kk": "а", "ru": " "}, "languages": frozenset({"kk", "ru"})}, NOT_MET),
    ("length-between", {"fact": {"kk": "Қазақ"}, "lowest": 5, "highest": 5}, MET),
    ("length-between", {"fact": {"kk": "Қазақ", "en": "IT"}, "lowest": 5, "highest": 150}, NOT_MET),
    ("length-between", {"fact": {"kk": "Қазақ", "en": ""}, "lowest": 5, "highest": 150}, MET),
    ("length-between", {"fact": {}, "lowest": 0, "highest": 150}, NOT_MET),
    ("length-between", {"fact": " й\u0438\u0306 ", "lowest": 2, "highest": 2}, MET),
    ("has-no-phrase", {"fact": "This GUARANTEES \n admission", "list": ("guarantees admission",)}, NOT_MET),
    ("has-no-phrase", {"fact": "", "list": ("guarantees admission",)}, MET),
    (
        "covers-every",
        {"fact": {"a": ({"by": "t", "of": 0},)}, "rows": frozenset({"a"}), "cells": ("by", "of")},
        MET,
    ),
    (
        "covers-every",
        {"fact": {"a": ({"by": "t"}, {"of": 1})}, "rows": frozenset({"a"}), "cells": ("by", "of")},
        NOT_MET,
    ),
    ("covers-every", {"fact": {}, "rows": frozenset({"a"}), "cells": ("by",)}, NOT_MET),
    ("covers-every", {"fact": {}, "rows": frozenset(), "cells": ("by",)}, NOT_MET),
    ("each-has", {"fact": {"a": ({"by": "t", "of": False},)}, "cells": ("by", "of")}, MET),
    ("each-has", {"fact": {"a": ({"by": "t"}, {"of": 1})}, "cells": ("by", "of")}, NOT_MET),
    ("each-has", {"fact": {"a": ({"by": "t"},), "b": ({"by": " "},)}, "cells": ("by",)}, NOT_MET),
    ("each-has", {"fact": {"a": ({"by": "t"},), "b": ()}, "cells": ("by",)}, NOT_MET),
    ("each-has", {"fact": {}, "cells": ("by",)}, NOT_MET),
    ("holds", {"fact": True}, MET),
    ("holds", {"fact": False}, NOT_MET),
    ("same-as", {"fact": "sha-1", "other": "sha-1"}, MET),
    ("same-as", {"fact": "sha-1", "other": "sha-2"}, NOT_MET),
    ("same-as", {"fact": frozenset("ab"), "other": frozenset("ba")}, MET),
    ("same-as", {"fact": "", "other": ""}, UNDECIDED),
    ("same-as", {"fact": "sha-1", "other": " "}, UNDECIDED),
    ("one-of", {"fact": "a", "list": frozenset("ab")}, MET),
    ("one-of", {"fact": "c", "list": frozenset("ab")}, NOT_MET),
    ("has-all", {"fact": frozenset("abc"), "list": frozenset("ab")}, MET),
    ("has-all", {"fact": frozenset("ac"), "list": frozenset("ab")}, NOT_MET),
    ("has-all", {"fact": frozenset(), "list": frozenset("a")}, NOT_MET),
    ("none-of", {"fact": "c", "list": frozenset("ab")}, MET),
    ("none-of", {"fact": "a", "list": frozenset("ab")}, NOT_MET),
    ("none-of", {"fact": frozenset("ac"), "list": frozenset("ab")}, NOT_MET),
    ("none-of", {"fact": "", "list": frozenset("ab")}, UNDECIDED),
    ("all-in-list", {"fact": frozenset("a"), "list": frozenset("ab")}, MET),
    ("all-in-list", {"fact": frozenset("ac"), "list": frozenset("ab")}, NOT_MET),
    ("all-in-list", {"fact": frozenset(), "list": frozenset("ab")}, NOT_MET),
    ("has-other-than", {"fact": frozenset("ac"), "list": frozenset("ab")}, MET),
    ("has-other-than", {"fact": frozenset("a"), "list": frozenset("ab")}, NOT_MET),
    ("has-other-than", {"fact": frozenset(), "list": frozenset("ab")}, NOT_MET),
    ("count-at-least", {"fact": frozenset("ab"), "value": 2}, MET),
    ("count-at-least", {"fact": frozenset("a"), "value": 2}, NOT_MET),
    ("shares-none-with", {"fact": frozenset({"omar"}), "people": frozenset({"timur"})}, MET),
    ("shares-none-with", {"fact": frozenset({"omar"}), "people": frozenset({"omar"})}, NOT_MET),
    ("shares-none-with", {"fact": frozenset({"omar"}), "people": frozenset()}, MET),
    ("shares-none-with", {"fact": frozenset(), "people": frozenset({"omar"})}, UNDECIDED),
    ("all-among", {"fact": frozenset({"omar"}), "others": frozenset({"omar", "timur"})}, MET),
    ("all-among", {"fact": frozenset({"omar", "ana"}), "others": frozenset({"omar"})}, NOT_MET),
    ("all-among", {"fact": frozenset({"omar"}), "others": frozenset()}, NOT_MET),
    ("all-among", {"fact": frozenset(), "others": frozenset({"omar"})}, UNDECIDED),
    ("lasts", {"fact": D("2027-02-28"), "of": D("2026-10-31"), "value": Period.read("4 month")}, MET),
    ("lasts", {"fact": D("2027-02-27"), "of": D("2026-10-31"), "value": Period.read("4 month")}, NOT_MET),
    (
        "lasts",
        {"fact": D("2027-02-27"), "of": D("2026-10-31"), "value": Period.read("5 working-day")},
        UNDECIDED,
    ),
    ("not-after", {"fact": D("2026-01-10"), "date": D("2026-01-10")}, MET),
    ("not-after", {"fact": D("2026-01-11"), "date": D("2026-01-10")}, NOT_MET),
    ("within", {"fact": D("2027-02-28"), "of": D("2026-10-31"), "value": Period.read("4 month")}, MET),
    ("within", {"fact": D("2027-03-01"), "of": D("2026-10-31"), "value": Period.read("4 month")}, NOT_MET),
    ("within", {"fact": D("2026-10-30"), "of": D("2026-10-31"), "value": Period.read("4 month")}, NOT_MET),
    ("within", {"fact": D("2026-11-05"), "of": D("2026-10-31"), "value": Period.read("5 day")}, MET),
    (
        "within",
        {"fact": D("2026-11-01"), "of": D("2026-10-31"), "value": Period.read("5 working-day")},
        UNDECIDED,
    ),
    ("inside", {"fact": D("2026-02-28"), "interval": Interval(D("2023-01-01"), D("2026-02-28"))}, MET),
    ("inside", {"fact": D("2026-03-01"), "interval": Interval(D("2023-01-01"), D("2026-02-28"))}, NOT_MET),
    ("inside", {"fact": D("2022-12-31"), "interval": Interval(D("2023-01-01"), None)}, NOT_MET),
    ("no-longer-than", {"fact": Period.read("10 working-day"), "value": TEN_DAYS}, MET),
    ("no-longer-than", {"fact": Period.read("11 working-day"), "value": TEN_DAYS}, NOT_MET),
    ("no-longer-than", {"fact": Period.read("10 day"), "value": TEN_DAYS}, UNDECIDED),
    ("ahead-of", {"fact": D("2026-06-30"), "of": D("2026-12-30"), "value": Period.read("6 month")}, MET),
    ("ahead-of", {"fact": D("2026-07-01"), "of": D("2026-12-30"), "value": Period.read("6 month")}, NOT_MET),
    ("ahead-of", {"fact": D("2026-01-01"), "of": D("2026-12-30"), "value": TEN_DAYS}, UNDECIDED),
]


@pytest.mark.parametrize(
    ("block", "arguments", "outcome"),
    EDGES,
    ids=[f"{block}-{outcome}-{n}" for n, (block, _, outcome) in enumerate(EDGES)],
)
def test_a_block_at_its_edge(block: str, arguments: dict[str, Any], outcome: Outcome) -> None:
    assert BLOCKS[block].test(**arguments) is outcome


def test_every_block_is_tried_both_ways() -> None:
    tried = {(block, outcome) for block, _, outcome in EDGES}
    assert {(block, outcome) for block in BLOCKS for outcome in (MET, NOT_MET)} <= tried


@pytest.mark.parametrize(
    ("pairs", "outcome"),
    [
        ((), MET),
        ((("a", "b"), ("b", "c"), ("a", "c")), MET),
        ((("a", "a"),), NOT_MET),
        ((("a", "b"), ("b", "c"), ("c", "a"), ("x", "a")), NOT_MET),
    ],
)
def test_a_stack_that_builds_on_itself_has_a_cycle(
    pairs: tuple[tuple[str, str], ...], outcome: Outcome
) -> None:
    block = function_named("no-cycle")
    assert block is not None
    assert block.test(fact=pairs) is outcome


@pytest.mark.parametrize(
    ("average", "rows", "outcome"),
    [
        (300, ((500, 400), (500, 200)), MET),
        (300, ((500, 400), (300, 200)), NOT_MET),
        (325, ((500, 400), (300, 200)), MET),
        (233, ((500, 400), (1000, 150)), MET),  # 2.3333…
        (234, ((500, 400), (1000, 150)), NOT_MET),
        (0, ((0, 400),), UNDECIDED),
        (0, (), UNDECIDED),
        (0, ((500, None),), UNDECIDED),
    ],
)
def test_an_average_is_weighted_by_credits_and_rounded_to_hundredths(
    average: int, rows: tuple[tuple[int, int | None], ...], outcome: Outcome
) -> None:
    block = function_named("weighted-mean")
    assert block is not None
    written = {
        str(number): ({"credits": credits} | ({} if points is None else {"points": points}),)
        for number, (credits, points) in enumerate(rows)
    }
    assert block.test(fact=average, of=written) is outcome


def test_no_function_is_older_than_its_first_version() -> None:
    assert function_named("no-cycle", 0) is None
    assert function_named("no-such-function") is None
