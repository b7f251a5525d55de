"""What exams and validations each kept by themselves moves to recognition: sittings and adjustments of every procedure."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def move(apps: Any, _editor: Any) -> None:
    """Sittings become meetings, requests become adjustments; each keeps its public identifier."""
    meeting, adjustment = (apps.get_model("recognition", name) for name in ("Meeting", "Adjustment"))
    for one in apps.get_model("exams", "Sitting").objects.select_related("examination").order_by("pk"):
        meeting.objects.create(
            public_id=one.public_id,
            case_id=one.examination.case_id,
            attempt=one.examination.attempt,
            what=one.part,
            **{name: getattr(one, name) for name in SAME},
        )
    for one in apps.get_model("exams", "Request").objects.order_by("pk"):
        adjustment.objects.create(
            public_id=one.public_id,
            case_id=one.case_id,
            asked=one.text,
            reasons=one.words,
            **{name: getattr(one, name) for name in DECIDED},
        )


SAME = (
    "begins_at", "online", "place", "state", "identity", "identity_words", "absence", "absence_paper",
    "planned_by_id", "planned_at", "recorded_by_id", "recorded_at",
)  # fmt: skip
DECIDED = ("asked_at", "decision", "decided_by_id", "decided_at")


class Migration(migrations.Migration):
    """The rows; the tables go in the next one."""

    dependencies = [("exams", "0001_initial"), ("recognition", "0011_meetings_and_adjustments")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
