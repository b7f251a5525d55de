"""The rows that many tests begin with: written once by the platform itself, then copied into each test's database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import AutoField, Model

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Table:
    """A table that was written to: how many rows it held before, and all that it holds after."""

    model: type[Model]
    before: int
    rows: Rows

    @property
    def name(self) -> str:
        """The name of the table, in the database's quotes."""
        return connection.ops.quote_name(self.model._meta.db_table)

    def replace(self) -> None:
        """Let the table hold these rows and no others."""
        columns = _columns(self.model)
        places = ", ".join(["%s"] * len(columns))
        with connection.cursor() as cursor:
            if self.before:
                cursor.execute(f"DELETE FROM {self.name}")  # noqa: S608
            cursor.executemany(
                f"INSERT INTO {self.name} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608
                self.rows,
            )


@dataclass(frozen=True)
class KeptRows:
    """What some actions leave in the database, taken down once."""

    tables: tuple[Table, ...]

    @classmethod
    def of(cls, write: Callable[[], Any]) -> KeptRows:
        """Let `write` act on the database as it is now, take down what it leaves there, and undo it."""
        models = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]
        with transaction.atomic():
            before = {model: _rows(model) for model in models}
            write()
            after = {model: _rows(model) for model in models}
            transaction.set_rollback(True)
        written = [model for model in models if after[model] != before[model]]
        return cls(tuple(Table(model, len(before[model]), after[model]) for model in written))

    def bring(self) -> bool:
        """Write the rows into a database that is as it was before them; False, and nothing, where it is another."""
        with transaction.atomic():
            if self._held() != [table.before for table in self.tables]:
                return False
            for table in self.tables:
                table.replace()
            self._count_on()
        return True

    def _held(self) -> list[int]:
        counts = ", ".join(f"(SELECT count(*) FROM {table.name})" for table in self.tables)  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {counts}")
            return list(cursor.fetchone())

    def _count_on(self) -> None:
        """Rows that come later get numbers of their own; SQLite counts on by itself.

        Never back: a sequence of PostgreSQL keeps its place when the test's rows are undone, and the rows that come back
        then may have higher numbers than these.
        """
        if connection.vendor == "sqlite":
            return
        with connection.cursor() as cursor:
            for table in self.tables:
                if isinstance(table.model._meta.pk, AutoField):
                    cursor.execute(
                        "SELECT setval(counter, greatest(nextval(counter),"  # noqa: S608
                        f" (SELECT max(id) FROM {table.name}))) FROM pg_get_serial_sequence(%s, 'id') AS counter",
                        [table.name],
                    )


def _columns(model: type[Model]) -> list[str]:
    return [
        connection.ops.quote_name(field.column)
        for field in model._meta.local_concrete_fields
        if not field.generated
    ]


def _rows(model: type[Model]) -> Rows:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_columns(model))} FROM {table}")  # noqa: S608
        return list(cursor.fetchall())
