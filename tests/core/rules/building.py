"""Small packs written as TOML in the tests themselves."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

from tanym.core.rules import Pack, Stack, Vocabulary, read_pack, read_vocabulary, resolve

DAY = date(2026, 3, 1)

SOURCES = """
[source.act]
kind = "law"
title = "An act"

[source.made-up]
kind = "example"
title = "Made up"
"""

FACTS = """
subject = "design"

[fact."design.credits"]
type = "credits"
kind = "derived"

[fact."design.minutes"]
type = "minutes"
kind = "derived"

[fact."design.kinds"]
type = "codes"
kind = "derived"

[fact."design.need"]
type = "text"
kind = "derived"

[fact."design.opens_on"]
type = "date"
kind = "derived"
"""

WORDS = 'words = { en = "w", ru = "w", kk = "w" }'

LIMIT = f"""
[value."limit"]
type = "credits"
tighter = "lower"
{WORDS}
dated = [ {{ since = 2020-01-01, value = 40, loosen_to = 60, cites = ["act, 1 [V]"] }} ]

[[rule]]
id = "R-1"
since = 2020-01-01
binds = "design"
severity = "block"
{WORDS}
cites = ["act, 1 [V]"]
must = [ {{ fact = "design.credits", is = "at-most", value = "limit" }} ]
"""


def parsed(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def vocabulary(text: str = FACTS) -> Vocabulary:
    return read_vocabulary({"design.facts.toml": parsed(text)})


def head(id: str, layer: str = "international", *, status: str = "in-force", requires: str = "[]") -> str:
    return f'id = "{id}"\nlayer = "{layer}"\njurisdiction = "KZ"\nstatus = "{status}"\nrequires = {requires}\n{WORDS}\n'


def pack(
    id: str,
    rules: str,
    layer: str = "international",
    *,
    status: str = "in-force",
    requires: str = "[]",
    **more: str,
) -> Pack:
    """A pack of one subject file; `more` are further files by stem (`cases="…"` for `more.cases.toml`)."""
    files = {
        "pack.toml": parsed(head(id, layer, status=status, requires=requires)),
        "sources.toml": parsed(SOURCES),
        "rules.toml": parsed(rules),
    }
    for stem, text in more.items():
        files[f"more.{stem}.toml"] = parsed(text)
    return read_pack(files)


def limit(
    credits: str, *, mark: str = "V", source: str = "act", more: str = "", since: str = "2020-01-01"
) -> str:
    """A lower layer's word on the limit of `LIMIT`."""
    return f'[value."limit"]\ndated = [ {{ since = {since}, value = {credits}, cites = ["{source}, 2 [{mark}]"]{more} }} ]\n'


def stack(*packs: Pack, on: date = DAY) -> Stack:
    return resolve(packs, on, vocabulary())
