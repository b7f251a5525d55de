"""Every page that a link leads to, as each kind of person reads it: axe finds nothing, nothing scrolls sideways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urldefrag, urlsplit
from urllib.request import urlopen
from zlib import crc32

import pytest
from django.urls import resolve
from django.utils import translation

from tanym.core.rules.entries import Place
from tests.journeys.conftest import Served
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser

FILES = re.compile(r"\.(json|pdf|css|js|svg|png|csv|ics|md|html)$|/file/$|/export/")
NAMED_PAGES = {"qualifications:step": "name", "workshop:add": "kind"}
"""Kind of page → the argument whose every value is a page of its own."""
ENOUGH = 60
"""Pages that one walk opens; one page of each kind is enough."""
IN_TURN = 4
"""Of the pages that are open to everybody, a walk of somebody who has signed in looks at one in so many kinds; the walks
of visitors look at all of them."""

WALKS = [
    (None, "kk", 1280), (None, "ru", 390), (None, "en", 320),
    ("aigul", "kk", 390), ("aigul", "ru", 1280), ("dana", "en", 1280), ("dana", "kk", 390),
    ("marat", "ru", 1280), ("omar", "kk", 1280), ("zhanar", "ru", 390), ("saule", "kk", 1280),
    ("timur", "ru", 1280), ("timur", "en", 390), ("aliya", "kk", 390), ("aliya", "en", 1280),
    ("rustem", "ru", 1280), ("gulnar", "ru", 1280), ("chiara", "en", 1280),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(WALKS)), ids=["-".join(map(str, one)) for one in WALKS])
def test_every_page_that_a_link_leads_to(browser: Any, served: Served, number: int) -> None:
    username, language, width = WALKS[number]
    walker = Walker(browser, served.address, language, username)
    walker.page.set_viewport_size({"width": width, "height": 900})
    if width < 1000:
        walker.page.emulate_media(color_scheme="dark")
    seen: dict[str, str] = {}
    for kind, path in _ways(walker, seen):
        if username and _for_everybody(walker, path) and (crc32(kind.encode()) + number) % IN_TURN:
            walker.page.goto(f"{walker.address}/{walker.language}{path}")  # for the links on it
        else:
            walker.open(path)
    assert len(seen) >= 6, seen
    walker.close()


def _ways(walker: Walker, seen: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Kinds of pages with a path to open, found on the pages opened so far; of several pages of one kind the first."""
    waiting = (
        ["/", "/desk/", "/rules/"] if walker.page.url != "about:blank" else ["/", "/sign-in/", "/rules/"]
    )
    while waiting and len(seen) < ENOUGH:
        path = waiting.pop(0)
        if FILES.search(path) or (kind := _kind(walker, path)) in seen:
            continue
        seen[kind] = path
        yield kind, path
        links = walker.page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
        waiting += [found for link in links if (found := _own(walker, link))]


def _kind(walker: Walker, path: str) -> str:
    """What sort of page an address is: 280 rules are one sort, the steps of a design are several."""
    with translation.override(walker.language):
        found = resolve(f"/{walker.language}{path.split('?')[0]}")
    if found.view_name == "workshop:entry":
        return f"{found.view_name} {Place.read(found.kwargs['key']).kind}"
    return f"{found.view_name} {found.kwargs.get(NAMED_PAGES.get(found.view_name, ''), '')}"


def _for_everybody(walker: Walker, path: str) -> bool:
    """Whether a visitor reads the page, too."""
    try:
        with urlopen(f"{walker.address}/{walker.language}{path}", timeout=30) as answer:
            return "/sign-in/" not in answer.url
    except HTTPError:
        return False


def _own(walker: Walker, link: str) -> str | None:
    """The path after the language, for a page of ours in the walker's language."""
    address = urldefrag(link)[0]
    start = f"{walker.address}/{walker.language}"
    if not address.startswith(start + "/") or urlsplit(address).path.startswith("/static/"):
        return None
    return address.removeprefix(start)
