"""What a witness keeps between two looks: the log's key, the last checkpoint it believed, and those it refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import typer

from tanym.adapters.tiles import write_whole
from tanym.core.kernel.errors import InvalidValue, TanymError
from tanym.core.transparency.checkpoint import Checkpoint, open_checkpoint
from tanym.core.transparency.notes import NoteKey, parse_key

FORMAT = "tanym-log-witness/1"
MOST_REFUSED = 20


@dataclass(slots=True)
class State:
    """What is known of one log. `note` is the last checkpoint that was believed, as it was signed."""

    address: str
    key: NoteKey
    note: str = ""
    refused: list[dict[str, str]] = field(default_factory=list)

    @property
    def seen(self) -> Checkpoint | None:
        """The last checkpoint that was believed; its signature is verified again."""
        return open_checkpoint(self.note, self.key) if self.note else None

    def refuse(self, note: str, code: str, at: datetime) -> None:
        """Keep a checkpoint that was refused: two signed ones that contradict each other are the proof."""
        if all(one["checkpoint"] != note for one in self.refused):
            self.refused.append({"checkpoint": note, "because": code, "at": at.isoformat()})
            del self.refused[:-MOST_REFUSED]


def default_place(address: str) -> Path:
    """A file of its own for each log, in the folder of the person's programs."""
    return Path(typer.get_app_dir("tanym")) / "witness" / f"{sha256(address.encode()).hexdigest()[:16]}.json"


def load(path: Path) -> State | None:
    """The state in a file; None where there is none yet. Raises `InvalidValue("log.state-malformed")`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidValue("log.state-malformed", file=path.name) from error
    try:
        document = json.loads(text)
        if document["format"] != FORMAT:
            raise ValueError
        state = State(
            str(document["log"]),
            parse_key(document["key"]),
            str(document["checkpoint"]),
            list(document["refused"]),
        )
        _ = state.seen
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, TanymError) as error:
        raise InvalidValue("log.state-malformed", file=path.name) from error
    return state


def save(path: Path, state: State, at: datetime) -> None:
    """Write the state in one stroke. Raises `InvalidValue("log.state-unwritable")`."""
    document = {
        "format": FORMAT,
        "log": state.address,
        "key": state.key.text,
        "checkpoint": state.note,
        "looked": at.isoformat(),
        "refused": state.refused,
    }
    try:
        write_whole(path, json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")
    except OSError as error:
        raise InvalidValue("log.state-unwritable", file=path.name) from error


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One witness at a time looks with this state, so that none puts an older checkpoint in the place of a newer.

    Raises `InvalidValue("log.state-unwritable")`. Where the system has no such locks, nobody waits.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(f"{path.name}.lock").open("w")
    except OSError as error:
        raise InvalidValue("log.state-unwritable", file=path.name) from error
    with lock:
        with suppress(ImportError):
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
