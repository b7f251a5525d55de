"""Template filters for rules: what a rule asks, by its id."""

from __future__ import annotations

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from tanym.apps.policy.queries import stack
from tanym.core.kernel.localized import choose

register = template.Library()


@register.filter
def rule_title(rule: str) -> str:
    """What a rule of today asks, in the reader's language, without its full stop; its id where it is not in force."""
    resolved = stack(timezone.localdate()).rules.get(rule)
    return choose(resolved.rule.words, get_language() or "kk")[0].rstrip(".") if resolved else rule
