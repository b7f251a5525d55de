"""Every page that a link leads to, as each kind of person reads it: axe finds nothing, nothing scrolls sideways."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen
from zlib import crc32

import pytest
from django.urls import resolve
from django.utils import translation

from tanym.core.rules.entries import Place
from tests.journeys.conftest import Served
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.pages]

FILES = re.compile(
    r"\.(json|jsonld|pdf|zip|css|js|svg|png|csv|docx|xlsx|atom|ics|md|html)(\?|$)"
    r"|/file/$|/export/|/paper/[^/]+/$|[^/]/documents/[^/]+/$|/as/[a-z-]+$"
)
"""What is taken home and not looked at."""
HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')
NAMED_PAGES = {"qualifications:step": "name", "workshop:add": "kind"}
"""Kind of page → the argument whose every value is a page of its own."""
ENOUGH = 90
"""Kinds of pages that one walk comes to; one page of each kind is enough."""
IN_TURN = 8
"""Of the pages that are open to everybody, a walk of somebody who has signed in looks at one in so many kinds; the walks
of visitors look at all of them. Of the others it reads the links only."""

WALKS = [
    (None, "kk", 1280), (None, "ru", 390), (None, "en", 320),
    ("aigul", "kk", 390), ("aigul", "ru", 1280), ("dana", "en", 1280), ("dana", "kk", 390),
    ("marat", "ru", 1280), ("omar", "kk", 1280), ("zhanar", "ru", 390), ("saule", "kk", 1280),
    ("timur", "ru", 1280), ("timur", "en", 390), ("aliya", "kk", 390), ("aliya", "en", 1280),
    ("rustem", "ru", 1280), ("gulnar", "ru", 1280), ("chiara", "en", 1280),
    ("leila", "kk", 390), ("arman", "kk", 1280), ("dina", "ru", 390), ("tomiris", "ru", 1280),
    ("damir", "ru", 390), ("batyr", "kk", 1280), ("aidos", "kk", 390), ("asel", "ru", 1280),
    ("ainash", "ru", 390), ("leyla", "en", 1280),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(WALKS)), ids=["-".join(map(str, one)) for one in WALKS])
def test_every_page_that_a_link_leads_to(browser: Any, served: Served, number: int) -> None:
    username, language, width = WALKS[number]
    walker = Walker(browser, served.address, language, username)
    walker.page.set_viewport_size({"width": width, "height": 900})
    if width < 1000:
        walker.page.emulate_media(color_scheme="dark")
    seen: dict[str, str] = {}
    waiting = ["/desk/", "/", "/rules/"] if username else ["/", "/sign-in/", "/rules/"]
    while waiting and len(seen) < ENOUGH:
        path = waiting.pop(0)
        if FILES.search(path) or (kind := _kind(walker, path)) in seen:
            continue
        seen[kind] = path
        others = username and (crc32(kind.encode()) + number) % IN_TURN
        passing = others and _for_everybody(f"{walker.address}/{language}{path}")
        waiting += _links(walker, path) if passing else _opened(walker, path)
    assert len(seen) >= 6, seen
    walker.close()


def _opened(walker: Walker, path: str) -> list[str]:
    """Open a page and look at it; the pages of ours that it leads to."""
    walker.open(path)
    links = walker.page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
    return [found for link in links if (found := _own(walker, link))]


def _links(walker: Walker, path: str) -> list[str]:
    """The pages of ours that a page leads to, without a look at it."""
    answer = walker.context.request.get(f"{walker.address}/{walker.language}{path}")
    assert answer.ok, f"{path}: {answer.status}"
    links = [urljoin(answer.url, unescape(link)) for link in HREF.findall(answer.text())]
    return [found for link in links if (found := _own(walker, link))]


def _kind(walker: Walker, path: str) -> str:
    """What sort of page an address is: 280 rules are one sort, the steps of a design are several."""
    with translation.override(walker.language):
        found = resolve(f"/{walker.language}{path.split('?')[0]}")
    if found.view_name == "workshop:entry":
        return f"{found.view_name} {Place.read(found.kwargs['key']).kind}"
    return f"{found.view_name} {found.kwargs.get(NAMED_PAGES.get(found.view_name, ''), '')}"


@cache
def _for_everybody(address: str) -> bool:
    """Whether a visitor reads the page, too."""
    try:
        with urlopen(address, timeout=30) as answer:
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
