"""The command line that needs no account and no database: checks on files, and a witness of the public log."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.metadata import version as version_of
from itertools import pairwise
from typing import Annotated

import typer
from typer.main import get_command

from tanym.cli.bring import app as bring
from tanym.cli.canonicalise import canonicalise
from tanym.cli.check import check
from tanym.cli.convert import convert_document
from tanym.cli.exits import ExitCode, complain
from tanym.cli.log import app as log
from tanym.cli.options import Language
from tanym.cli.packs import app as packs
from tanym.cli.verify import verify
from tanym.cli.verify_case import verify_case
from tanym.cli.webhook import app as webhook
from tanym.core.kernel.errors import TanymError

OPERATING = """Operating the platform (needs a database; run `tanym help` for all of them):

sample, journal verify, publish_log, issue_pending, clocks, reviews, reminders, standing, webhooks, expiries, job, migrate and Django's own commands."""

app = typer.Typer(
    name="tanym",
    help="Check designs, verify credentials, read rule packs, witness the public log.",
    epilog=OPERATING,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(check)
app.command()(verify)
app.command("convert")(convert_document)
app.command("verify-case")(verify_case)
app.command()(canonicalise)
app.add_typer(packs, name="packs")
app.add_typer(log, name="log")
app.add_typer(bring, name="import")
app.add_typer(webhook, name="webhook")


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and end.", is_eager=True)
    ] = False,
) -> None:
    if version:
        typer.echo(f"tanym {version_of('tanym')}")
        raise typer.Exit(ExitCode.MET)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: Sequence[str]) -> int:
    """Run one offline verb and return the exit code; wrong use, and files that can't be read, are 64."""
    try:
        code = get_command(app).main(list(arguments), prog_name="tanym", standalone_mode=False)
    except typer.TyperException as wrong:
        typer.echo(f"tanym: {wrong.format_message()}\nTry: tanym --help", err=True)
        return ExitCode.USAGE
    except typer.Abort:
        return ExitCode.USAGE
    except TanymError as refused:
        complain(refused, _language(arguments))
        return ExitCode.USAGE
    return code if isinstance(code, int) else ExitCode.MET


def _language(arguments: Sequence[str]) -> str:
    """The language asked for; by now it is known to be one of the three."""
    given = [value for option, value in pairwise(arguments) if option == "--language"]
    return given[-1] if given else os.environ.get("TANYM_LANGUAGE", Language.EN)
