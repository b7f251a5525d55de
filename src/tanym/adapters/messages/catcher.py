"""Catches messages in a folder in place of sending them, for development and the sample country."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tanym.adapters.messages.ports import NONE
from tanym.adapters.messages.smtp import compose


@dataclass(frozen=True, slots=True)
class Caught:
    """A message that would have left the platform; `name` is that of its file, `kind` mail or sms."""

    name: str
    kind: str
    to: str
    subject: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """Writes every mail as a file that mail programs open (.eml)."""

    folder: Path
    sender: str

    def send(self, to: str, subject: str, text: str, *, headers: Mapping[str, str] = NONE) -> None:
        """Keep one mail."""
        made = compose(self.sender, to, subject, text, {**headers, "X-Tanym-Kind": "mail"})
        _keep(self.folder, bytes(made))


@dataclass(frozen=True, slots=True)
class CaughtSms:
    """Writes every short message as a mail to the number, so that both are read in one place."""

    folder: Path
    sender: str

    def send(self, to: str, text: str) -> None:
        """Keep one short message."""
        made = compose(self.sender, f"{to}@sms.invalid", "SMS", text, {"X-Tanym-Kind": "sms"})
        _keep(self.folder, bytes(made))


def caught(folder: Path, most: int = 100) -> list[Caught]:
    """What was caught, newest first."""
    return [_read(path) for path in sorted(folder.glob("*.eml"), reverse=True)[:most]]


def _keep(folder: Path, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}.eml"
    whole = folder / f"{name}.part"
    whole.write_bytes(content)
    whole.rename(folder / name)


def _read(path: Path) -> Caught:
    made = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=policy.default)
    kind = str(made["X-Tanym-Kind"] or "mail")
    body = made.get_body(("plain",))
    return Caught(
        name=path.stem,
        kind=kind,
        to=str(made["To"] or "").removesuffix("@sms.invalid"),
        subject=str(made["Subject"] or ""),
        text=str(body.get_content()) if body else "",
        at=datetime.strptime(path.stem.partition("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC),
    )
