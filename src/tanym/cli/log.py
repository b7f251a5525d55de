"""`tanym log`: witness a transparency log, and verify one of its entries."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from tanym.adapters.fetch import GuardedFetcher
from tanym.adapters.tiles import FetchedTiles, fetched
from tanym.cli.exits import ExitCode
from tanym.cli.log_state import State, alone, default_place, load, save
from tanym.cli.options import AsJson, In, Language
from tanym.core.credentials.ports import Fetcher
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused, TanymError
from tanym.core.transparency.checkpoint import Checkpoint, open_checkpoint
from tanym.core.transparency.entries import Entry, read_entry, verify_entry, verify_in
from tanym.core.transparency.notes import NoteKey, parse_key
from tanym.core.transparency.witness import follow
from tanym.rulepacks.words import core_words

LARGEST = 1024 * 1024
"""Bytes of a file with an entry."""

app = typer.Typer(
    help="Witness a public log, and verify its entries.", no_args_is_help=True, rich_markup_mode=None
)

StateFile = Annotated[
    Path | None,
    typer.Option("--state", help="Where the witness keeps what it saw; a place of its own if not given."),
]
KeyText = Annotated[
    str, typer.Option("--key", help="The key of the log: name+mark+key, or a file that holds it.")
]


@dataclass(slots=True)
class Answer:
    """What a verb answers: its exit code, the codes of its sentences with their details, and facts for machines."""

    code: ExitCode
    says: list[tuple[str, dict[str, object]]]
    facts: dict[str, Any] = field(default_factory=dict)

    def show(self, language: str, as_json: bool) -> None:
        """Print it and end."""
        words = core_words()
        sentences = [words.say(code, language, **details) for code, details in self.says]
        if as_json:
            document = {"exit": self.code, "code": self.says[0][0], "sentences": sentences, **self.facts}
            typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            typer.echo("\n".join(sentences), err=self.code != ExitCode.MET)
        raise typer.Exit(self.code)


@app.command()
def witness(
    address: Annotated[str, typer.Argument(metavar="URL", help="The address of a log or of a mirror.")],
    state: StateFile = None,
    key: KeyText = "",
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", help="A local host:port that may be asked, for development; repeatable."),
    ] = None,
    as_json: AsJson = False,
    language: In = Language.EN,
) -> None:
    """Look whether a log still tells the history that it told before, and keep its newest checkpoint.

    Ends with 0: it does. 1: it does not, or its signature is forged. 2: it could not be asked. 64: wrong use.
    """
    address = address.rstrip("/")
    path, fetcher = state or default_place(address), GuardedFetcher(development=allow or ())
    with alone(path):
        answer = _look(address, path, _key(key), fetcher, datetime.now(UTC))
    answer.show(language, as_json)


@app.command()
def verify(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An entry with its proof, as the log hands it out.")
    ],
    key: KeyText = "",
    state: Annotated[
        Path | None, typer.Option("--state", help="Take the key from what a witness keeps in this file.")
    ] = None,
    as_json: AsJson = False,
    language: In = Language.EN,
) -> None:
    """Verify, with no network, that an act stands in the log: its content, its place, the signed checkpoint.

    Ends with 0: it does. 1: it does not. 2: no key was given, so whose log it is stays open. 64: wrong use.
    """
    known = _key(key)
    if known is None and state is not None:
        kept = load(state)
        known = kept.key if kept else None
    _verified(read_entry(_document(file)), known).show(language, as_json)


def _look(address: str, path: Path, given: NoteKey | None, fetcher: Fetcher, now: datetime) -> Answer:
    """Fetch, judge, keep. Raises for wrong use alone."""
    kept = load(path)
    if kept is not None and given is not None and given != kept.key:
        raise InvalidValue("log.state-of-another-log", file=path.name)
    try:
        key = kept.key if kept else given or _parsed(fetched(fetcher, f"{address}/key"))
        note = fetched(fetcher, f"{address}/checkpoint").decode("utf-8", "replace")
    except NotFound as error:
        return _unanswered(error)
    known = kept or State(address, key)
    facts = {"log": address, "key": key.text, "state": str(path)}
    seen, told = known.seen, None
    try:
        told = open_checkpoint(note, key)
        follow(seen, told, FetchedTiles(address, fetcher))
    except NotFound as error:
        return _unanswered(error, **facts)
    except (Refused, InvalidValue) as error:
        return _refused(error, known, note if told else "", path, now, facts)
    before, known.note = seen, note
    save(path, known, now)
    answer = Answer(ExitCode.MET, [_told(before, told)], facts | {"size": told.size, "checkpoint": note})
    if kept is None and given is None:
        answer.says.append(("log.witness.key-taken", {"key": key.text}))
    if kept is None:
        answer.says.append(("log.witness.kept", {"file": str(path)}))
    return answer


def _told(before: Checkpoint | None, told: Checkpoint) -> tuple[str, dict[str, object]]:
    if before is None:
        return "log.witness.first", {"now": told.size}
    if before.size == told.size:
        return "log.witness.same", {"now": told.size}
    return "log.witness.grown", {"before": before.size, "now": told.size}


def _refused(
    error: TanymError, known: State, signed: str, path: Path, now: datetime, facts: dict[str, Any]
) -> Answer:
    """What was signed and yet refused is kept beside what was believed, which stays."""
    answer = Answer(ExitCode.NOT_MET, [(error.code, error.details)], dict(facts))
    if signed:
        known.refuse(signed, error.code, now)
        save(path, known, now)
        answer.facts |= {"believed": known.note, "refused": signed}
        if known.note:
            answer.says.append(("log.witness.proof-kept", {"file": str(path)}))
    return answer


def _unanswered(error: TanymError, **facts: Any) -> Answer:
    return Answer(ExitCode.UNDECIDED, [(error.code, error.details)], facts)


def _verified(entry: Entry, key: NoteKey | None) -> Answer:
    facts: dict[str, Any] = {"number": entry.number, "act": entry.act}
    try:
        told = verify_entry(entry, key) if key else verify_in(entry)
    except (Refused, InvalidValue) as error:
        return Answer(ExitCode.NOT_MET, [(error.code, error.details)], facts)
    where: dict[str, object] = {"number": entry.number, "log": told.origin, "now": told.size}
    says = [("log.verify.stands", where)]
    if entry.act is None:
        says.append(("log.verify.without-act", {}))
    else:
        says.append(
            ("log.verify.act", {name: _plain(entry.act.get(name)) for name in ("at", "action", "subject")})
        )
    if key is None:
        says.insert(0, ("log.verify.no-key", {"log": told.origin}))
    return Answer(ExitCode.MET if key else ExitCode.UNDECIDED, says, facts)


def _plain(value: object) -> str:
    """Text from a stranger's file, without what could steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in str(value))[:200]


def _key(given: str) -> NoteKey | None:
    """The key in the option, which may name a file. Raises `InvalidValue("log.key-malformed")`."""
    if not given:
        return None
    try:
        path = Path(given)
        return _parsed(path.read_bytes()[:LARGEST]) if path.is_file() else parse_key(given)
    except OSError as error:
        raise InvalidValue("log.key-malformed") from error


def _parsed(held: bytes) -> NoteKey:
    return parse_key(held.decode("utf-8", "replace"))


def _document(path: Path) -> object:
    try:
        with path.open("rb") as file:
            held = file.read(LARGEST + 1)
    except OSError as error:
        raise NotFound("file.absent", file=path.name) from error
    try:
        if len(held) <= LARGEST:
            return json.loads(held)
    except (ValueError, RecursionError):
        pass
    raise InvalidValue("log.entry-malformed")
