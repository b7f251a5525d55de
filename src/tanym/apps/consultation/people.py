"""Finding the person whom an organiser names."""

from __future__ import annotations

from tanym.apps.accounts.models import Person
from tanym.core.kernel.errors import InvalidValue


def somebody(name: str) -> Person:
    """Who signs in by this name or e-mail address. Raises `InvalidValue("consultation.person")`."""
    wanted = name.strip()
    found = (
        Person.objects.filter(username__iexact=wanted, is_active=True).first()
        or Person.objects.filter(email__iexact=wanted, is_active=True).order_by("pk").first()
        if wanted
        else None
    )
    if found is None:
        raise InvalidValue("consultation.person")
    return found
