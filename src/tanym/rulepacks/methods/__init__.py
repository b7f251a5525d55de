"""Methods of assessment in a validation: what each shows well and badly, row by row with its source."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tanym.core.recognition.validation.methods import Method, read_methods


@cache
def methods() -> tuple[Method, ...]:
    """The table of the distribution, in its order."""
    text = (files(__package__) / "methods.toml").read_text(encoding="utf-8")
    return read_methods(tomllib.loads(text))
