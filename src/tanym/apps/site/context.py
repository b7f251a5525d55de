"""What the frame of every page needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from tanym.apps.letters.queries import letters_to
from tanym.apps.organisations.queries import memberships

SHORT = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Languages, theme, the person's roles and unread letters, whether this is the sample country."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "languages": [
            {"code": code, "name": name, "short": SHORT[code]} for code, name in settings.LANGUAGES
        ],
        "theme": (user.theme if signed_in else request.session.get("theme", ""))
        if hasattr(request, "session")
        else "",
        "roles": list(memberships(user, timezone.localdate())) if signed_in else [],
        "unread": letters_to(user).filter(read_at__isnull=True).count() if signed_in else 0,
        "sample_country": settings.TANYM.sample,
    }
