"""Stems: the same word has one stem, whoever else asks at that moment."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tanym.core.matching.stems import stem

WORDS = [
    *("organisations", "analysing", "is", "tables", "conditionally", "a", "employers", "quickly"),
    *("организации", "оценивание", "и", "таблицами", "подготовленный", "я", "работодателей"),
]


@pytest.fixture
def eager() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def _stems(language: str) -> list[str]:
    return [stem(word, language) for _ in range(30) for word in WORDS]


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("language", ["en", "ru"])
def test_two_who_ask_at_once_get_the_stems_that_one_gets(language: str) -> None:
    alone = _stems(language)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == alone for found in pool.map(_stems, [language] * 8))
