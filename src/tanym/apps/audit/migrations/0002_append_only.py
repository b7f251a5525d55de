"""The database itself refuses to change an act that was written."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL = """
CREATE FUNCTION audit_act_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE TRIGGER audit_act_is_final BEFORE UPDATE ON audit_act FOR EACH ROW EXECUTE FUNCTION audit_act_is_final();
"""
SQLITE = """
CREATE TRIGGER audit_act_is_final BEFORE UPDATE ON audit_act
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""


def add(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Add the trigger in the words of this database."""
    editor.execute(POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE)


def remove(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the trigger away."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER audit_act_is_final ON audit_act; DROP FUNCTION audit_act_is_final();")
    else:
        editor.execute("DROP TRIGGER audit_act_is_final")


class Migration(migrations.Migration):
    """Append-only."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
