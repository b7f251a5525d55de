"""A form gives back what it was made from, for every entry of every pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from django.http import QueryDict

from tanym.apps.workshop.forms.choices import Choices
from tanym.apps.workshop.forms.entry_form import EntryForm
from tanym.apps.workshop.forms.field import Field
from tanym.apps.workshop.forms.members import SHAPES
from tanym.core.rules.entries import entries, same
from tanym.rulepacks.loader import shipped


def _sent(fields: Iterable[Field], data: QueryDict) -> QueryDict:
    """What a browser sends for these fields when nobody touches them."""
    for field in fields:
        if field.rows or field.kind in ("rows", "cites", "logic"):
            data[f"{field.name}-rows"] = str(len(field.rows))
            for row in field.rows:
                _sent(row, data)
            _sent(field.parts, data)
        elif field.parts:
            _sent(field.parts, data)
        elif field.kind in ("many", "long-many"):
            known = [name for name, _ in field.options if name in field.value]
            data.setlist(field.name, known)
        elif field.kind == "flag":
            if field.value:
                data[field.name] = "on"
        elif field.kind == "choice":
            known = [name for name, _ in field.options if name == field.value]
            data[field.name] = known[0] if known else field.options[0][0]
        else:
            data[field.name] = field.value.replace("\n", "\r\n")
    return data


@pytest.mark.parametrize("pack", shipped(), ids=lambda pack: pack.id)
def test_a_form_that_nobody_touches_changes_nothing(pack: Any) -> None:
    packs = shipped()
    shown = 0
    for place, content in entries(pack.files).items():
        if place.kind not in SHAPES or not isinstance(content, Mapping) or "acts" in content:
            continue
        form = EntryForm(place, content, Choices(pack, packs, "en", place.file))
        data = _sent(form.fields(), QueryDict(mutable=True))
        given = form.read(data)
        assert same(given, content), f"{place.key}\n{given}\n{content}"
        shown += 1
    assert shown > 3
