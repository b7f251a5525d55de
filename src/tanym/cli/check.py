"""`tanym check`: what the rules say of designs and foreign records in files, each answer with its citation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from tanym import rulepacks
from tanym.cli.check_show import plain_checked, plain_unread, report_lines, unread_lines
from tanym.cli.checking import OURS, Checked, Stacks, Unread, check_files, exit_code, map_named
from tanym.cli.options import AsJson, Day, Folders, In, Language, all_packs, day_of

FORMAT = "tanym-check/1"

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="TOML, JSON or JSON lines (each also as gzip); European Digital Credentials and Open Badges too.",
    ),
]
MapFile = Annotated[
    Path | None,
    typer.Option(
        "--map", help="How foreign members are named: a TOML file, or a map that ships (pavia, poitiers)."
    ),
]
PackIds = Annotated[
    list[str] | None,
    typer.Option(
        "--pack", help="Rules to ask, by id, repeatable; without it kz for designs, eu for foreign records."
    ),
]


def check(
    files: Files,
    map_file: MapFile = None,
    on: Day = None,
    pack: PackIds = None,
    folders: Folders = None,
    language: In = Language.EN,
    as_json: AsJson = False,
) -> None:
    """Check designs and foreign records: every rule with its answer, what was read, what is asked, and its law.

    Ends with 1 where a rule that stands in the way is not met, else with 2 where such a rule is undecided, else with
    0; warnings are listed and do not count. 64: wrong use. 65: a file or an entry holds nothing that can be checked.
    66: a file is not there. The other files are checked all the same.
    """
    packs = all_packs(folders)
    own = tuple(one.id for one in packs[len(rulepacks.shipped()) :])
    stacks = Stacks(packs, (*(pack or (OURS if own else ())), *own), day_of(on))
    stacks.stack(stacks.chosen or OURS)  # a pack that is not there is wrong use, before any file is read
    results: list[Checked | Unread] = []
    for result in check_files(files, map_named(map_file), stacks):
        results.append(result)
        if not as_json:
            _print(result, language)
    if as_json:
        shown = [plain_checked(one) if isinstance(one, Checked) else plain_unread(one) for one in results]
        typer.echo(
            json.dumps({"format": FORMAT, "on": stacks.on.isoformat(), "entries": shown}, ensure_ascii=False)
        )
    raise typer.Exit(exit_code(results))


def _print(result: Checked | Unread, language: str) -> None:
    if isinstance(result, Checked):
        typer.echo("\n".join(report_lines(result, language)) + "\n")
    else:
        typer.echo("\n".join(unread_lines(result, language)), err=True)
