"""A feed of changes as Atom (RFC 4287) with archives (RFC 5005): nothing but elements of those two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lxml import etree

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
XHTML = "http://www.w3.org/1999/xhtml"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
COINED = 2026
"""The year in which the host of an installation names its things (RFC 4151): part of every identifier, for ever."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said of a change: a label, words, and the day that the words speak of where they do."""

    label: str
    words: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One change. `kinds` are (scheme, term, label): which register, which act."""

    id: str
    title: str
    updated: datetime
    address: str
    lines: Sequence[Line]
    kinds: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A document of a feed, newest entry first; `current` is given where the document is an archive of that feed."""

    id: str
    title: str
    language: str
    updated: datetime
    author: str
    address: str
    page: str
    entries: Sequence[FeedEntry]
    current: str = ""
    previous: str = ""
    following: str = ""


def tag(host: str, *steps: str) -> str:
    """A lasting identifier (RFC 4151) of a thing of this host; a port is no part of it."""
    return f"tag:{host.partition(':')[0].lower()},{COINED}:{'/'.join(steps)}"


def write(feed: Feed) -> bytes:
    """The document as UTF-8 XML. Links: self, alternate, current, prev-archive, next-archive (RFC 5005, section 4)."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "fh": HISTORY})
    root.set(_LANGUAGE, feed.language)
    _say(root, "id", feed.id)
    _say(root, "title", feed.title)
    _say(root, "updated", _moment(feed.updated))
    _say(_add(root, "author"), "name", feed.author)
    for relation, address in (
        ("self", feed.address),
        ("current", feed.current),
        ("prev-archive", feed.previous),
        ("next-archive", feed.following),
    ):
        if address:
            _add(root, "link", rel=relation, href=address, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=feed.page, type="text/html")
    if feed.current:
        etree.SubElement(root, f"{{{HISTORY}}}archive")
    for entry in feed.entries:
        _entry(root, entry)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _entry(root: etree._Element, entry: FeedEntry) -> None:
    made = _add(root, "entry")
    _say(made, "id", entry.id)
    _say(made, "title", entry.title)
    _say(made, "updated", _moment(entry.updated))
    _add(made, "link", rel="alternate", href=entry.address, type="text/html")
    for scheme, term, label in entry.kinds:
        _add(made, "category", scheme=scheme, term=term, label=_clean(label))
    content = _add(made, "content", type="xhtml")
    lines = etree.SubElement(etree.SubElement(content, _html("div"), nsmap={None: XHTML}), _html("dl"))
    for line in entry.lines:
        etree.SubElement(lines, _html("dt")).text = _clean(line.label)
        said = etree.SubElement(lines, _html("dd"))
        if line.on is None:
            said.text = _clean(line.words)
        else:
            etree.SubElement(said, _html("time"), datetime=line.on.isoformat()).text = _clean(line.words)


def _html(name: str) -> str:
    return f"{{{XHTML}}}{name}"


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{ATOM}}}{name}", attrib=attributes)


def _say(parent: etree._Element, name: str, text: str) -> None:
    _add(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """The text without the few characters that XML 1.0 has no place for."""
    return _FORBIDDEN.sub("\ufffd", text)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
