"""The grade scale that a stack of packs has in force, and what its letters bring.

Source of the Kazakh scale: Order 152 of 20.04.2011, Annex 2; of credits on a positive assessment only: p. 39.
"""

from __future__ import annotations

from tanym.core.kernel.errors import NotFound
from tanym.core.qualifications.award import Grade, grade
from tanym.core.rules import Stack
from tanym.core.rules.types import Band

SCALE = "grade.scale"
ROUNDING = "grade.rounding"
WITHOUT_CREDITS = "grade.without-credits"


def grade_on(stack: Stack, hundredths: int) -> Grade:
    """The grade of a result in hundredths of a per cent, by the scale and the rounding of the stack's day.

    Raises `NotFound("award.no-scale")` where no pack of the stack gives a scale.
    """
    scale, rounding = stack.value(SCALE), stack.value(ROUNDING)
    bands = [band for band in scale if isinstance(band, Band)] if isinstance(scale, tuple) else []
    if not bands or not isinstance(rounding, str):
        raise NotFound("award.no-scale", on=stack.on)
    return grade(hundredths, bands, rounding)


def brings_credits(stack: Stack, letter: str) -> bool:
    """Whether the letter is a positive assessment; where no pack says which are not, every letter is."""
    without = stack.value(WITHOUT_CREDITS)
    return not (isinstance(without, frozenset) and letter in without)
