"""The state of a document for templates: {% load states %}."""

from __future__ import annotations

from django import template
from django.utils import timezone

from tanym.apps.credentials.ended_for import ended_for, successor
from tanym.apps.credentials.models import Credential

register = template.Library()


@register.filter
def is_suspended(document: Credential) -> bool:
    """Whether it is suspended today."""
    return document.suspended(timezone.localdate())


@register.filter
def why_ended(document: Credential) -> str:
    """Why it is revoked."""
    return ended_for(document)


@register.filter
def newer(document: Credential) -> Credential | None:
    """The document that took its place."""
    return successor(document)
