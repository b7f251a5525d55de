"""`tanym import`: official files that may not lie in our repository are taken into the installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tanym.adapters.contexts import install_contexts
from tanym.cli.options import In, Language, in_var
from tanym.rulepacks.words import core_words

app = typer.Typer(
    name="import",
    help="Take official files into this installation.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def _group() -> None:
    """Official files that may not lie in our repository."""


@app.command("contexts")
def contexts(
    path: Annotated[
        Path,
        typer.Argument(
            help="A JSON-LD context (with --address), or a folder with an index.json of addresses and files."
        ),
    ],
    address: Annotated[
        str, typer.Option("--address", help="The address under which the one file is published.")
    ] = "",
    into: Annotated[
        Path | None,
        typer.Option("--into", help="The folder of the contexts; that of this installation if not given."),
    ] = None,
    language: In = Language.EN,
) -> None:
    """Take JSON-LD contexts into the installation and note their digests: 0 taken, 64 refused."""
    folder = into or in_var("contexts")
    taken = install_contexts(path, folder, address)
    for url, made in sorted(taken.items()):
        typer.echo(f"{made}  {url}")
    typer.echo(core_words().say("import.contexts-taken", language.value, count=len(taken), folder=folder))
