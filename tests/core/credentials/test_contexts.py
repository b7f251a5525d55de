"""Contexts: exactly what was published, or none."""

from __future__ import annotations

import copy
import json

import pytest

from tanym.core.credentials.contexts import OB_V3, PINS, VC_V2, Contexts
from tanym.core.kernel.canonical import digest
from tanym.core.kernel.errors import InvalidValue, NotFound
from tests.core.credentials.cast import CONTEXTS
from tests.places import shared


def test_every_bundled_context_is_pinned() -> None:
    assert set(CONTEXTS) == set(PINS)


def test_the_pins_are_those_of_the_published_files() -> None:
    folder = shared("vectors/contexts")
    index = json.loads((folder / "index.json").read_text())
    for url, pin in PINS.items():
        assert digest(json.loads((folder / index[url]["file"]).read_text())) == pin


def test_a_changed_context_is_never_used() -> None:
    changed = copy.deepcopy(dict(CONTEXTS[OB_V3]))
    changed["@context"]["name"] = "https://evil.example/name"
    with pytest.raises(InvalidValue) as refused:
        Contexts({OB_V3: changed})
    assert refused.value.code == "credential.context-changed"


def test_an_unknown_context_is_not_installed() -> None:
    with pytest.raises(NotFound) as refused:
        Contexts({VC_V2: CONTEXTS[VC_V2]}).inlined(OB_V3)
    assert refused.value.code == "credential.context-not-installed"
