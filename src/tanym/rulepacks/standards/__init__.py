"""How countries write their occupational standards: the words of chapters and rows, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from tanym.core.standards.blocks import Structure, read_structure


@cache
def structures(jurisdiction: str = "kz") -> tuple[Structure, ...]:
    """The structure of the standards of a jurisdiction in each language in which they are published."""
    text = (files(__package__) / f"{jurisdiction}.toml").read_text(encoding="utf-8")
    return tuple(read_structure(language, data) for language, data in tomllib.loads(text).items())
