"""The offline check: one page in one file that verifies documents in the browser, asking nobody."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files

from tanym.core.credentials.snapshot import Snapshot
from tanym.core.kernel.localized import LANGUAGES
from tanym.rulepacks.words import core_words

SCRIPTS = ("json.js", "codes.js", "keys.js", "lists.js", "proofs.js", "check.js", "show.js")
"""The parts of the page's program, in the order in which they stand on each other."""

_CODE = re.compile(r'"((?:credential|offline|verify\.(?:check|outcome|fact))\.[a-z0-9.-]+)"')


def offline_page(snapshot: Snapshot, language: str) -> bytes:
    """The page for a reader of `language` (it can be switched on the page): program, words and snapshot in one file.

    Its policy allows nothing from outside and no script but its own, by digest (CSP 3).
    """
    program, style = _program(), _text("page.css")
    data = json.dumps(
        {"snapshot": snapshot.plain(), "words": _words(), "language": language},
        ensure_ascii=False,
        separators=(",", ":"),
    ).replace("<", "\\u003c")
    page = (
        _text("page.html")
        .replace("{language}", language)
        .replace("{title}", core_words().say("offline.title", language))
        .replace("{needs-program}", core_words().say("offline.needs-program", language))
        .replace("{script-digest}", _digest(program))
        .replace("{style-digest}", _digest(style))
    )
    # The parts go in last, and once: what stands in them is never read as a place to fill.
    before, after_style = page.split("{style}")
    between, rest = after_style.split("{data}")
    middle, end = rest.split("{program}")
    return "".join((before, style, between, data, middle, program, end)).encode()


def codes() -> frozenset[str]:
    """Every code that the page's program can say."""
    return frozenset(_CODE.findall(_program()))


@cache
def _words() -> dict[str, dict[str, str]]:
    known = core_words().sentences
    wanted = {code for code in codes() if code in known} | {
        code for code in known if code.startswith(("day.", "offline.", "verify.outcome.", "verify.check."))
    }
    return {code: {language: known[code][language] for language in LANGUAGES} for code in sorted(wanted)}


@cache
def _program() -> str:
    body = "\n".join(_text(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
