"""Write a message that leaves the platform once the act is through."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tanym.apps.audit.playing import playing
from tanym.apps.letters.models import Message


def queue(
    *,
    at: datetime,
    kind: str,
    to: str,
    text: str,
    about: str,
    subject: str = "",
    headers: Mapping[str, str] | None = None,
) -> Message:
    """The message, of the `kind` mail or sms; earlier ones about the same thing that still wait are given up.

    The caller has permitted, and calls `leave_after_commit`. In a rehearsal it is kept to be read there, and never leaves.
    """
    if (play := playing()) is not None:
        return Message.objects.create(
            kind=kind,
            to=to,
            subject=subject,
            text=text,
            headers={"rehearsal": str(play.rehearsal)},
            about=about,
            state=Message.State.FAILED,
            fault="message.played",
            made_at=at,
            next_at=at,
        )
    earlier = Message.objects.filter(about=about, state=Message.State.WAITING)
    earlier.update(state=Message.State.FAILED, fault="message.replaced", text="", headers={})
    return Message.objects.create(
        kind=kind,
        to=to,
        subject=subject,
        text=text,
        headers=dict(headers or {}),
        about=about,
        made_at=at,
        next_at=at,
    )
