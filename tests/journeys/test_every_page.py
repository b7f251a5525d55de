"""Every page that a link leads to, as each kind of person reads it: axe finds nothing, nothing scrolls sideways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.journeys.conftest import Served
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser

FILES = re.compile(r"\.(json|pdf|css|js|svg|png)$|/file/$")
NAMED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}|\b\d+\b")
CODES = re.compile(r"/(catalogue|rules|towards/[a-z-]+)/[^/]+/([^/]+/)?$")
ENOUGH = 45
"""Pages that one walk looks at; one page of each kind is enough."""

WALKS = [
    (None, "kk", 1280), (None, "ru", 390), (None, "en", 320),
    ("aigul", "kk", 390), ("aigul", "ru", 1280), ("dana", "en", 1280), ("dana", "kk", 390),
    ("marat", "ru", 1280), ("omar", "kk", 1280), ("zhanar", "ru", 390), ("saule", "kk", 1280),
    ("timur", "ru", 1280), ("timur", "en", 390), ("aliya", "kk", 390), ("aliya", "en", 1280),
    ("rustem", "ru", 1280), ("gulnar", "ru", 1280), ("chiara", "en", 1280),
]  # fmt: skip


@pytest.mark.parametrize(("username", "language", "width"), WALKS)
def test_every_page_that_a_link_leads_to(
    browser: Any, served: Served, username: str | None, language: str, width: int
) -> None:
    walker = Walker(browser, served.address, language, username)
    walker.page.set_viewport_size({"width": width, "height": 900})
    if width < 1000:
        walker.page.emulate_media(color_scheme="dark")
    seen = set()
    for path in _ways(walker, seen):
        walker.open(path)
    assert len(seen) >= 6, seen
    walker.close()


def _ways(walker: Walker, seen: set[str]) -> Iterator[str]:
    """Paths to open, found on the pages opened so far; of several pages of one kind the first."""
    waiting = (
        ["/", "/desk/", "/rules/"] if walker.page.url != "about:blank" else ["/", "/sign-in/", "/rules/"]
    )
    while waiting and len(seen) < ENOUGH:
        path = waiting.pop(0)
        kind = CODES.sub(r"/\1/*/", NAMED.sub("*", path.split("?")[0]))
        if kind in seen or FILES.search(path):
            continue
        seen.add(kind)
        yield path
        links = walker.page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
        waiting += [found for link in links if (found := _own(walker, link))]


def _own(walker: Walker, link: str) -> str | None:
    """The path after the language, for a page of ours in the walker's language."""
    address = urldefrag(link)[0]
    start = f"{walker.address}/{walker.language}"
    if not address.startswith(start + "/") or urlsplit(address).path.startswith("/static/"):
        return None
    return address.removeprefix(start)
