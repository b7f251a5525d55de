"""Amounts of money as pages write them."""

from __future__ import annotations

from django import template

register = template.Library()

NARROW, TENGE = "\u00a0", "₸"


@register.filter
def tenge(amount: int) -> str:
    """45000 → «45 000 ₸»."""
    return f"{amount:,}".replace(",", NARROW) + NARROW + TENGE
