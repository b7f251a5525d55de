"""What sends mail and short messages in this installation."""

from __future__ import annotations

from django.conf import settings

from tanym.adapters.messages import Mail, Sms, mail_of, sms_of


def mail() -> Mail | None:
    """What sends mail here; the sample country catches it where nothing else is set."""
    return mail_of(
        settings.TANYM.mail_url.get_secret_value() or _catch(),
        sender=settings.TANYM.mail_from,
        folder=settings.TANYM.var / "mail",
    )


def sms() -> Sms | None:
    """What sends short messages here."""
    return sms_of(
        settings.TANYM.sms_url.get_secret_value() or _catch(),
        sender=settings.TANYM.mail_from,
        folder=settings.TANYM.var / "mail",
    )


def _catch() -> str:
    return "catch:" if settings.TANYM.sample else ""
