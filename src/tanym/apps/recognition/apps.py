"""Registers the room with Django."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RecognitionConfig(AppConfig):
    """The room `recognition`."""

    name = "tanym.apps.recognition"
    label = "recognition"

    def ready(self) -> None:
        """Make its kinds of cases known to the clocks, and its decisions to the registers."""
        from tanym.apps.accounts.holdings import join
        from tanym.apps.audit import rotation
        from tanym.apps.clocks.kinds import register
        from tanym.apps.letters.printing import register as register_heads
        from tanym.apps.portfolio import checking, uses
        from tanym.apps.recognition import letter_heads
        from tanym.apps.recognition.actions.seal_marks import seal_marks
        from tanym.apps.recognition.holdings import HOLDING
        from tanym.apps.recognition.queries import to_judge
        from tanym.apps.recognition.register_rows import COLUMNS, DecisionRows
        from tanym.apps.recognition.signatures import check_signature
        from tanym.apps.recognition.snapshots import CasesThatShow
        from tanym.apps.recognition.terms import kinds
        from tanym.apps.registers.columns import describe
        from tanym.apps.registers.load import register_load
        from tanym.apps.registers.sources import register_source

        join(HOLDING)
        rotation.join("recognition", seal_marks)
        for kind in kinds():
            register(kind)
        register_heads(letter_heads.PREFIX, letter_heads.head)
        describe(COLUMNS)
        register_source(DecisionRows())
        register_load(to_judge)
        post_migrate.connect(_fill, sender=self)
        uses.register(CasesThatShow())
        checking.register(check_signature)


def _fill(using: str, **_: Any) -> None:
    from django.db import connections

    from tanym.apps.recognition.pending import fill

    if "recognition_pending" in connections[using].introspection.table_names():  # else migrated in part
        fill()
