"""What readers call the files of a set of rules, and the order in which they look for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tanym.apps.accounts.words import catalogue, say
from tanym.core.kernel.localized import choose
from tanym.core.rules.pack import Files

LAST = {"letters.toml": 3, "sources.toml": 4}


def standing(file: str) -> tuple[int, str]:
    """Where a reader of law looks for a file: the set itself, rules, procedures, letters, sources, examples."""
    if file == "pack.toml":
        return 0, file
    if file.endswith(".cases.toml"):
        return 5, file
    return (2 if file.endswith(".procedure.toml") else LAST.get(file, 1)), file


def file_title(file: str, files: Files, language: str) -> str:
    """A file in words; its name where nobody has written them."""
    if file.endswith(".cases.toml"):
        name = file.removesuffix(".cases.toml")
        of = next(
            (f"{name}{kind}" for kind in (".procedure.toml", ".toml") if f"{name}{kind}" in files), name
        )
        return _("Examples: %(file)s") % {"file": file_title(of, files, language)}
    if file.endswith(".procedure.toml"):
        return choose(procedure_words(files.get(file, {})), language)[0] or file
    name = file.removesuffix(".toml")
    code = f"pack-file.{name}"
    return say(code) if code in catalogue() else name


def procedure_words(table: Mapping[str, Any]) -> Mapping[str, str]:
    """What a procedure's table calls itself, by language."""
    head = table.get("procedure")
    words = head.get("words") if isinstance(head, Mapping) else None
    return words if isinstance(words, Mapping) else {}
