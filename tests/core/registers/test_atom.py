"""Atom documents, read back by their structure."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tanym.core.registers.atom import Feed, FeedEntry, Line, tag, write

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "fh": "http://purl.org/syndication/history/1.0",
    "h": "http://www.w3.org/1999/xhtml",
}


def _entry(title: str = "Көкжар", words: str = "w") -> FeedEntry:
    return FeedEntry(
        id=tag("tanym.example", "registers", "providers", "x", "7"),
        title=title,
        updated=AT,
        address="https://tanym.example/kk/registers/providers/x/",
        lines=(Line("Күні", words, date(2026, 11, 1)), Line("Негізі", words)),
        kinds=(("https://tanym.example/registers/", "providers", title),),
    )


def _feed(*entries: FeedEntry, current: str = "") -> Feed:
    return Feed(
        id=tag("tanym.example:8000", "registers", "kk"),
        title="Өзгерістер",
        language="kk",
        updated=AT,
        author="Ұлттық орталық",
        address="https://tanym.example/registers/changes.atom",
        page="https://tanym.example/kk/registers/",
        entries=entries,
        current=current,
        previous="https://tanym.example/registers/changes/1.atom",
    )


def test_a_document_holds_what_the_standards_ask() -> None:
    root = etree.fromstring(write(_feed(_entry())))
    assert root.tag == f"{{{NAMES['a']}}}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "kk"
    assert root.findtext("a:id", namespaces=NAMES) == "tag:tanym.example,2026:registers/kk"
    assert root.findtext("a:updated", namespaces=NAMES) == "2026-11-21T10:00:00.000000Z"
    assert root.findtext("a:author/a:name", namespaces=NAMES) == "Ұлттық орталық"
    links = {one.get("rel"): one.get("href") for one in root.findall("a:link", NAMES)}
    assert set(links) == {"self", "prev-archive", "alternate"}
    assert root.find("fh:archive", NAMES) is None
    (entry,) = root.findall("a:entry", NAMES)
    assert entry.find("a:category", NAMES).attrib["term"] == "providers"
    assert entry.find("a:content/h:div/h:dl/h:dd/h:time", NAMES).get("datetime") == "2026-11-01"
    archive = etree.fromstring(write(_feed(current="https://tanym.example/registers/changes.atom")))
    assert archive.find("fh:archive", NAMES) is not None
    assert archive.find("a:link[@rel='current']", NAMES) is not None


@given(st.text(max_size=40))
def test_any_text_stays_text(text: str) -> None:
    """Markup in a title is shown, never read; what XML cannot hold is replaced and nothing is lost beside it."""
    root = etree.fromstring(write(_feed(_entry(title=text + "<b>&amp;", words=text))))
    (entry,) = root.findall("a:entry", NAMES)
    title = entry.find("a:title", NAMES)
    assert len(title) == 0
    assert title.text.endswith("<b>&amp;")
    if text.isprintable():
        assert title.text == text + "<b>&amp;"
        assert entry.findall("a:content/h:div/h:dl/h:dd", NAMES)[1].text == (text or None)
