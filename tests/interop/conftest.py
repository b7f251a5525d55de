"""The implementations by others that these tests talk to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.interop.peers import Peers, installed_peers


@pytest.fixture(scope="session")
def peers() -> Iterator[Peers]:
    """The npm packages in Node; skips with the reason where they are not to be had."""
    with installed_peers() as found:
        yield found
