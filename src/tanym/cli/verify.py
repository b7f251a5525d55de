"""`tanym verify`: the checks of one document, in plain words, with no account and no database."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any

import typer

from tanym.adapters.contexts import installed_contexts
from tanym.adapters.fetch import GuardedFetcher, LocalDocuments
from tanym.adapters.registers import FileRegister
from tanym.adapters.seals.file import read_roots
from tanym.cli.files import GZIP, standard_input
from tanym.cli.options import AsJson, In, Language, in_var
from tanym.core.credentials.baked import MAX_PICTURE
from tanym.core.credentials.checks import Check, Outcome
from tanym.core.credentials.parse import parse_object
from tanym.core.credentials.ports import Fetcher, Offline
from tanym.core.credentials.verify import Verification, verify_document
from tanym.core.kernel.errors import InvalidValue, NotFound
from tanym.rulepacks.credential_words import check_sentence, check_title, outcome_words, plain_page
from tanym.rulepacks.words import core_words

MARKS = {Outcome.CONFIRMED: "+", Outcome.NOT_CONFIRMED: "-", Outcome.NOT_CHECKED: "?"}


def verify(
    document: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL",
            help="A file (JSON, JWT, SD-JWT, a presentation, baked PNG or SVG, PDF of ours; each also as gzip), an https address, or - for standard input.",
        ),
    ],
    entitled: Annotated[
        bool, typer.Option("--entitled", help="Also require that the body was entitled to award on that day.")
    ] = False,
    register: Annotated[
        Path | None, typer.Option("--register", help="A register of awarding bodies: a TOML or JSON file.")
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(
            "--allow",
            help="A local host:port that may be asked, for development; may be given several times.",
        ),
    ] = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents", help="A JSON file of addresses and what lies there, kept for offline use."
        ),
    ] = None,
    contexts: Annotated[
        Path | None,
        typer.Option(
            "--contexts",
            help="Contexts that `tanym import contexts` took; those of this installation if not given.",
        ),
    ] = None,
    authorities: Annotated[
        Path | None,
        typer.Option("--authorities", help="A folder of certificates (*.pem): whose seals are trusted."),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Ask nobody; what lies outside stays open.")
    ] = False,
    at: Annotated[
        datetime | None,
        typer.Option(
            "--at", formats=["%Y-%m-%dT%H:%M:%SZ"], help="The moment to verify at (UTC); now if not given."
        ),
    ] = None,
    as_json: AsJson = False,
    language: In = Language.EN,
) -> None:
    """Verify a credential: exit 0 confirmed, 1 something is not, 2 something could not be checked, 64 wrong use.

    Schema, signature, dates and status must be confirmed; with --entitled, entitlement too.
    """
    fetcher: Fetcher = Offline() if offline else GuardedFetcher(development=allow or ())
    if documents:
        fetcher = LocalDocuments(_kept(documents), fetcher)
    moment = at.replace(tzinfo=UTC) if at else datetime.now(UTC)
    known = FileRegister(register) if register else None
    data = _read(document, fetcher)
    result = verify_document(
        data,
        now=moment,
        fetcher=fetcher,
        contexts=installed_contexts(contexts or in_var("contexts")),
        register=known,
        authorities=read_roots(authorities or in_var("seals/roots")),
    )
    code = result.judged(entitled).exit
    if as_json:
        typer.echo(json.dumps(_document(result, code, language.value), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_page(result, language.value)))
    raise typer.Exit(code)


def _read(document: str, fetcher: Fetcher) -> bytes:
    if document.startswith(("https://", "http://")):
        return fetcher.fetch(document)
    if document == "-":
        return _unpacked(standard_input(MAX_PICTURE + 1))
    path = Path(document)
    try:
        if not path.is_file():
            raise NotFound("credential.file-missing", file=path.name)
        if path.stat().st_size > MAX_PICTURE:
            raise InvalidValue("credential.input-too-large", bytes=path.stat().st_size, limit=MAX_PICTURE)
        return _unpacked(path.read_bytes())
    except OSError as wrong:  # a name that cannot be, a file that may not be read
        raise NotFound("credential.file-missing", file=path.name[:60]) from wrong


def _unpacked(data: bytes) -> bytes:
    """What a gzip file holds; one that is damaged stays as it is, so that the checks say that it cannot be read."""
    if not data.startswith(GZIP):
        return data
    try:
        plain = gzip.GzipFile(fileobj=BytesIO(data)).read(MAX_PICTURE + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return data
    if len(plain) > MAX_PICTURE:
        raise InvalidValue("credential.input-too-large", bytes=len(plain), limit=MAX_PICTURE)
    return plain


def _kept(path: Path) -> Callable[[str], bytes | None]:
    kept = {
        address: found.encode("utf-8") if isinstance(found, str) else json.dumps(found).encode("utf-8")
        for address, found in parse_object(_read(str(path), Offline())).items()
    }
    return kept.get


def _page(result: Verification, language: str) -> list[str]:
    say = core_words().say
    lines: list[str] = []
    if len(result.inside) > 1:
        lines.append(say("verify.inside", language, count=len(result.inside)))
        for number, one in enumerate(result.inside, start=1):
            lines += [
                "",
                f"{number}.",
                *_reading(one, language),
                *(_line(check, language) for check in one.checks),
            ]
    else:
        lines += _reading(result, language)
    lines += ["", *(_line(check, language) for check in result.checks), "", say("verify.no-fault", language)]
    return lines


def _reading(result: Verification, language: str) -> list[str]:
    """What the document says of itself, in plain words."""
    say = core_words().say
    lines: list[str] = []
    if result.plain is None:
        lines.append(say("verify.not-readable", language))
    else:
        page = plain_page(result.plain, language)
        lines += [say("verify.own-word", language), "", _clean(page.heading)]
        lines += [f"  {number}. {_clean(line.text)}" + (f" ({_clean(line.result)})" if line.result else "")
                  for number, line in enumerate(page.can, start=1)]  # fmt: skip
        width = max((len(label) for label, _ in page.facts), default=0)
        lines += ["", *(f"{label:<{width}}  {_clean(text)}" for label, text in page.facts)]
    return lines


def _line(check: Check, language: str) -> str:
    head = f"{MARKS[check.outcome]} {check_title(check.name, language)}: {outcome_words(check.outcome, language)}."
    return f"{head} {_clean(check_sentence(check, language))}"


def _clean(text: str) -> str:
    """Text from a stranger's file, without what could steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _document(result: Verification, code: int, language: str) -> dict[str, Any]:
    return {
        "exit": code,
        **_found(result, language),
        "inside": [_found(one, language) for one in result.inside],
    }


def _found(result: Verification, language: str) -> dict[str, Any]:
    return {
        "form": result.form,
        "format": result.format,
        "checks": [
            {
                "name": check.name,
                "outcome": check.outcome,
                "code": check.code,
                "sentence": check_sentence(check, language),
                "cites": {"source": check.cites.source, "place": check.cites.place},
                "details": {name: value if isinstance(value, (int, float, bool)) else _detail(value)
                            for name, value in check.details.items()},
            }
            for check in result.checks
        ],
        "proofs": [{"method": proof.method, "cryptosuite": proof.cryptosuite} for proof in result.proofs],
        "credential": result.credential,
    }  # fmt: skip


def _detail(value: object) -> object:
    return dict(value) if isinstance(value, dict) else str(value)
