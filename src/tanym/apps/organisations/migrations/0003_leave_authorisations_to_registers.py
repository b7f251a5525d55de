"""What organisations may do stands in registers now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_identity_units_invitations"),
        ("registers", "0002_take_over_authorisations"),
    ]
    operations = [migrations.DeleteModel("Authorisation")]
