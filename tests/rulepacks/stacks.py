"""Stacks of the sample country: Kazakhstan's packs with one institution's own."""

from __future__ import annotations

from datetime import date
from functools import cache

from tanym.core.rules import Stack, resolve
from tanym.rulepacks.loader import load, load_folder, vocabulary
from tests.places import ROOT

SAMPLES = ROOT / "src" / "tanym" / "rulepacks" / "samples"
INSTITUTIONS = ("kasip-chamber", "kokzhar", "national-centre", "oner-centre", "sayram")
DAY = date(2026, 3, 2)


@cache
def stack_of(institution: str, on: date = DAY) -> Stack:
    """The packs in force at an institution on a day."""
    return resolve((*load(["kz"]), load_folder(SAMPLES / institution)), on, vocabulary())
