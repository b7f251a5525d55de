"""Puts words that were not sent back into the form of a page from which they came."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

WRITTEN = frozenset(
    {"", "text", "search", "email", "url", "tel", "number", "date", "time", "datetime-local", "month", "week"}
)
"""Kinds of `input` that hold what somebody wrote; a hidden one keeps what the page says today."""
TICKED = frozenset({"radio", "checkbox"})

Attributes = dict[str, str | None]


@dataclass(slots=True)
class _Tag:
    """A start tag, where it stands in the page, and for a text area where its content ends."""

    name: str
    attributes: Attributes
    start: int
    end: int
    content_end: int = 0


@dataclass(slots=True)
class _Form:
    action: str
    folded: tuple[_Tag, ...]
    fields: list[_Tag] = field(default_factory=list)
    options: list[tuple[str, _Tag]] = field(default_factory=list)


class _Forms(HTMLParser):
    """Every form of a page that is sent by POST, with its fields and what it is folded into."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.forms: list[_Form] = []
        self._address = address
        self._lines = [0]
        for line in page.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._folded: list[_Tag] = []
        self._form: _Form | None = None
        self._area: _Tag | None = None
        self._choice = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._place()
        here = _Tag(tag, dict(attrs), start, start + len(self.get_starttag_text() or ""))
        if tag == "details":
            self._folded.append(here)
        elif tag == "form":
            self._form = _Form(self._action(here.attributes), tuple(self._folded))
            if (here.attributes.get("method") or "").lower() == "post":
                self.forms.append(self._form)
        elif self._form is not None:
            self._keep(self._form, here)

    def handle_endtag(self, tag: str) -> None:
        if tag == "details" and self._folded:
            self._folded.pop()
        elif tag == "form":
            self._form = None
        elif tag == "textarea" and self._area is not None:
            self._area.content_end, self._area = self._place(), None

    def _keep(self, form: _Form, here: _Tag) -> None:
        if here.name == "option":
            form.options.append((self._choice, here))
        elif here.name in ("input", "textarea", "select") and here.attributes.get("name"):
            form.fields.append(here)
            self._choice = here.attributes["name"] or ""
            self._area = here if here.name == "textarea" else self._area

    def _action(self, attributes: Attributes) -> str:
        return urlsplit(urljoin(self._address, attributes.get("action") or "")).path

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def refilled(
    page: str, address: str, action: str, given: Mapping[str, list[str]], apart: Collection[str] = ()
) -> str | None:
    """The page at `address` with `given` in its form that sends to `action`; None where no such form stands there.

    What the page hides in the form (its token, its revision) stays as the page says it. A form is the same one only when what it
    hides under other names than `apart` is what was sent: several forms may send to one address.
    """
    forms = [one for one in _Forms(page, address).forms if one.action == action]
    form = next((one for one in forms if _same(one, given, apart)), None)
    if form is None:
        return None
    left = {name: list(values) for name, values in given.items()}
    edits = [edit for tag in form.fields if (edit := _edit(tag, given, left)) is not None]
    edits += [
        _with(tag, "selected", _value(tag) in given[name]) for name, tag in form.options if name in given
    ]
    edits += [_with(tag, "open", True) for tag in form.folded]
    for start, end, text in sorted(edits, reverse=True):
        page = page[:start] + text + page[end:]
    return page


def _same(form: _Form, given: Mapping[str, list[str]], apart: Collection[str]) -> bool:
    return all(
        _value(tag) in given.get(str(tag.attributes["name"]), [])
        for tag in form.fields
        if tag.attributes.get("type") == "hidden" and tag.attributes["name"] not in apart
    )


def _edit(
    tag: _Tag, given: Mapping[str, list[str]], left: dict[str, list[str]]
) -> tuple[int, int, str] | None:
    name, kind = str(tag.attributes["name"]), (tag.attributes.get("type") or "").lower()
    if tag.name == "input" and kind in TICKED:
        return _with(tag, "checked", (_value(tag) or "on") in given.get(name, []))
    if not left.get(name):
        return None
    if tag.name == "textarea":
        return (
            tag.end,
            tag.content_end,
            "\n" + escape(left[name].pop(0)),
        )  # the first line break is not content
    if tag.name == "input" and kind in WRITTEN:
        tag.attributes["value"] = left[name].pop(0)
        return tag.start, tag.end, _written(tag)
    return None


def _with(tag: _Tag, word: str, holds: bool) -> tuple[int, int, str]:
    """The tag with or without a word such as `checked`."""
    tag.attributes.pop(word, None)
    if holds:
        tag.attributes[word] = None
    return tag.start, tag.end, _written(tag)


def _written(tag: _Tag) -> str:
    pairs = tag.attributes.items()
    said = [f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in pairs]
    return f"<{tag.name}{''.join(said)}>"


def _value(tag: _Tag) -> str:
    return tag.attributes.get("value") or ""
