"""A person in front of the browser: opens pages, fills in forms, and has every page looked at by axe."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from axe_playwright_python.sync_playwright import Axe

AXE = Axe()
ONLY_FAULTS = {"resultTypes": ["violations"]}
"""Every rule is asked; what is in order is not written down element by element."""
PATIENCE = 120_000
"""Milliseconds that a page may take on a busy machine; how fast pages are is measured in bench/."""
OFTEN = 2
"""How often axe looks at one kind of page in one language and width: a page met at each step is not another page."""
_LOOKED: Counter[tuple[str, int, str]] = Counter()
_SIGNED_IN: dict[tuple[str, str], list[Any]] = {}
"""Cookies of who signed in at an address: somebody who comes back in another browser need not sign in again."""


def today() -> date:
    """The day in the country of the sample, which has begun five hours before the one of a machine that keeps UTC."""
    return datetime.now(ZoneInfo("Asia/Almaty")).date()


class Walker:
    """Somebody in a browser of their own, reading in one language."""

    def __init__(self, browser: Any, address: str, language: str, username: str | None = None) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=language)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.address, self.language = address, language
        self.faults: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        if username:
            self._sign_in(username)

    def _sign_in(self, username: str) -> None:
        """Through the page until it was looked at often enough, then as its form does; whoever comes back keeps the session."""
        here = self.language, self.page.viewport_size["width"], f"/{self.language}/sign-in/"
        if kept := _SIGNED_IN.get((self.address, username)):
            self.context.add_cookies(kept)
            return
        if _LOOKED[here] < OFTEN:
            self.open("/sign-in/")
            self.press(f"form:has(input[value='{username}']) button")
        else:
            self._send_the_form(f"{self.address}/{self.language}/sign-in/", {"username": username})
        _SIGNED_IN[self.address, username] = self.context.cookies()

    def _send_the_form(self, page: str, fields: Mapping[str, str]) -> None:
        """Sign in as the form of the page would, without drawing the page."""
        asked = self.context.request
        asked.get(page)
        token = next(one["value"] for one in self.context.cookies() if one["name"] == "csrftoken")
        answer = asked.post(f"{page}sample/", form={**fields, "csrfmiddlewaretoken": token})
        assert answer.ok, answer.status

    def _hear(self, said: Any) -> None:
        # Leaving a page while a check is under way aborts that check; htmx says so, and nothing is lost.
        if said.type == "error" and not said.text.startswith(("htmx:sendAbort", "htmx:afterRequest")):
            self.faults.append(said.text)

    def was_refused(self, status: int) -> None:
        """The last answer was meant to refuse: the browser's own note of it is no fault of the page."""
        assert self.faults, status
        assert f"status of {status}" in self.faults.pop()

    def close(self) -> None:
        """Close the browser; a script error or a broken content policy on any page fails here."""
        self.context.close()
        assert not self.faults, self.faults

    @staticmethod
    def sign_everybody_out() -> None:
        """Sessions end: when a server is started again on a later day, nobody comes back with one of before."""
        _SIGNED_IN.clear()

    def open(self, path: str) -> None:
        """Open a page of the reader's language by the path after it, or a whole address; look at it."""
        response = self.page.goto(
            path if path.startswith("http") else f"{self.address}/{self.language}{path}"
        )
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"
        self.look()

    def look(self) -> None:
        """The page is in the reader's language, has one h1, does not scroll sideways, and axe finds nothing."""
        page = self.page
        assert page.locator("html").get_attribute("lang") == self.language, page.url
        assert page.locator("h1").count() == 1, page.url
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"sideways: {page.url}"
        )
        assert "UNDEFINED-VARIABLE" not in page.content(), page.url
        kind = re.sub(r"[0-9a-f-]{36}|[0-9]+", "*", urlsplit(page.url).path)
        here = self.language, page.viewport_size["width"], kind
        if _LOOKED[here] < OFTEN:
            _LOOKED[here] += 1
            found = AXE.run(page, options=ONLY_FAULTS)
            assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    def fill(self, values: Mapping[str, Any], within: str = "main") -> None:
        """Fill in fields by name: text, a choice of a list, or the ticked ones of several boxes."""
        for name, value in values.items():
            field = self.page.locator(f"{within} [name='{name}']")
            kind = field.first.evaluate("e => e.tagName + ':' + (e.type || '')")
            if kind.startswith("SELECT"):
                field.select_option(value)
            elif kind == "INPUT:checkbox" and value is True:
                field.check(force=True)  # its label covers it
            elif kind in ("INPUT:checkbox", "INPUT:radio"):
                for one in [value] if isinstance(value, str) else value:
                    self.page.locator(f"{within} [name='{name}'][value='{one}']").check(
                        force=True
                    )  # its label covers it
            else:
                field.fill(str(value))

    def choose(self, field: str, words: str) -> None:
        """Choose from a list by words of the choice, in whichever language: `"Тимур|Timur"`."""
        options = self.page.locator(f"main [name='{field}'] option").filter(has_text=re.compile(words))
        self.page.locator(f"main [name='{field}']").first.select_option(options.first.get_attribute("value"))

    def unfold(self) -> None:
        """Open everything that is folded."""
        self.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    def press(self, selector: str) -> None:
        """Press a button or follow a link that leads to a page; look at that page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        refused = self.page.locator("main .notice[role='alert']")
        assert refused.count() == 0, f"{self.page.url}: {refused.first.inner_text()}"
        self.look()

    def do(self, value: str) -> None:
        """Press the button `do=value` of the page's form."""
        self.press(f"main button[name='do'][value='{value}']")

    def text(self) -> str:
        """What the main part of the page says."""
        return str(self.page.locator("main").inner_text())
