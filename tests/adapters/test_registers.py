"""A register in a file: read, or refused with its name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tanym.adapters.registers import FileRegister
from tanym.core.kernel.errors import InvalidValue

TOML = """
[[entry]]
issuer = "did:web:kokzhar.example"
names = { en = "Kokzhar University of Applied Sciences" }
entitled = [{ since = 2025-09-01, until = 2028-08-31 }, { since = 2030-01-01 }]
reference = "https://register.example/17"
"""


def test_an_entry_is_read_from_toml_and_from_json(tmp_path: Path) -> None:
    toml, plain = tmp_path / "register.toml", tmp_path / "register.json"
    toml.write_text(TOML)
    entry = {"issuer": "did:web:kokzhar.example", "entitled": [{"since": "2025-09-01"}]}
    plain.write_text(json.dumps({"entry": [entry]}))
    found = FileRegister(toml).entry("did:web:kokzhar.example")
    assert found is not None
    assert [period.covers(date(2026, 6, 16)) for period in found.entitled] == [True, False]
    assert found.entitled[0].covers(date(2028, 8, 31))
    assert not found.entitled[0].covers(date(2028, 9, 1))
    again = FileRegister(plain).entry("did:web:kokzhar.example")
    assert again is not None
    assert again.entitled[0].covers(date(2050, 1, 1))
    assert FileRegister(toml).entry("did:web:other.example") is None


@pytest.mark.parametrize(
    "content", ["", "[[entry]]\n", "entry = 5", "[[entry]]\nissuer = 'a'\nentitled = [{since = 'soon'}]"]
)
def test_a_broken_register_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "register.toml"
    path.write_text(content)
    with pytest.raises(InvalidValue) as refused:
        FileRegister(path)
    assert refused.value.code == "credential.register-malformed"
