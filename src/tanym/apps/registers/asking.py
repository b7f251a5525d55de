"""What a visitor asks of a register, read from the address."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone

from tanym.apps.registers.finding import Asked
from tanym.core.kernel.errors import InvalidValue
from tanym.core.registers.standing import Status

LONGEST = 200


def asked(request: HttpRequest) -> Asked:
    """The question. Raises `InvalidValue("register.day")` for a day that is none, `register.status-unknown`."""
    status = _text(request, "status")
    if status and status not in set(Status):
        raise InvalidValue("register.status-unknown", status=status)
    return Asked(
        on=day_of(request, "on") or timezone.localdate(),
        known_on=day_of(request, "known_on"),
        words=_text(request, "q"),
        status=status,
        organisation=_text(request, "organisation"),
        sector=_text(request, "sector"),
    )


def day_of(request: HttpRequest, name: str) -> date | None:
    """A day of the address, as the calendar writes it: 2026-11-22. Raises `InvalidValue("register.day")`."""
    given = _text(request, name)
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise InvalidValue("register.day", day=given) from None


def address_of(of: Asked, today: date, **more: object) -> str:
    """The question as the end of an address; without what goes without saying. Empty where nothing is left."""
    said = {
        "q": of.words,
        "status": of.status,
        "organisation": of.organisation,
        "sector": of.sector,
        "on": of.on.isoformat() if of.on != today else "",
        "known_on": of.known_on.isoformat() if of.known_on else "",
        **{name: str(value) for name, value in more.items()},
    }
    written = urlencode({name: value for name, value in said.items() if value})
    return f"?{written}" if written else ""


def _text(request: HttpRequest, name: str) -> str:
    return " ".join(request.GET.get(name, "").replace("\0", "").split())[:LONGEST]
