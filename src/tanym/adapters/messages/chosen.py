"""Chooses what sends mail and short messages, by the addresses that an operator has set."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from tanym.adapters.messages.catcher import CaughtMail, CaughtSms
from tanym.adapters.messages.gateway import HttpSms
from tanym.adapters.messages.ports import Mail, Sms
from tanym.adapters.messages.smtp import SmtpMail
from tanym.core.kernel.errors import InvalidValue

CATCH = "catch"
PORTS = {"smtp": 587, "smtps": 465}


def mail_of(url: str, *, sender: str, folder: Path) -> Mail | None:
    """`smtp://user:password@host:587`, `smtps://…:465`, `catch:` (into `folder`); None where nothing is set.

    Raises `InvalidValue("message.setting")`.
    """
    if not url:
        return None
    parts = _parts(url, *PORTS)
    if parts.scheme == CATCH:
        return CaughtMail(folder, sender)
    return SmtpMail(
        host=parts.hostname or "",
        port=parts.port or PORTS[parts.scheme],
        sender=sender,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        implicit=parts.scheme == "smtps",
    )


def sms_of(url: str, *, sender: str, folder: Path) -> Sms | None:
    """`https://:key@host/path` of a gateway, `catch:` (into `folder`); None where nothing is set.

    Raises `InvalidValue("message.setting")`.
    """
    if not url:
        return None
    parts = _parts(url, "http", "https")
    if parts.scheme == CATCH:
        return CaughtSms(folder, sender)
    host = parts.hostname or ""
    place = f"{host}:{parts.port}" if parts.port else host
    return HttpSms(urlunsplit(parts._replace(netloc=place)), unquote(parts.password or ""))


def _parts(url: str, *schemes: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        named = parts.scheme == CATCH or (parts.scheme in schemes and bool(parts.hostname))
        if not named or parts.port == 0:
            raise ValueError
    except ValueError:
        raise InvalidValue("message.setting") from None  # the address holds a password: it is not repeated
    return parts
