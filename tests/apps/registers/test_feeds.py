"""Feeds of changes, followed as a subscriber follows them: page by page, while changes are written."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from lxml import etree

from tanym.apps.registers import changes as feed_changes
from tanym.apps.registers import sources
from tanym.apps.registers.models import FeedArchive
from tanym.apps.registers.sources import ChangeRow, Row

ATOM = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
START = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


@dataclass
class Written:
    """A register whose acts the test writes: one act may change several entries."""

    register: str
    columns: tuple[str, ...] = ()
    acts: list[ChangeRow] = field(default_factory=list)

    def rows(self, on: date, known_on: date | None, words: str) -> Sequence[Row]:
        return ()

    def row(self, id: str, on: date, known_on: date | None) -> Row:
        raise NotImplementedError

    def changes(self, id: str | None, after: int, limit: int) -> Sequence[ChangeRow]:
        return [one for one in self.acts if one.number > after][:limit]

    def write(self, number: int, entries: int = 1) -> None:
        for entry in range(entries):
            self.acts.append(
                ChangeRow(
                    number=number,
                    at=START + timedelta(minutes=number),
                    id=f"e{entry}",
                    titles={"kk": f"Ұйым <{entry}>", "en": f"Body {entry} & others"},
                    act="suspended",
                    since=date(2026, 11, 1),
                    until=None,
                    reason={"en": "Found in a visit"},
                    address=f"/registers/{self.register}/e{entry}/",
                )
            )


@pytest.fixture
def registers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Written]:
    kept = {name: Written(name) for name in ("providers", "agreements")}
    monkeypatch.setattr(sources, "_SOURCES", dict(kept))
    monkeypatch.setattr(feed_changes, "PAGE", 4)
    return kept


def is_valid(root: etree._Element) -> None:
    """What RFC 4287 asks of a feed and of each entry (sections 4.1.1 and 4.1.2)."""
    for one in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"a:{name}", ATOM)) == 1, name
        assert re.fullmatch(r"tag:[a-z.]+,2026:[\w/-]+", one.findtext("a:id", namespaces=ATOM))
        moment = one.findtext("a:updated", namespaces=ATOM)
        assert datetime.fromisoformat(moment.replace("Z", "+00:00")).tzinfo is not None
    ids = [one.text for one in root.findall("a:entry/a:id", ATOM)]
    assert len(ids) == len(set(ids))
    assert root.findtext("a:author/a:name", namespaces=ATOM)
    assert len(root.findall("a:link[@rel='self']", ATOM)) == 1
    for entry in root.findall("a:entry", ATOM):
        assert len(entry.findall("a:link[@rel='alternate']", ATOM)) == 1
        assert len(entry.findall("a:content", ATOM)) == 1


class Subscriber:
    """A program that follows a feed by RFC 5005: it reads back until it meets what it has seen."""

    def __init__(self, address: str) -> None:
        self.address, self.seen = address, list[str]()

    def follow(self, client: Client, between: Iterator[None]) -> None:
        fresh: list[list[str]] = []
        address = self.address
        while address:
            root = etree.fromstring(client.get(address).content)
            is_valid(root)
            ids = [one.text for one in root.findall("a:entry/a:id", ATOM)]
            fresh.append([one for one in ids if one not in self.seen])
            if len(fresh[-1]) < len(ids):
                break
            link = root.find("a:link[@rel='prev-archive']", ATOM)
            address = "" if link is None else link.get("href").removeprefix("http://localhost:8000")
            next(between, None)  # somebody writes while the subscriber reads
        for page in reversed(fresh):
            self.seen += reversed(page)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("path", ["/registers/providers/changes.atom", "/registers/changes.atom"])
def test_a_subscriber_gets_every_change_once_and_in_order_while_others_write(
    registers: dict[str, Written], client: Client, path: str, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  # it writes a history, it keeps no secret
    number = 0

    def write() -> None:
        nonlocal number
        for _ in range(chance.randint(0, 7)):
            number += chance.randint(1, 3)
            name = chance.choice(["providers", "agreements"])
            registers[name].write(number, chance.choice([1, 1, 1, 2, 11]))

    def writing() -> Iterator[None]:
        while True:
            write()
            yield

    subscriber = Subscriber(path)
    for _ in range(6):
        write()
        subscriber.follow(client, writing())
    subscriber.follow(client, iter(()))
    followed = ["providers"] if "providers" in path else sorted(registers)
    written = sorted((one.number, name, one.id) for name in followed for one in registers[name].acts)
    expected = [f"tag:localhost,2026:registers/{name}/{entry}/{number}" for number, name, entry in written]
    assert subscriber.seen == expected


@pytest.mark.django_db
def test_a_closed_part_never_changes_its_entries_and_leads_both_ways(
    registers: dict[str, Written], client: Client
) -> None:
    for number in range(1, 21):
        registers["providers"].write(number)
    first = client.get("/registers/providers/changes/1.atom").content
    for number in range(21, 60):
        registers["providers"].write(number)
    client.get("/registers/providers/changes.atom")
    again = etree.fromstring(client.get("/registers/providers/changes/1.atom").content)
    assert [one.text for one in etree.fromstring(first).findall("a:entry/a:id", ATOM)] == [
        one.text for one in again.findall("a:entry/a:id", ATOM)
    ]
    second = etree.fromstring(client.get("/registers/providers/changes/2.atom?lang=ru").content)
    links = {one.get("rel"): one.get("href") for one in second.findall("a:link", ATOM)}
    assert links["prev-archive"].endswith("/registers/providers/changes/1.atom?lang=ru")
    assert links["next-archive"].endswith("/registers/providers/changes/3.atom?lang=ru")
    assert links["current"].endswith("/registers/providers/changes.atom?lang=ru")
    assert second.find("fh:archive", ATOM) is not None
    assert again.find("a:link[@rel='prev-archive']", ATOM) is None
    assert list(FeedArchive.objects.values_list("after", flat=True)) == list(range(0, 52, 4))
    for nowhere in ("/registers/providers/changes/0.atom", "/registers/providers/changes/99.atom"):
        assert client.get(nowhere, follow=True).status_code == 404
    assert client.get("/registers/nothing/changes.atom", follow=True).status_code == 404


@pytest.mark.django_db
def test_an_entry_says_what_changed_in_the_language_asked_for(
    registers: dict[str, Written], client: Client
) -> None:
    registers["providers"].write(7)
    answer = client.get("/registers/providers/changes.atom?lang=en")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    (entry,) = root.findall("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM).startswith("Body 0 & others: ")
    said = " ".join(entry.find("a:content", ATOM).itertext())
    assert "Found in a visit" in said
    assert "1 November 2026" in said
    assert entry.find("a:link", ATOM).get("href") == "http://localhost:8000/en/registers/providers/e0/"
    kazakh = etree.fromstring(client.get("/registers/providers/changes.atom?lang=xx").content)
    assert kazakh.get("{http://www.w3.org/XML/1998/namespace}lang") == "kk"
    assert "Ұйым <0>" in kazakh.findtext("a:entry/a:title", namespaces=ATOM)
    assert kazakh.findtext("a:entry/a:id", namespaces=ATOM) == entry.findtext("a:id", namespaces=ATOM)


@pytest.mark.django_db
def test_nothing_new_costs_nothing(registers: dict[str, Written], client: Client) -> None:
    path = "/registers/providers/changes.atom"
    empty = client.get(path)
    assert (
        f'type="application/atom+xml" href="{path}?lang=ru"'
        in client.get("/ru/registers/providers/").content.decode()
    )
    assert etree.fromstring(empty.content).findall("a:entry", ATOM) == []
    registers["providers"].write(7)
    answer = client.get(path)
    assert answer["Last-Modified"] == "Sat, 21 Nov 2026 05:07:00 GMT"
    for name, value in (
        ("If-None-Match", answer["ETag"]),
        ("If-Modified-Since", answer["Last-Modified"]),
    ):
        unchanged = client.get(path, headers={name: value})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
    registers["providers"].write(8)
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 200
