"""What belongs to a case is where its case is: on the platform, or in the one rehearsal in which it is played."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.db.models import Exists, OuterRef

from tanym.apps.audit.playing import playing

Row = TypeVar("Row", bound=models.Model)


class OfItsCase(models.Manager[Row]):
    """Rows of real cases on the platform; in a rehearsal those of its own case alone.

    The model says by `to_case` which of its fields leads to the case, as a look-up does: `commission__case`. Rows that
    are reached from a row of the same case (`case.evidence`) are of that case and are asked for nothing more. The condition
    is a subquery, so that whoever locks a row locks no other with it.
    """

    def get_queryset(self) -> models.QuerySet[Row]:
        """Only these."""
        found = super().get_queryset()
        if hasattr(self, "instance") and belongs_to_a_case(type(self.instance)):
            return found
        first, _, rest = str(getattr(self.model, "to_case")).partition("__")  # noqa: B009 - no field of every model
        parent = self.model._meta.get_field(first).related_model
        assert isinstance(parent, type)
        same = parent._base_manager.filter(pk=OuterRef(first))
        way = f"{rest}__" if rest else ""
        if play := playing():
            return found.filter(Exists(same.filter(**{f"{way}played_in": play.rehearsal})))
        return found.exclude(Exists(same.filter(**{f"{way}played_in__isnull": False})))


def belongs_to_a_case(model: type[models.Model]) -> bool:
    """Whether rows of this table are a case, or a part of one."""
    return hasattr(model, "to_case") or model._meta.label == "recognition.RecognitionCase"
