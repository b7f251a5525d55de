"""Adjustments are kept by recognition."""

from django.db import migrations


class Migration(migrations.Migration):
    """The table that is empty of meaning now."""

    dependencies = [("validation", "0002_move_adjustments")]
    operations = [migrations.DeleteModel("Adjustment")]
