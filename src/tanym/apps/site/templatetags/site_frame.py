"""Template tags of the frame: what stands around every page, main navigation, initials."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tanym.apps.letters.queries import letters_to
from tanym.apps.site.error_page import words_of
from tanym.apps.site.unsent import waiting

register = template.Library()

ALSO_RECOGNITION = ("exams:start", "validation:start", "evaluation:start", "offers:list")
"""Rooms of their own that belong to recognition: where its four ways begin, and what was decided for everybody."""

SHORT = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface, in full and in three letters."""

    code: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page; `unread` counts the letters that the reader has not opened."""

    languages: tuple[Language, ...]
    theme: str
    unread: int
    sample_country: bool


@register.simple_tag(takes_context=True)
def frame(context: template.Context) -> Frame:
    """The frame for whoever reads: asked of the request, so that no name in the context of a page can change it."""
    request = context["request"]
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return Frame(
        languages=tuple(Language(code, name, SHORT[code]) for code, name in settings.LANGUAGES),
        theme=user.theme if signed_in else getattr(request, "session", {}).get("theme", ""),
        unread=letters_to(user).filter(read_at__isnull=True).count() if signed_in else 0,
        sample_country=settings.TANYM.sample,
    )


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
    also = tuple(reverse(name) for name in ALSO_RECOGNITION)
    recognition = reverse("recognition:start")
    return [
        {"label": label, "url": url, "current": path.startswith((url, *also) if url == recognition else url)}
        for label, url in places
    ]


@register.simple_tag
def initials(person: Any) -> str:
    """Two letters for a person, from the Kazakh name."""
    return "".join(part[0] for part in person.name_kk.split()[:2])


@register.simple_tag(takes_context=True)
def unsent(context: template.Context) -> dict[str, Any] | None:
    """What was written before its writer was signed out, on the pages where it helps: sign-in, its own page, a desk."""
    request = context["request"]
    kept = waiting(request)
    if kept is None:
        return None
    signed_in = request.user.is_authenticated
    here, page = request.path, urlsplit(kept["page"]).path
    if here not in (
        (page, reverse("site:desk"), reverse("records:home")) if signed_in else (reverse("accounts:sign-in"),)
    ):
        return None
    return {
        "words": words_of(kept["given"].items()) if signed_in else [],
        "page": kept["page"] if here != page else "",
        "files": kept["files"],
        "signed_in": signed_in,
    }
