"""The guard and names that take their time."""

from __future__ import annotations

import math
import threading
import time

import pytest

from tanym.adapters.guarded import Guard, until, within
from tanym.core.kernel.errors import NotFound, Refused


def test_a_name_that_nobody_answers_for_holds_no_request_beyond_its_deadline() -> None:
    answered = threading.Event()

    def slow(_host: str, _port: int) -> list[tuple[object, ...]]:
        assert answered.wait(60)
        return [(2, 1, 6, "", ("93.184.216.34", 443))]

    guard = Guard(largest=1, resolve=slow)
    with pytest.raises(NotFound) as refused:
        guard.ask(guard.check("https://issuer.example/1"), time.monotonic() + 0.1, headers={})
    assert refused.value.code == "credential.unavailable"
    assert not answered.is_set()  # it gave up while the search still went on
    answered.set()


def test_what_the_search_for_a_name_finds_or_lacks_is_told() -> None:
    def none(_host: str, _port: int) -> list[tuple[object, ...]]:
        raise OSError

    for resolve, error in ((none, NotFound), (lambda *_: [(2, 1, 6, "", ("10.0.0.1", 443))], Refused)):
        guard = Guard(largest=1, resolve=resolve)
        with pytest.raises(error):
            guard.ask(guard.check("https://issuer.example/1"), time.monotonic() + 60, headers={})


def test_the_time_of_whoever_asks_for_something_binds_all_that_is_asked_for_it() -> None:
    answered = threading.Event()

    def slow(_host: str, _port: int) -> list[tuple[object, ...]]:
        assert answered.wait(60)
        return []

    guard, soon, later = Guard(largest=1, resolve=slow), time.monotonic() + 0.1, time.monotonic() + 60
    with within(soon):
        with within(later):
            assert until() == soon
        with pytest.raises(NotFound):
            guard.ask(guard.check("https://issuer.example/1"), later, headers={})
    assert not answered.is_set()
    answered.set()
    assert until() == math.inf
