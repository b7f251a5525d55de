"""Documents of many shapes with texts that are hard to write down, drawn by a seed."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from tanym.core.credentials.compose.open_badge import open_badge
from tanym.core.credentials.contexts import VC_V2, Contexts
from tanym.core.credentials.log_place import LogPlace
from tanym.core.credentials.status.bitstring import StatusEntry
from tests.core.credentials.cast import CONTEXTS, INDEX, LIST, award, decision

OURS = "https://words.example/v1"
WORDS = Contexts(
    {
        VC_V2: CONTEXTS[VC_V2],
        OURS: {
            "@context": {
                "@version": 1.1,
                "kind": "@type",
                "key": "@id",
                "value": "@value",
                "w": "https://words.example/#",
                "Thing": {"@id": "w:Thing", "@context": {"inside": {"@id": "w:inside", "@type": "@id"}}},
                "Other": "w:Other",
                "says": "w:says",
                "link": {"@id": "w:link", "@type": "@id"},
                "links": {"@id": "w:link", "@type": "@id", "@container": "@set"},
                "word": {"@id": "w:word", "@type": "@vocab"},
                "data": {"@id": "w:data", "@type": "@json"},
                "day": {"@id": "w:day", "@type": "http://www.w3.org/2001/XMLSchema#date"},
                "steps": {"@id": "w:steps", "@container": "@list"},
                "called": {"@id": "w:called", "@container": "@language"},
                "kazakh": {"@id": "w:called", "@language": "kk"},
                "held": {"@id": "w:held", "@container": "@graph"},
                "part": {"@id": "w:part", "@context": {"says": "w:says-of-part"}},
            }
        },
    }
)

ADDRESSES = (
    "https://a.example/1",
    "https://a.example/2?q=%41#part",
    "http://a.example:8080/%d/%s%%",
    "urn:uuid:5f2a6a8e-0b0e-4c57-8c57-9a2f3d4e5f61",
    "did:key:z6Mk",
    "mailto:a@b.example",
    "x:y",
    "tag:a.example,2026:x",
    "https://a.example/ә",
    "HTTPS://a.example",
    "https://a b/",
    "https://a.example/../b/./c",
    "w:Thing",
    "cred:x",
    "relative/one",
    "_:b0",
    "@id",
    "",
    "https://a.example/#a#b",
    "https://[::1]/",
    "https:a",
    "http://",
    "urn:a\n",
)
PLAIN = 8
"""So many of them are such that no two readers differ about them."""

TEXTS = (
    "",
    " ",
    "plain",
    "Айгүл Сейітова ӘҢҒҮҰҚӨҺІ",
    "학생🎓👩‍🎓",
    'quo"te',
    "back\\slash\\u0041",
    "line\nfeed\r\n\ttab",
    "\x00\x01\x7f\x0b\x08\x0c",
    "\ufffe\uffff\u2028\u00a0\u0085",
    "%s %d %% %(a)s {0}",
    "_:b0",
    "_:c14n0",
    '" .\n_:a <x:y> "',
    "@type",
    "true",
    "12",
    "2026-11-22T00:00:00Z",
    "Thing",
    "e\u0301",
    "x" * 300,
)


def badges() -> tuple[dict[str, Any], ...]:
    """Documents as we issue them."""
    status = StatusEntry(LIST, INDEX)
    place = LogPlace("https://kokzhar.example/log", 17, "0d6a1f52-8d6c-4a7b-9f3c-2b1a0c9d8e70")
    return (
        open_badge(award(), status=status, log=place),
        open_badge(decision(), status=status),
        open_badge(award(credits=250, ects=250)),
    )


def invented(random: Random) -> dict[str, Any]:
    """A document of words that no standard has, with every kind of member that a context can define."""
    return {
        "@context": [VC_V2, OURS],
        "id": _address(random),
        "type": ["VerifiableCredential"],
        **_members(random, 3),
    }


def _members(random: Random, depth: int) -> dict[str, Any]:
    text: Callable[[], str] = lambda: random.choice(TEXTS)  # noqa: E731
    address: Callable[[], str] = lambda: _address(random)  # noqa: E731
    node: Callable[[], Any] = lambda: _node(random, depth - 1)  # noqa: E731
    made: dict[str, Callable[[], Any]] = {
        "says": lambda: random.choice([text(), [text(), text()], [text(), 1, 2.5, True], 12]),
        "link": address,
        "links": lambda: [address() for _ in range(random.randrange(3))],
        "word": lambda: random.choice(["Thing", "Other", "says", "Other", address()]),
        "data": lambda: random.choice([text(), {"a": [text(), {"type": text()}]}, 1]),
        "day": text,
        "steps": lambda: [text() for _ in range(random.randrange(4))],
        "called": lambda: {language: text() for language in random.sample(["kk", "ru", "en", "type"], 2)},
        "kazakh": text,
        "https://other.example/says": lambda: [
            {"@value": text(), "@language": random.choice(["kk", "en"])},
            {"value": text(), "@type": random.choice(ADDRESSES[:2])},
            text(),
        ],
    }
    if depth:
        made |= {"held": node, "part": lambda: [node() for _ in range(random.randrange(4))]}
    chosen = random.sample(sorted(made), random.randrange(2, 6))
    return {name: made[name]() for name in chosen}


def _address(random: Random, odd: float = 0.02) -> str:
    return random.choice(ADDRESSES if random.random() < odd else ADDRESSES[:PLAIN])


def _node(random: Random, depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {}
    if random.random() < 0.4:
        node[random.choice(["id", "key"])] = _address(random)
    if random.random() < 0.6:
        node[random.choice(["type", "kind"])] = random.choice(["Thing", ["Thing", "Other"], "Other"])
    return node | _members(random, depth)


def reworded(document: dict[str, Any], random: Random, odd: float = 0.1) -> dict[str, Any]:
    """The same document with other texts in some places: of the same shape, unless a type or a language is hit."""
    made = copy.deepcopy(document)
    places = list(_places(made))
    shared = random.choice(TEXTS)
    for holder, name in random.sample(places, min(len(places), max(1, int(len(places) * odd)))):
        old = holder[name]
        if ":" in old and " " not in old:
            holder[name] = random.choice([_address(random, odd), _address(random, odd), old[:-1]])
        else:
            holder[name] = random.choice([random.choice(TEXTS), random.choice(TEXTS), shared])
    return made


def reshaped(document: dict[str, Any], random: Random) -> dict[str, Any]:
    """The same document with a few members left out, doubled or moved."""
    made = copy.deepcopy(document)
    for _ in range(random.randrange(1, 6)):
        holders = [holder for holder, _ in _places(made)]
        if not holders:
            break
        holder = random.choice(holders)
        if isinstance(holder, list):
            random.choice([holder.reverse, lambda found=holder: found.append(found[0]), holder.clear])()
        else:
            name = random.choice(sorted(holder))
            if name not in _SETTLED:
                moved = holder.pop(name)
                if random.random() < 0.7:
                    holder[name] = moved
    return made


_SETTLED = ("@context", "type", "kind", "word", "@language", "@type")


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for name, item in items:
        if name in _SETTLED:
            continue
        if isinstance(item, str):
            yield value, name
        elif isinstance(item, (dict, list)):
            yield from _places(item)
