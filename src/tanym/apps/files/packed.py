"""A column of bytes that are kept packed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from tanym.core.kernel.packed import pack, unpack


class PackedField(models.BinaryField):
    """Bytes that are packed on their way into the database and unpacked on their way out: whoever reads them gets bytes.

    Rows that were written before a column was one of these stand there as they are, and are read as well. What looks at
    the table itself (SQL by hand, a migration that reads rows) finds packed bytes. They can't be searched.
    """

    def from_db_value(self, value: Any, expression: object, connection: BaseDatabaseWrapper) -> bytes | None:
        """What was written."""
        return None if value is None else unpack(bytes(value))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """What is kept of it."""
        return super().get_db_prep_value(None if value is None else pack(bytes(value)), connection, prepared)
