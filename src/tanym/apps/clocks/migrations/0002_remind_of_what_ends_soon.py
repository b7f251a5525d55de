"""A term that ends soon is told of once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clocks", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="term",
            name="reminded_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
