"""Takes an item away with all that hangs on it: what cases that ended undecided keep of it, its questions, its file."""

from __future__ import annotations

from datetime import datetime

from tanym.apps.accounts.models import Person
from tanym.apps.files.actions.erase import erase as erase_file
from tanym.apps.portfolio.models import Item
from tanym.apps.portfolio.uses import Use, let_go, uses_of


def holding(item: Item) -> list[Use]:
    """The cases for which an item has to stay."""
    return [one for one in uses_of([item.pk])[item.pk] if one.holds]


def take_away(item: Item, *, at: datetime) -> bool:
    """Erase it, within the caller's transaction; whether its file went with it (something else may refer to it)."""
    let_go(item)
    file, owner = item.file, item.owner
    item.delete()
    return file is None or _erased(owner, at, file)


def _erased(owner: Person, at: datetime, file: object) -> bool:
    return erase_file(actor=owner, at=at, stored=file)  # type: ignore[arg-type]
