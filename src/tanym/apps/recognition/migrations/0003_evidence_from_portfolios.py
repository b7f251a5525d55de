"""Evidence refers to an item in the claimant's portfolio; each answer of the assessor has a reason of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0001_initial"),
        ("recognition", "0002_open_to_every_procedure"),
    ]

    operations = [
        migrations.AddField(
            model_name="evidenceitem",
            name="kept",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="shown_in",
                to="portfolio.item",
            ),
        ),
        migrations.AddField(
            model_name="evidenceitem",
            name="reasons",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
