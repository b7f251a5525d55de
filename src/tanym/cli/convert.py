"""`tanym convert`: one award from one format into another, with the list of what was lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from tanym.cli.exits import ExitCode
from tanym.cli.files import bytes_of
from tanym.cli.options import In, Language
from tanym.core.credentials.convert.conversion import (
    Converted,
    Format,
    Pictures,
    Source,
    convert,
    read_source,
)
from tanym.core.credentials.convert.fields import FIELDS, NOTES
from tanym.core.credentials.record import AwardRecord
from tanym.core.kernel.errors import InvalidValue, Refused
from tanym.rulepacks.words import core_words


def convert_document(
    document: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A badge, a European Digital Credential or ELMO; - for standard input."
        ),
    ],
    to: Annotated[Format, typer.Option("--to", help="The format to write.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write it; standard output if not given.")
    ] = None,
    number: Annotated[str, typer.Option("--number", help="Which award of a file with several.")] = "",
    holder: Annotated[
        str, typer.Option("--holder", help="The holder's name, where the file names nobody.")
    ] = "",
    at: Annotated[
        datetime | None,
        typer.Option(
            "--at", formats=["%Y-%m-%dT%H:%M:%SZ"], help="The moment of writing (UTC); now if not given."
        ),
    ] = None,
    language: In = Language.EN,
) -> None:
    """Convert an award: 0 nothing was lost, 1 something was (named on standard error), 64 refused.

    The new document is unsigned: proof and seal of the old one cover the old one alone.
    """
    source = read_source(bytes_of(document), holder)
    record = _chosen(source, number)
    moment = at.replace(tzinfo=UTC) if at else datetime.now(UTC)
    made = convert(
        source, record, to, at=moment, say=core_words().say, pictures=_pictures(language.value), language=language.value
    )  # fmt: skip
    if out is None:
        typer.echo(made.document.decode("utf-8"))
    else:
        out.write_bytes(made.document)
    for line in losses(made, language.value):
        typer.echo(line, err=True)
    raise typer.Exit(ExitCode.NOT_MET if made.lost or made.unread else ExitCode.MET)


def losses(made: Converted, language: str) -> list[str]:
    """What was lost, in sentences; the proof always is."""
    say = core_words().say
    lines = [say("convert.unsigned", language)]
    if made.lost:
        names = ", ".join(
            say(f"convert.field.{name}", language) for name in (*FIELDS, NOTES) if name in made.lost
        )
        lines.append(say("convert.lost", language, fields=names))
    if made.unread:
        lines.append(say("convert.unread", language, members="\n  ".join(("", *made.unread))))
    return lines


def _chosen(source: Source, number: str) -> AwardRecord:
    found = [one for one in source.records if not number or one.number == number]
    if len(found) != 1:
        numbers = json.dumps([one.number for one in source.records], ensure_ascii=False)
        raise InvalidValue("convert.which", numbers=numbers)
    return found[0]


def _pictures(language: str) -> Pictures:
    """The picture of a badge stands for the page: a certificate is drawn by the body that awards."""

    def draw(record: AwardRecord) -> Mapping[str, Sequence[bytes]]:
        try:
            from tanym.adapters.pictures import badge_picture
        except ImportError:  # the base distribution draws nothing
            raise Refused("convert.needs-platform") from None
        return {language: (badge_picture(record, language, "png"),)}

    return draw
