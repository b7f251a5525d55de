"""A register of awarding bodies in a file, for verifying with no platform at hand."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from tanym.core.credentials.parse import parse_object
from tanym.core.credentials.ports import Period, RegisterEntry
from tanym.core.kernel.errors import InvalidValue, TanymError


class FileRegister:
    """A TOML or JSON file of the form

    [[entry]]
    issuer = "did:web:kokzhar.example"
    names = { kk = "…", ru = "…", en = "…" }
    entitled = [{ since = 2025-09-01, until = 2028-08-31 }]
    reference = "https://register.example/17"
    """

    def __init__(self, path: Path) -> None:
        """Reads the file; raises `InvalidValue("credential.register-malformed")`."""
        try:
            data = path.read_bytes()
            document = tomllib.loads(data.decode("utf-8")) if path.suffix == ".toml" else parse_object(data)
            self._entries = {entry.issuer: entry for entry in map(_entry, document["entry"])}
        except (OSError, ValueError, KeyError, TypeError, TanymError) as error:
            raise InvalidValue("credential.register-malformed", file=path.name) from error

    def entry(self, issuer: str) -> RegisterEntry | None:
        """The entry of the body with this identifier."""
        return self._entries.get(issuer)


def _entry(value: dict[str, Any]) -> RegisterEntry:
    names = {str(language): str(name) for language, name in dict(value.get("names", {})).items()}
    periods = tuple(
        Period(_day(one.get("since")), _day(one.get("until"))) for one in value.get("entitled", ())
    )
    return RegisterEntry(str(value["issuer"]), names, periods, str(value.get("reference", "")))


def _day(value: object) -> date | None:
    if value is None or type(value) is date:
        return value
    return date.fromisoformat(str(value))
