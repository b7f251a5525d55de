"""Mail by SMTP (RFC 5321): always encrypted, but on this machine itself."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import localtime, make_msgid, parseaddr

from tanym.adapters.messages.ports import NONE
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

LOOPBACK = ("localhost", "127.0.0.1", "::1")
TIMEOUT_SECONDS = 20.0
PERMANENT = range(500, 600)
"""Replies after which the same message is not sent again (RFC 5321, 4.2.1)."""


@dataclass(frozen=True, slots=True)
class SmtpMail:
    """A mail server: TLS from the first byte (`implicit`), else STARTTLS; plain text only to this machine."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    implicit: bool = False
    context: ssl.SSLContext | None = None

    def send(self, to: str, subject: str, text: str, *, headers: Mapping[str, str] = NONE) -> None:
        """Hand one mail over to the server."""
        made = compose(self.sender, to, subject, text, headers)
        try:
            with self._connected() as server:
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(made)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            raise _failure(codes[0] if codes else 0) from None
        except smtplib.SMTPResponseException as answer:
            # a wrong password is the operator's to mend: the message waits
            rejected = not isinstance(answer, smtplib.SMTPAuthenticationError)
            raise _failure(answer.smtp_code if rejected else 0) from None
        except (smtplib.SMTPException, OSError):
            raise NotFound("message.unreachable") from None

    def _connected(self) -> smtplib.SMTP:
        context = self.context or ssl.create_default_context()
        if self.implicit:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_SECONDS, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        try:
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
            elif self.host not in LOOPBACK:
                raise NotFound("message.not-encrypted")
        except BaseException:
            server.close()
            raise
        return server


def compose(sender: str, to: str, subject: str, text: str, headers: Mapping[str, str]) -> EmailMessage:
    """The mail as it is sent. Raises `InvalidValue("message.malformed")` for a line break where none may be."""
    made = EmailMessage()
    address = parseaddr(sender)[1]
    try:
        made["From"], made["To"], made["Subject"] = sender, to, subject
        for name, value in headers.items():
            made[name] = value
    except ValueError:
        raise InvalidValue("message.malformed") from None
    made["Date"] = localtime()
    made["Message-ID"] = make_msgid(domain=address.rpartition("@")[2] or "localhost")
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    made.set_content(text)
    return made


def _failure(code: int) -> Refused | NotFound:
    return Refused("message.refused", answer=code) if code in PERMANENT else NotFound("message.unreachable")
