"""Documents are kept packed from now on; those that are there stand as they are and are read as well."""

from django.db import migrations

from tanym.apps.files.packed import PackedField


class Migration(migrations.Migration):
    """Nothing changes in the database: the columns stay columns of bytes."""

    dependencies = [("credentials", "0004_places_of_documents")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("credential", "document", PackedField()),
                migrations.AlterField("edition", "document", PackedField()),
            ]
        )
    ]
