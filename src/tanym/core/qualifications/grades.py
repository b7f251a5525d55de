"""Letter, points and traditional mark for a result, by the scale in force on a day.

Source of the Kazakh scale: Order 152 of 20.04.2011, Annex 2; the scale, its dates and the rounding are values of a pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.rules import Stack
from tanym.core.rules.types import Band

SCALE = "grade.scale"
ROUNDING = "grade.rounding"
WITHOUT_CREDITS = "grade.without-credits"


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade on a scale. `percent` is whole, after rounding; `positive` says whether it brings credits."""

    percent: int
    letter: str
    points: Decimal
    traditional: Mapping[str, str]  # by language
    positive: bool


def grade(stack: Stack, percent: int | Decimal | Fraction) -> Grade:
    """The grade of a result in per cent by the scale of the stack's day.

    Raises `InvalidValue("grade.percent")` outside 0 to 100, `NotFound("grade.no-scale")` where no pack gives a scale.
    """
    bands, rounding = stack.value(SCALE), stack.value(ROUNDING)
    if not isinstance(bands, tuple) or not isinstance(rounding, str):
        raise NotFound("grade.no-scale", on=stack.on)
    whole = rounded(percent, rounding)
    band = next(
        (band for band in bands if isinstance(band, Band) and band.lowest <= whole <= band.highest), None
    )
    if band is None:
        raise NotFound("grade.no-scale", on=stack.on)
    without = stack.value(WITHOUT_CREDITS)
    return Grade(
        percent=whole,
        letter=band.code,
        points=Decimal(band.rest.get("points", 0)),
        traditional=_traditional(band),
        positive=not (isinstance(without, frozenset) and band.code in without),
    )


def rounded(percent: int | Decimal | Fraction, rounding: str) -> int:
    """Whole per cent by the named rounding: `half-up` or `down`. The only rounding there is; nothing before it rounds."""
    exact = Fraction(percent) if not isinstance(percent, Decimal) or percent.is_finite() else Fraction(-1)
    if not 0 <= exact <= 100:
        raise InvalidValue("grade.percent", percent=str(percent))
    return int(exact + Fraction(1, 2)) if rounding == "half-up" else int(exact)


def _traditional(band: Band) -> dict[str, str]:
    marks = {
        "ru": band.rest.get("traditional"),
        **{lg: band.rest.get(f"traditional_{lg}") for lg in ("kk", "en")},
    }
    return {language: str(mark) for language, mark in marks.items() if mark}
