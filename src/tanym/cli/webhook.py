"""`tanym webhook`: verifies a message that a register has sent, as its receiver would."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from tanym.cli.exits import ExitCode
from tanym.cli.options import In, Language
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.core.registers import webhooks
from tanym.rulepacks.words import core_words

app = typer.Typer(help="Verify a signed message of a register.", no_args_is_help=True)


@app.callback()
def _webhook() -> None:
    """Keeps `verify` a verb of its own."""


@app.command()
def verify(
    key: Annotated[
        str, typer.Option("--key", help="The public key (whpk_…) or the shared secret (whsec_…).")
    ],
    id: Annotated[str, typer.Option("--id", help="The header webhook-id.")],
    timestamp: Annotated[str, typer.Option("--timestamp", help="The header webhook-timestamp.")],
    signature: Annotated[str, typer.Option("--signature", help="The header webhook-signature, all of it.")],
    at: Annotated[
        datetime | None, typer.Option("--at", help="When it came, for a message that was kept; else now.")
    ] = None,
    language: In = Language.EN,
) -> None:
    """Read the body from standard input; 0: genuine, 1: not confirmed or of another time."""
    given = {webhooks.ID: id, webhooks.TIMESTAMP: timestamp, webhooks.SIGNATURE: signature}
    now = at.astimezone(UTC) if at else datetime.now(UTC)
    try:
        message = webhooks.verify(given, sys.stdin.buffer.read(), key=key, now=now)
    except InvalidValue as wrong:
        typer.echo(core_words().say(wrong.code, language, **wrong.details), err=True)
        raise typer.Exit(ExitCode.USAGE) from None
    except Refused as refusal:
        typer.echo(core_words().say(refusal.code, language, **refusal.details))
        raise typer.Exit(ExitCode.NOT_MET) from None
    typer.echo(core_words().say("webhook.genuine", language, id=message))
