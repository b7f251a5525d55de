"""The registers that a country keeps, as data: who keeps each, on which basis, what an entry gives."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tanym.core.kernel.errors import NotFound
from tanym.core.registers.definition import Definition, read_definitions


@cache
def definitions(jurisdiction: str = "kz") -> Mapping[str, Definition]:
    """The registers of a country, by id. Raises `NotFound("register.jurisdiction")` where it has no file."""
    file = files(__name__) / f"{jurisdiction}.toml"
    if not file.is_file():
        raise NotFound("register.jurisdiction", jurisdiction=jurisdiction)
    return read_definitions(tomllib.loads(file.read_text(encoding="utf-8")))


def definition(register: str, jurisdiction: str = "kz") -> Definition:
    """One register by its id. Raises `NotFound("register.unknown")`."""
    found = definitions(jurisdiction).get(register)
    if found is None:
        raise NotFound("register.unknown", register=register)
    return found
