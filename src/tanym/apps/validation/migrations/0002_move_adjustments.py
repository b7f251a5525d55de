"""Adjustments of validations move to recognition, where every procedure keeps them."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SAME = ("public_id", "asked", "asked_at", "decision", "reasons", "decided_by_id", "decided_at")


def move(apps: Any, _editor: Any) -> None:
    """Each keeps its public identifier."""
    made = apps.get_model("recognition", "Adjustment")
    for one in apps.get_model("validation", "Adjustment").objects.select_related("route").order_by("pk"):
        made.objects.create(case_id=one.route.case_id, **{name: getattr(one, name) for name in SAME})


class Migration(migrations.Migration):
    """The rows; the table goes in the next one."""

    dependencies = [("validation", "0001_initial"), ("recognition", "0011_meetings_and_adjustments")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
