"""Figures of indicators as a reader's language writes them."""

from __future__ import annotations

from decimal import Decimal

NARROW = "\N{NO-BREAK SPACE}"


def figure(number: Decimal | None, language: str, missing: str = "—") -> str:
    """A figure without zeros that say nothing: «1 250,5» in kk and ru, "1,250.5" in en; plain digits where `missing` is
    empty, for machines."""
    if number is None:
        return missing
    plain = f"{number.normalize():f}"
    if not missing:
        return plain
    whole, _, rest = plain.partition(".")
    grouped = f"{int(whole):,}" if whole not in ("-0",) else whole
    if language == "en":
        return f"{grouped}.{rest}" if rest else grouped
    grouped = grouped.replace(",", NARROW)
    return f"{grouped},{rest}" if rest else grouped


def shortest(number: Decimal | None) -> Decimal | None:
    """The same figure with as few digits as it takes: 85, not 85.000 nor 8.5E+1."""
    return None if number is None else Decimal(f"{number.normalize():f}")
