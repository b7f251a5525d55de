"""The offline check as a file: what it says comes from the words, and its policy lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import UTC, datetime

import pytest

from tanym.adapters.offline import offline_page
from tanym.core.credentials.snapshot import Snapshot
from tanym.core.kernel.localized import LANGUAGES
from tanym.rulepacks.words import core_words

EMPTY = Snapshot(datetime(2026, 11, 22, tzinfo=UTC), {}, {})


def digest(text: str) -> str:
    """As a content policy writes it (CSP 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_page_says_before_its_program_runs_is_said_in_the_language_of_the_reader(
    language: str,
) -> None:
    page = offline_page(EMPTY, language).decode()
    shown = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.S)
    said = [text.strip() for text in re.findall(r">([^<]+)", shown) if text.strip()]
    words = core_words()
    assert said == [
        words.say("offline.title", language),
        "Tanym",
        words.say("offline.needs-program", language),
    ]
    assert f'<html lang="{language}">' in page


def test_the_policy_lets_in_the_program_and_the_style_of_the_page_and_nothing_else() -> None:
    page = offline_page(EMPTY, "kk").decode()
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    [style], [program] = (
        re.findall(r"<style>(.*?)</style>", page, re.S),
        re.findall(r"<script>(.*?)</script>", page, re.S),
    )
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src {digest(program)}",
        f"style-src {digest(style)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    markup = page.replace(program, "").replace(style, "")
    assert not re.search(
        r"\s(style|src|href|on[a-z]+)=", re.sub(r"<script type.*?</script>", "", markup, flags=re.S)
    )
