"""Reading pack folders: the packs that ship with Tanym, and any folder in the same format."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.core.rules import Pack, Vocabulary, read_pack, read_vocabulary
from tanym.core.rules.toml import read_toml

_LARGEST_FILE = 2_000_000  # bytes


def read_files(folder: Path | Traversable) -> dict[str, dict[str, Any]]:
    """The parsed TOML of a folder by file name; numbers with a point are decimals, never floats.

    Raises `InvalidValue`: `pack.not-toml` with the file, `pack.too-large`, or `pack.no-head` without a `pack.toml`.
    """
    result: dict[str, dict[str, Any]] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".toml") or not file.is_file():
            continue
        data = file.read_bytes()
        if len(data) > _LARGEST_FILE:
            raise InvalidValue("pack.too-large", size=len(data), most=_LARGEST_FILE)
        try:
            result[file.name] = read_toml(data.decode())
        except ValueError as wrong:
            raise InvalidValue("pack.not-toml", file=file.name, reason=str(wrong)[:200]) from wrong
    return result


def load_folder(path: Path | Traversable) -> Pack:
    """The pack in a folder, as an institution keeps it. Its faults stand in `Pack.faults`. Raises as `read_files`."""
    if not path.is_dir():
        raise NotFound("pack.unknown", pack=path.name)
    found = read_files(path)
    if "pack.toml" not in found:
        raise InvalidValue("pack.no-head", folder=path.name)
    return read_pack(found)


@cache
def shipped() -> tuple[Pack, ...]:
    """The packs of the distribution, each after the ones that it requires."""
    folders = (
        one for one in files("tanym.rulepacks").iterdir() if one.is_dir() and (one / "pack.toml").is_file()
    )
    return by_requirement(load_folder(folder) for folder in folders)


@cache
def sample_packs() -> tuple[Pack, ...]:
    """The invented packs of the sample country: institutions' own, and an illustration of what a nation may decide."""
    folders = (
        one for one in (files("tanym.rulepacks") / "samples").iterdir() if (one / "pack.toml").is_file()
    )
    return by_requirement(load_folder(folder) for folder in folders)


@cache
def vocabulary() -> Vocabulary:
    """The facts of this release."""
    return read_vocabulary(vocabulary_files())


def vocabulary_files() -> dict[str, dict[str, Any]]:
    """The files that the facts of this release are described in; `bundle_digest` of them is the vocabulary's digest."""
    return read_files(files("tanym.rulepacks") / "vocabulary")


def load(ids: Iterable[str]) -> tuple[Pack, ...]:
    """Shipped packs and all that they require, each after the ones that it requires.

    Raises `NotFound("pack.unknown")`.
    """
    known = {pack.id: pack for pack in shipped()}
    wanted: set[str] = set()
    open_: list[str] = [ids] if isinstance(ids, str) else list(ids)
    while open_:
        pack = open_.pop()
        if pack not in known:
            raise NotFound("pack.unknown", pack=pack)
        if pack not in wanted:
            wanted.add(pack)
            open_ += known[pack].requires
    return tuple(pack for pack in shipped() if pack.id in wanted)


def by_requirement(packs: Iterable[Pack]) -> tuple[Pack, ...]:
    """Packs in an order in which each follows what it requires; otherwise by layer and id."""
    left = sorted(packs, key=lambda pack: (pack.layer.depth, pack.id))
    known = {pack.id for pack in left}
    result: list[Pack] = []
    while left:
        placed = {pack.id for pack in result}
        free = [pack for pack in left if all(one in placed or one not in known for one in pack.requires)]
        following = free[0] if free else left[0]  # a cycle: the checker reports it
        result.append(following)
        left.remove(following)
    return tuple(result)
