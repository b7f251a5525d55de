"""Holds the content of a digest until a transaction ends, so that nobody erases what somebody is about to keep."""

from __future__ import annotations

from django.db import connection


def hold(digest: str, *, alone: bool) -> None:
    """Hold it until the transaction of the caller ends: `alone` to erase it, else beside others who keep the same.

    On PostgreSQL this is an advisory lock of the transaction. On SQLite a transaction alone does it: each begins as a
    writer here (`transaction_mode` IMMEDIATE), and there is one writer at a time.
    """
    if connection.vendor == "postgresql":
        lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        number = int.from_bytes(
            bytes.fromhex(digest)[:8], signed=True
        )  # two digests with one number only wait
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {lock}(%s)", [number])
