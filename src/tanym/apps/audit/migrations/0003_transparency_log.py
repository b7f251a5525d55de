"""Every act gets a salted commitment, and the log its tables; what was written before keeps its digest."""

from __future__ import annotations

import secrets
from datetime import UTC
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tanym.core.transparency.commitments import SALT_BYTES, act_content, commitment

AT_ONCE = 1000
STAYS = ("number", "at", "action", "commitment", "previous", "digest", "covers")
ERASES = f"""OLD.erased_by IS NULL AND NEW.erased_by IS NOT NULL AND NEW.actor = '' AND NEW.subject = ''
AND NEW.salt = '' AND {" AND ".join(f"NEW.{name} = OLD.{name}" for name in STAYS)}"""
POSTGRESQL = f"""
CREATE FUNCTION audit_act_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
IF {ERASES} AND NEW.details = '{{}}'::jsonb THEN RETURN NEW; END IF;
RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE TRIGGER audit_act_is_final BEFORE UPDATE ON audit_act FOR EACH ROW EXECUTE FUNCTION audit_act_is_final();
"""
SQLITE = f"""
CREATE TRIGGER audit_act_is_final BEFORE UPDATE ON audit_act
WHEN NOT ({ERASES} AND NEW.details = '{{}}')
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""


def remove(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the trigger away while the acts get their commitments."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP TRIGGER IF EXISTS audit_act_is_final ON audit_act")
        editor.execute("DROP FUNCTION IF EXISTS audit_act_is_final()")
    else:
        editor.execute("DROP TRIGGER IF EXISTS audit_act_is_final")


def add(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """The database lets an act be erased once, and refuses every other change."""
    editor.execute(POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE)


def commit(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give the acts written so far a salt and a commitment; their digests stay as they were."""
    acts = apps.get_model("audit", "Act").objects
    last = 0
    while batch := list(acts.filter(number__gt=last).order_by("number")[:AT_ONCE]):
        for act in batch:
            act.salt = secrets.token_hex(SALT_BYTES)
            content = act_content(
                act.salt,
                number=act.number,
                at=act.at.astimezone(UTC).isoformat(timespec="microseconds"),
                actor=act.actor,
                action=act.action,
                subject=act.subject,
                details=act.details,
            )
            act.commitment = commitment(act.salt, content)
        acts.bulk_update(batch, ["salt", "commitment"], batch_size=200)
        last = batch[-1].number


class Migration(migrations.Migration):
    """The log."""

    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.RunPython(remove, migrations.RunPython.noop),
        migrations.AddField("act", "salt", models.CharField(blank=True, default="", max_length=32), False),
        migrations.AddField("act", "commitment", models.CharField(default="", max_length=64), False),
        migrations.AddField("act", "covers", models.PositiveSmallIntegerField(default=1)),
        migrations.AlterField("act", "covers", models.PositiveSmallIntegerField(default=2)),
        migrations.AddField("act", "erased_by", models.PositiveBigIntegerField(null=True)),
        migrations.CreateModel(
            name="LogHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="LogTile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("number", models.PositiveBigIntegerField()),
                ("hashes", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["level", "number"], name="audit_logtile_place")
                ]
            },
        ),
        migrations.CreateModel(
            name="LogCheckpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.PositiveBigIntegerField(unique=True)),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunPython(commit, migrations.RunPython.noop),
        migrations.RunPython(add, remove),
    ]
