"""What organisations may do becomes entries of registers, each recorded on the day on which it began."""

from datetime import datetime, time

from django.db import migrations
from django.utils import timezone

REGISTERS = {
    "awarding": ("providers", "P"),
    "academic-recognition": ("academic-recognition", "A"),
    "professional-recognition": ("recognition-centres", "C"),
    "quality-review": ("quality-agencies", "Q"),
    "approval": ("approving-bodies", "N"),
}


def take_over(apps, schema_editor):
    """Write an entry with its first act for every authorisation; one that no register knows stops the upgrade, so that none is lost."""
    entries, recorded = apps.get_model("registers", "Entry"), apps.get_model("registers", "Recorded")
    counters = apps.get_model("registers", "Counter")
    for row in apps.get_model("organisations", "Authorisation").objects.order_by("since", "pk"):
        if row.what not in REGISTERS:
            raise ValueError(
                f"no register takes over {row.what!r} (authorisation {row.pk}): name or remove it first"
            )
        register, prefix = REGISTERS[row.what]
        at = timezone.make_aware(datetime.combine(row.since, time(10)))
        counter, _ = counters.objects.get_or_create(register=register, year=row.since.year)
        counter.last += 1
        counter.save()
        entry = entries.objects.create(
            register=register,
            number=f"{prefix}-{row.since.year}-{counter.last:04d}",
            organisation=row.organisation,
            opened_at=at,
        )
        recorded.objects.create(
            entry=entry,
            number=1,
            act="entered",
            since=row.since,
            until=row.until,
            basis=row.basis,
            recorded_on=row.since,
            at=at,
        )


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial"), ("organisations", "0002_identity_units_invitations")]
    operations = [migrations.RunPython(take_over, migrations.RunPython.noop)]
