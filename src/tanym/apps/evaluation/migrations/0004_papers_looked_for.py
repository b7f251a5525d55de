"""Which papers of a foreign document somebody looked for and did not find: what is not ticked was not looked at."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0003_papers_of_a_document"),
    ]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="papers_absent",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
