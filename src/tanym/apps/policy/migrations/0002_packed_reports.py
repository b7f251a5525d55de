"""Reports are kept packed from now on; those that are there stand as they are and are read as well."""

from django.db import migrations

from tanym.apps.files.packed import PackedField


class Migration(migrations.Migration):
    """Nothing changes in the database: the column stays a column of bytes."""

    dependencies = [("policy", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AlterField("checkreport", "content", PackedField())]
        )
    ]
