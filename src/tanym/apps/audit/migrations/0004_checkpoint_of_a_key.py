"""A checkpoint says with which key it was signed: with another address or key, a log is another log."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """The key of a checkpoint."""

    dependencies = [("audit", "0003_transparency_log")]
    operations = [
        migrations.AddField("logcheckpoint", "key", models.CharField(default="", max_length=300), False),
        migrations.AlterField("logcheckpoint", "size", models.PositiveBigIntegerField()),
        migrations.AddConstraint(
            "logcheckpoint",
            models.UniqueConstraint(fields=["key", "size"], name="audit_logcheckpoint_once"),
        ),
    ]
