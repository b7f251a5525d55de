"""Give what is published already the days of its last and next review."""

from django.db import migrations


def date_reviews(apps, schema_editor):
    """What is published already was last reviewed when it was approved; its next review is the one that it promises."""
    version = apps.get_model("qualifications", "Version")
    for one in version.objects.filter(published_on__isnull=False):
        promised = (one.content.get("quality") or {}).get("next_review_on") or ""
        one.last_review_on = one.published_on
        one.next_review_on = promised if promised > one.published_on.isoformat() else None
        one.save(update_fields=["last_review_on", "next_review_on"])


class Migration(migrations.Migration):
    dependencies = [("qualifications", "0002_review_sheets_conditions_committee")]

    operations = [migrations.RunPython(date_reviews, migrations.RunPython.noop)]
