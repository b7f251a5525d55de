"""What rests under the installation's secrets, room by room, and how each is sealed or marked anew once they have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model

from tanym.apps.audit.secrets_kept import seal, unseal
from tanym.core.kernel.errors import InvalidValue, Refused


@dataclass(frozen=True, slots=True)
class Renewed:
    """How many rest under the secret of today, and how many still under an earlier one that must not be dropped yet."""

    done: int = 0
    left: int = 0

    def __add__(self, other: Renewed) -> Renewed:
        return Renewed(self.done + other.done, self.left + other.left)


Renew = Callable[[], Renewed]
_ROOMS: dict[str, Renew] = {}


def join(room: str, renew: Renew) -> None:
    """Make known how a room renews what it keeps. For `AppConfig.ready`."""
    _ROOMS[room] = renew


def renew_all() -> Mapping[str, Renewed]:
    """Renew everything, by room."""
    return {room: renew() for room, renew in sorted(_ROOMS.items())}


def renew_column(table: type[Model], column: str, name: Callable[[Any], str]) -> Renewed:
    """Seal a column anew, row by row; `name` gives the name under which that of a row is sealed. Empty ones are passed over.

    What no secret at hand opens is left as it is, and counted.
    """
    found = Renewed()
    for key in table._default_manager.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = table._default_manager.select_for_update(no_key=True).filter(pk=key).first()
            sealed = getattr(row, column, None)
            if row is None or not sealed:
                continue
            try:
                setattr(row, column, seal(unseal(sealed, name(row)), name(row)))
            except (Refused, InvalidValue):
                found += Renewed(left=1)
                continue
            row.save(update_fields=[column])
            found += Renewed(done=1)
    return found
