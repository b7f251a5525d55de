"""Say of the appeals that are there which decision each is against, and when it ended."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import migrations

BY_APPEAL = ("uphold", "reverse", "remit")
ENDS = ("upheld", "reversed", "remitted", "withdrawn")


def fill(apps: Any, _editor: Any) -> None:
    """Until now a case had one appeal at most, and no table of an appeal ended elsewhere."""
    for appeal in apps.get_model("recognition", "Appeal").objects.select_related("of").iterator():
        own = appeal.of.decisions.exclude(result__in=BY_APPEAL).order_by("decided_at", "pk")
        before = own.filter(decided_at__lte=appeal.lodged_at).last()
        appeal.against = before or own.first()
        if appeal.stage in ENDS:
            appeal.ended_on = date.fromisoformat(appeal.case["last_on"])
        appeal.save(update_fields=["against", "ended_on"])


class Migration(migrations.Migration):
    dependencies = [("recognition", "0008_appeals_one_after_another")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
