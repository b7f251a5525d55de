"""Template tags of the frame: main navigation, initials."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> list[dict[str, Any]]:
    """The places that everybody may go to, and which of them this page belongs to."""
    path = context["request"].path
    places = [
        (_("Catalogue"), reverse("catalogue:list")),
        (_("Verify"), reverse("credentials:verify")),
        (_("Recognition"), reverse("recognition:start")),
        (_("Registers"), reverse("registers:list")),
        (_("Rules"), reverse("policy:rules")),
    ]
    return [{"label": label, "url": url, "current": path.startswith(url)} for label, url in places]


@register.simple_tag
def initials(person: Any) -> str:
    """Two letters for a person, from the Kazakh name."""
    return "".join(part[0] for part in person.name_kk.split()[:2])
