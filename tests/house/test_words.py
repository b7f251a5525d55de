"""Nothing is said in one language only."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tanym.apps.accounts.words import catalogue
from tanym.config import messages
from tanym.core.kernel.localized import LANGUAGES
from tanym.rulepacks.words import PLACE, read
from tests.places import ROOT

SOURCE = ROOT / "src" / "tanym"
TEMPLATES = sorted(path for path in SOURCE.rglob("*.html") if "templates" in path.parts)
"""What Django fills; the offline check is no such page: it is one file, and tests/adapters/test_offline.py reads it."""
ERRORS = {"InvalidValue", "NotPermitted", "NotFound", "Refused", "TanymError"}


def _codes() -> list[tuple[str, str]]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, (ast.Name, ast.Attribute))
                and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) in ERRORS
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                found.append((node.args[0].value, f"{path.relative_to(SOURCE)}:{node.lineno}"))
    return found


def test_every_refusal_has_a_sentence() -> None:
    codes = _codes()
    assert codes
    unsaid = [f"{place}: {code}" for code, place in codes if code not in catalogue()]
    assert not unsaid, "write the sentence of each in kk, ru and en"


def test_a_sentence_stands_in_three_languages() -> None:
    sentences = catalogue().sentences
    assert sentences
    assert not [
        (code, language)
        for code, sentence in sentences.items()
        for language in LANGUAGES
        if not sentence.get(language, "").strip()
    ]


def test_a_code_that_begins_another_loses_neither_sentence(tmp_path: Path) -> None:
    short = '[case.late]\nkk = "Кеш"\nru = "Поздно"\nen = "Late"\n'
    long = '[case.late.since]\nkk = "Бері"\nru = "С"\nen = "Since {day}"\n'
    for number, text in enumerate((short + long, long + short)):
        kept = tmp_path / f"{number}.toml"
        kept.write_text(text, encoding="utf-8")
        catalogue_of_it = read([kept])
        assert catalogue_of_it.say("case.late", "en") == "Late"
        assert catalogue_of_it.say("case.late.since", "en", day="Monday") == "Since Monday"


def test_a_line_that_is_neither_a_language_nor_a_code_is_an_error(tmp_path: Path) -> None:
    kept = tmp_path / "messages.toml"
    kept.write_text('[case.late]\nen = "Late"\nsince = "Since"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"case\.late.*since"):
        read([kept])


def test_a_sentence_has_the_same_places_in_three_languages() -> None:
    apart = {}
    for code, sentence in catalogue().sentences.items():
        places = {language: set(PLACE.findall(sentence[language])) for language in LANGUAGES}
        if not places["kk"] == places["ru"] == places["en"]:
            apart[code] = places
    assert not apart


def test_every_text_of_a_page_is_translated() -> None:
    assert messages.missing([]) == [], "run `make messages` and fill what is empty"


@pytest.mark.parametrize("language", messages.TRANSLATED)
def test_a_text_that_two_rooms_say_is_translated_alike(language: str) -> None:
    """Django joins the catalogues of the rooms into one, so of two translations of a text only one is ever read."""
    said: dict[object, dict[object, list[str]]] = {}
    for room in messages.rooms([]):
        for entry in messages.load(messages.catalogue_path(room, language), language):
            if entry.id:
                key = (entry.context, str(entry.id))
                said.setdefault(key, {}).setdefault(entry.string, []).append(room.name)
    apart = {key: ways for key, ways in said.items() if len(ways) > 1}
    assert not apart, "agree on one translation, or give the text a context or other English words"


def test_a_template_holds_no_text_outside_translation() -> None:
    assert TEMPLATES
    found = {str(path.relative_to(SOURCE)): words for path in TEMPLATES if (words := _untranslated(path))}
    assert not found


def _untranslated(path: Path) -> list[str]:
    source = path.read_text(encoding="utf-8")
    source = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", source, flags=re.S)
    source = re.sub(r"{%\s*block wrap\s*%}.*?{%\s*endblock", "", source, flags=re.S)  # a class name
    source = re.sub(r"{%\s*blocktrans(late)?\b.*?{%\s*endblocktrans(late)?\s*%}", "", source, flags=re.S)
    source = re.sub(r"<(style|script|svg)\b.*?</\1>", "", source, flags=re.S)
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.S)
    source = re.sub(r"<[^>]*>", " ", source, flags=re.S)
    words = re.findall(r"[^\W\d_]{3,}", re.sub(r"&\w+;", " ", source))
    return [w for w in words if w not in {"ECTS", "PDF", "JSON", "PNG", "SVG", "JWT", "EQF", "NQF"}]


FORBIDDEN = {
    "no inline style": re.compile(r"\sstyle="),
    "no inline script": re.compile(r"\son[a-z]+="),
    "no script in the page": re.compile(r"<script(?![^>]*\bsrc=)"),
    "nothing from another host": re.compile(r'(src|href)="https?://(?!www\.w3\.org)'),
}


def test_a_template_keeps_to_the_content_policy() -> None:
    broken = []
    for path in TEMPLATES:
        source = re.sub(r"{%.*?%}|{{.*?}}", "", path.read_text(encoding="utf-8"), flags=re.S)
        broken += [
            f"{path.relative_to(SOURCE)}: {law}" for law, what in FORBIDDEN.items() if what.search(source)
        ]
    assert not broken
