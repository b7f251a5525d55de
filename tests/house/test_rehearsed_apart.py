"""No table of a case shows what was rehearsed by itself: whoever asks it without thinking of rehearsals gets real rows."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tanym.apps.recognition.models import RecognitionCase
from tanym.apps.recognition.staged import OfItsCase

NEVER_WRITTEN = {
    "recognition.Pending", "recognition.Awaited",  # no desk and no reminder knows of a rehearsal
    "offers.StandingDecision", "offers.Source", "offers.Taking",  # a standing decision begins with a real case
}  # fmt: skip
"""Tables into which a rehearsal writes nothing; `tests/apps/rehearsal` looks into them after every one that is played."""


def tables_of_a_case() -> Iterator[type[models.Model]]:
    """Every table from which foreign keys lead to a case, by however many tables between."""
    found: list[type[models.Model]] = [RecognitionCase]
    for parent in found:  # grows while it is gone through
        for model in apps.get_models():
            if model not in found and any(
                one.concrete and one.is_relation and one.related_model is parent
                for one in model._meta.get_fields()
            ):
                found.append(model)
                yield model


def test_every_tabletables_of_a_case_shows_only_what_is_on_its_stage() -> None:
    tables = list(tables_of_a_case())
    assert {one._meta.label for one in tables} > NEVER_WRITTEN
    unkept = [
        one._meta.label
        for one in tables
        if one._meta.label not in NEVER_WRITTEN and not isinstance(one._default_manager, OfItsCase)
    ]
    assert not unkept, "give it `to_case` and `objects = OfItsCase[…]()` (recognition.staged)"


def test_every_such_table_says_truly_which_field_leads_to_its_case() -> None:
    for model in tables_of_a_case():
        if model._meta.label in NEVER_WRITTEN:
            continue
        at: type[models.Model] = model
        for name in model.to_case.split("__"):  # type: ignore[attr-defined]
            field = at._meta.get_field(name)
            assert isinstance(field.related_model, type)
            at = field.related_model
        assert at is RecognitionCase, model._meta.label
