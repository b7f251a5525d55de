"""Which papers came with a foreign document, as somebody saw them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0002_conditions_are_followed_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="evaluation",
            name="papers",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
