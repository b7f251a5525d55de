"""`tanym packs export` and `tanym packs difference`: packs as files, and what differs between two of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated

import typer

from tanym import rulepacks
from tanym.cli.exits import ExitCode
from tanym.cli.options import AsJson, Day, Folders, In, Language, all_packs, day_of
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused, TanymError
from tanym.core.rules import Pack, Stack, read_pack
from tanym.core.rules.bundle import bundle_bytes, packed, read_bundle
from tanym.core.rules.cases import closure
from tanym.core.rules.difference import difference
from tanym.core.rules.toml import write_toml
from tanym.rulepacks.differences import change_sentences

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}\.toml")

Which = Annotated[str, typer.Argument(help="The id of a pack, its folder, or a bundle (a .json file).")]


def export(
    pack: Which,
    target: Annotated[
        Path, typer.Argument(help="A folder that is not there yet, or a .json file for the bundle.")
    ],
    folder: Folders = None,
) -> None:
    """Write a pack as TOML files into a new folder, or as its bundle; its digest stays the same."""
    found = _pack(pack, all_packs(folder))
    if target.exists():
        raise Refused("pack.target-taken", path=target.name)
    if target.suffix == ".json":
        target.write_bytes(bundle_bytes(found.files))
    else:
        if wrong := [name for name in found.files if _FILE.fullmatch(name) is None]:
            raise InvalidValue("pack.file-name", file=wrong[0])
        target.mkdir(parents=True)
        for name, content in found.files.items():
            (target / name).write_text(write_toml(content), encoding="utf-8")
    typer.echo(f"{found.id} {found.digest}")


def show_difference(
    before: Which,
    after: Which,
    folder: Folders = None,
    on: Day = None,
    as_json: AsJson = False,
    language: In = Language.EN,
) -> None:
    """Say what differs between two packs or two versions of one; the exit code is 1 where anything does."""
    known = all_packs(folder)
    old, new = _pack(before, known), _pack(after, known)
    found = difference(old.files, new.files)
    if as_json:
        rows = [
            {
                "at": one.place.key,
                "code": one.code,
                "before": packed_or_none(one.before),
                "after": packed_or_none(one.after),
            }
            for one in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for sentence in change_sentences(found, _stack(new, old, known, on), language):
            typer.echo(sentence)
    raise typer.Exit(ExitCode.NOT_MET if found else ExitCode.MET)


def packed_or_none(content: object) -> object:
    """Content of a pack as JSON data; None where nothing stands."""
    return None if content is None else packed(content)


def _pack(which: str, known: tuple[Pack, ...]) -> Pack:
    path = Path(which)
    if which.endswith(".json"):
        if not path.is_file():
            raise NotFound("pack.unknown", pack=path.name)
        return read_pack(read_bundle(path.read_bytes()))
    if path.is_dir() and (path / "pack.toml").is_file():
        return rulepacks.load_folder(path)
    found = next((one for one in known if one.id == which), None)
    if found is None:
        raise NotFound("pack.unknown", pack=which)
    return found


def _stack(new: Pack, old: Pack, known: tuple[Pack, ...], on: Day) -> Stack:
    """The words of what the changes name: by the newer version, or where it has faults by what it replaces."""
    for pack in (new, old):
        try:
            others = [one for one in known if one.id != pack.id]
            return rulepacks.stack(closure(pack.id, (*others, pack)), day_of(on))
        except TanymError:
            continue
    return rulepacks.stack(rulepacks.shipped(), day_of(on))
