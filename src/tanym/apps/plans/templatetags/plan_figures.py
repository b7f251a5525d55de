"""The filter `figure`: the figure of an indicator as this reader writes it."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from tanym.apps.plans import figures

register = template.Library()


@register.filter
def figure(number: Decimal | None) -> str:
    """A figure without zeros that say nothing; a dash where there is none."""
    return figures.figure(number, get_language() or "kk")
