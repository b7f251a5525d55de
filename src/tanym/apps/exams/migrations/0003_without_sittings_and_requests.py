"""Sittings and requests are kept by recognition."""

from django.db import migrations


class Migration(migrations.Migration):
    """The tables that are empty of meaning now."""

    dependencies = [("exams", "0002_move_sittings_and_requests")]
    operations = [migrations.DeleteModel("Sitting"), migrations.DeleteModel("Request")]
