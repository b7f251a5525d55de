"""The kind of list that brings institutions and their staff in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from tanym.apps.imports.country.bringing_in import bring_in
from tanym.apps.imports.country.checks import check
from tanym.apps.imports.country.columns import COLUMNS
from tanym.apps.imports.permissions import may_at_centre
from tanym.core.kernel.lists import Kind


def _may(actor: Any, on: date) -> bool:
    return may_at_centre("bring_in_institutions", actor, on)


INSTITUTIONS = Kind(
    name="institutions",
    words="imports.kind.institutions",
    about="imports.kind.institutions-about",
    columns=COLUMNS,
    may=_may,
    check=check,
    write=bring_in,
    page=lambda: reverse("imports:here"),
)
