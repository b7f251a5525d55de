"""Blocks on numbers, ratios and shares: whole numbers only, compared by cross-multiplication, nothing is divided."""

from __future__ import annotations

from collections.abc import Mapping

from tanym.core.rules.blocks.block import Block, fact, value
from tanym.core.rules.outcomes import Outcome, decided
from tanym.core.rules.types import HUNDREDTHS, NUMBERS, Band, ValueType

_NUMBER = tuple(NUMBERS)
_ONE, _HALF = 100, 50  # credits and per cent are held in hundredths
_HUNDRED_PER_CENT = 100 * _ONE


def at_least(*, fact: int, value: int, per: int = 1, scale: int = 1) -> Outcome:
    """The number, or the ratio to `per`, is not less. `scale` is what one whole unit of `per` counts."""
    return decided(value * per <= fact * scale) if per else Outcome.UNDECIDED


def at_most(*, fact: int, value: int, per: int = 1, scale: int = 1) -> Outcome:
    return decided(fact * scale <= value * per) if per else Outcome.UNDECIDED


def more_than(*, fact: int, value: int, per: int = 1, scale: int = 1) -> Outcome:
    return decided(value * per < fact * scale) if per else Outcome.UNDECIDED


def less_than(*, fact: int, value: int, per: int = 1, scale: int = 1) -> Outcome:
    return decided(fact * scale < value * per) if per else Outcome.UNDECIDED


def between(*, fact: int, lowest: int, highest: int, per: int = 1, scale: int = 1) -> Outcome:
    """Both ends included."""
    return decided(lowest * per <= fact * scale <= highest * per) if per else Outcome.UNDECIDED


def above_zero(*, fact: int) -> Outcome:
    return decided(fact > 0)


def odd(*, fact: int) -> Outcome:
    """An odd number, so that a vote of all cannot be split in halves."""
    return decided(bool(fact & 1))


def whole(*, fact: int) -> Outcome:
    """No part of a credit or of a per cent."""
    return decided(fact % _ONE == 0)


def share_at_least(*, fact: int, of: int, value: int) -> Outcome:
    """`fact` is at least `value` per cent of `of`; of nothing there is no share, so zero is undecided."""
    return decided(fact * _HUNDRED_PER_CENT >= value * of) if of else Outcome.UNDECIDED


def share_more_than(*, fact: int, of: int, value: int) -> Outcome:
    """70 of 100 is not more than 70 per cent; 5 of 7 is."""
    return decided(fact * _HUNDRED_PER_CENT > value * of) if of else Outcome.UNDECIDED


def share_at_most(*, fact: int, of: int, value: int) -> Outcome:
    """`fact` is at most `value` per cent of `of`: 30 of 100 is at most 30 per cent."""
    return decided(fact * _HUNDRED_PER_CENT <= value * of) if of else Outcome.UNDECIDED


def sums_to(*, fact: Mapping[str, int], total: int) -> Outcome:
    """The parts add up to the whole; no parts add up to nothing."""
    return decided(bool(fact) and sum(fact.values()) == total)


def each_at_least(*, fact: Mapping[str, int], value: Mapping[str, int]) -> Outcome:
    """Every code of the quota has its number; codes that the quota does not name are free."""
    return decided(all(fact.get(code, 0) >= quota for code, quota in value.items()))


def each_reaches(*, fact: Mapping[str, int], thresholds: Mapping[str, int]) -> Outcome:
    """Every code that has a number has at least the one that the record sets for it; one without is undecided."""
    if any(number < thresholds[code] for code, number in fact.items() if code in thresholds):
        return Outcome.NOT_MET
    return decided(True) if fact and fact.keys() <= thresholds.keys() else Outcome.UNDECIDED


ROUNDINGS = frozenset({"half-up", "down"})


def band_of(*, fact: str, number: int, bands: tuple[Band, ...], rounding: str) -> Outcome:
    """The code is that of the band in which the number, rounded to whole per cent, lies."""
    if rounding not in ROUNDINGS:
        return Outcome.UNDECIDED
    percent = (number + _HALF) // _ONE if rounding == "half-up" else number // _ONE
    return decided(any(band.code == fact and band.lowest <= percent <= band.highest for band in bands))


_PER = fact(optional=True)

BLOCKS = (
    Block("at-least", {"fact": fact(), "value": value(like="fact"), "per": _PER}, at_least),
    Block("at-most", {"fact": fact(), "value": value(like="fact"), "per": _PER}, at_most),
    Block("more-than", {"fact": fact(), "value": value(like="fact"), "per": _PER}, more_than),
    Block("less-than", {"fact": fact(), "value": value(like="fact"), "per": _PER}, less_than),
    Block(
        "between",
        {"fact": fact(), "lowest": value(like="fact"), "highest": value(like="fact"), "per": _PER},
        between,
    ),
    Block("above-zero", {"fact": fact()}, above_zero),
    Block("odd", {"fact": fact(ValueType.INTEGER)}, odd),
    Block("whole", {"fact": fact(*HUNDREDTHS)}, whole),
    Block(
        "share-at-least",
        {"fact": fact(), "of": fact(like="fact"), "value": value(ValueType.PERCENT)},
        share_at_least,
    ),
    Block(
        "share-more-than",
        {"fact": fact(), "of": fact(like="fact"), "value": value(ValueType.PERCENT)},
        share_more_than,
    ),
    Block(
        "share-at-most",
        {"fact": fact(), "of": fact(like="fact"), "value": value(ValueType.PERCENT)},
        share_at_most,
    ),
    Block("sums-to", {"fact": fact(ValueType.MINUTES_BY_CODE), "total": fact(ValueType.MINUTES)}, sums_to),
    Block(
        "each-at-least",
        {
            "fact": fact(ValueType.NUMBER_BY_CODE, ValueType.MINUTES_BY_CODE),
            "value": value(ValueType.NUMBER_BY_CODE, ValueType.MINUTES_BY_CODE, like="fact"),
        },
        each_at_least,
    ),
    Block(
        "each-reaches",
        {
            "fact": fact(ValueType.NUMBER_BY_CODE, ValueType.MINUTES_BY_CODE),
            "thresholds": fact(ValueType.NUMBER_BY_CODE, ValueType.MINUTES_BY_CODE, like="fact"),
        },
        each_reaches,
    ),
    Block(
        "band-of",
        {
            "fact": fact(ValueType.CODE),
            "number": fact(ValueType.PERCENT),
            "bands": value(ValueType.BANDS),
            "rounding": value(ValueType.CODE),
        },
        band_of,
    ),
)
