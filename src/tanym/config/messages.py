"""Translations: collects texts from templates and code into each room's catalogues, compiles them, names what is missing.

No gettext tools are needed: Babel reads and writes the catalogues.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOMS = Path(__file__).resolve().parents[1] / "apps"
TRANSLATED = ("kk", "ru")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

Message = tuple[str | None, str | tuple[str, ...]]


def texts(room: Path) -> dict[Message, list[tuple[str, int]]]:
    """Every text of a room that has to be translated: (context, msgid) → places."""
    from django.template.base import TemplateSyntaxError
    from django.utils.translation.template import templatize

    found: dict[Message, list[tuple[str, int]]] = {}
    for path in sorted([*room.rglob("*.py"), *room.rglob("*.html")]):
        if "migrations" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            try:
                source = templatize(source)
            except (TemplateSyntaxError, SyntaxError) as fault:
                raise SystemExit(f"{path}: {fault}") from fault
        for line, message, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
            key = (context, tuple(message) if isinstance(message, (tuple, list)) else message)
            if key[1]:
                found.setdefault(key, []).append((str(path.relative_to(room)), line))
    return found


def rooms(chosen: list[str]) -> Iterator[Path]:
    """The rooms named, or all of them."""
    for path in sorted(ROOMS.iterdir()):
        if (path / "__init__.py").exists() and (not chosen or path.name in chosen):
            yield path


def catalogue_path(room: Path, language: str) -> Path:
    """Where a room keeps its texts in a language."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def load(path: Path, language: str) -> Catalog:
    """The catalogue at a path, empty where there is none."""
    if path.exists():
        with path.open("rb") as opened:
            return read_po(opened, locale=language)
    return Catalog(locale=language, project="Tanym", charset="utf-8")


def collect(chosen: list[str]) -> None:
    """Add new texts to the catalogues with an empty translation, drop those that nobody uses."""
    for room in rooms(chosen):
        found = texts(room)
        for language in TRANSLATED:
            path = catalogue_path(room, language)
            old = load(path, language)
            new = Catalog(locale=language, project="Tanym", charset="utf-8", fuzzy=False)
            for (context, message), _places in found.items():
                kept = old.get(message, context)
                new.add(message, kept.string if kept else None, context=context)
            if not found:
                path.unlink(missing_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            buffer = BytesIO()
            write_po(buffer, new, omit_header=False, no_location=True, sort_output=True, width=110)
            lines = [
                line
                for line in buffer.getvalue().decode().splitlines()
                if not line.startswith(
                    (
                        '"POT-Creation-Date',
                        '"PO-Revision-Date',
                        '"Generated-By',
                        '"Last-Translator',
                        '"Report-Msgid',
                        "# ",
                    )
                )
            ]
            path.write_text("\n".join(lines).lstrip("#\n") + "\n", encoding="utf-8")


def missing(chosen: list[str]) -> list[str]:
    """Each text without a translation, as `room language: text`."""
    faults = []
    for room in rooms(chosen):
        found = texts(room)
        for language in TRANSLATED:
            catalogue = load(catalogue_path(room, language), language)
            for context, message in found:
                entry = catalogue.get(message, context)
                strings = (
                    [] if entry is None else [entry.string] if isinstance(entry.string, str) else entry.string
                )
                if not strings or not all(strings) or (entry is not None and entry.fuzzy):
                    faults.append(f"{room.name} {language}: {message}")
    return faults


def compile_all(chosen: list[str]) -> None:
    """Write the binary form that Django reads; they are not committed."""
    for room in rooms(chosen):
        for language in TRANSLATED:
            path = catalogue_path(room, language)
            if path.exists():
                compiled = path.with_suffix(".mo")
                if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
                    with compiled.open("wb") as opened:
                        write_mo(opened, load(path, language))


def main() -> None:
    """`collect`, `compile` or `missing`, for the rooms named or for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["collect", "compile", "missing"])
    parser.add_argument("room", nargs="*")
    chosen = parser.parse_args()
    if chosen.verb == "collect":
        collect(chosen.room)
    elif chosen.verb == "compile":
        compile_all(chosen.room)
    faults = missing(chosen.room) if chosen.verb != "compile" else []
    if faults:
        sys.stdout.write("\n".join(faults) + "\n")
        raise SystemExit(1 if chosen.verb == "missing" else 0)


if __name__ == "__main__":
    main()
