"""The library of reasons for findings, in three languages; an organisation adds its own beside it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tanym.core.recognition.reasons import Reason, read_reasons


@cache
def reasons() -> tuple[Reason, ...]:
    """The reasons of the distribution, in their order."""
    text = (files(__package__) / "reasons.toml").read_text(encoding="utf-8")
    return read_reasons(tomllib.loads(text))
