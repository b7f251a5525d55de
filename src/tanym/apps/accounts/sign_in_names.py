"""The names by which people sign in: made of the name in the passport, never of an address."""

from __future__ import annotations

from django.utils.text import slugify

from tanym.apps.accounts.models import Person
from tanym.apps.accounts.names import Names


def free_name(names: Names) -> str:
    """A name for signing in that nobody has yet: given name, family name, and a number where it is needed."""
    family, _, given = slugify(names.passport).partition("-")
    stem = ".".join(part for part in (given, family) if part)[:100] or "person"
    taken = {
        name.lower()
        for name in Person.objects.filter(username__istartswith=stem).values_list("username", flat=True)
    }
    numbered = (f"{stem}{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (stem, *numbered) if name not in taken)
