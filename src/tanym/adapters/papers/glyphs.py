"""Which characters a paper can show: one that has no letter in its font stands as an empty box."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import typst

FONTS: Final = typst.Fonts(include_system_fonts=False)  # the compiler's own font has every Kazakh letter
BOX = "□"
USUAL = 0x0500
"""Up to here (Latin, Greek, Cyrillic) the font has every letter; further on each character is tried once."""
JOINERS = frozenset("\u00ad\u200c\u200d")


def printable(content: Any) -> Any:
    """The content of a paper (texts, tables, lists) with every character that cannot be printed replaced.

    A paper has to be archivable and readable aloud (ISO 19005-3, ISO 14289-1), so a single character without a letter
    would keep the whole paper from being made. Signs that turn the order of letters around are left out: what is
    printed has to be read as it was signed.
    """
    if isinstance(content, str):
        shown = "".join(map(_shown, content))
        return shown if shown.strip() or not content.strip() else BOX
    if isinstance(content, Mapping):
        return {name: printable(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [printable(value) for value in content]
    return content


@cache
def _shown(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf" and character not in JOINERS:
        return ""
    if kind == "Cc":
        return character if character in "\n\t" else " "
    if kind in ("Cs", "Co", "Cn"):
        return BOX
    return character if ord(character) < USUAL or _has_letter(character) else BOX


def _has_letter(character: str) -> bool:
    try:
        typst.compile(
            b"#set document(title: [x])\n#sys.inputs.text",
            font_paths=FONTS,
            sys_inputs={"text": character},
            pdf_standards=["a-3a", "ua-1"],
            format="pdf",
        )
    except typst.TypstError:
        return False
    return True
