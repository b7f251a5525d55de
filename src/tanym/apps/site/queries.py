"""Reads of the sample country's files."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import timezone

SAMPLE = Path(__file__).resolve().parent / "sample"


def read(name: str) -> dict[str, Any]:
    """One file of the sample country."""
    return tomllib.loads((SAMPLE / name).read_text(encoding="utf-8"))


def moment(on: date, hour: int = 10) -> datetime:
    """A moment of a day, in the country's time."""
    return timezone.make_aware(datetime.combine(on, time(hour)))
