"""Deliver what waits: mails and short messages, each by itself, never inside a transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from tanym.adapters.messages import Mail, Sms
from tanym.apps.letters.actions.notice import notice
from tanym.apps.letters.models import Message
from tanym.core.kernel.errors import InvalidValue, NotFound, Refused

MOST_TRIES = 8
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=12)
LEASE = timedelta(minutes=10)
"""How long a message may be under way before another process takes it up: the first one is lost."""
KEPT_FOR = timedelta(days=90)


def deliver(*, at: datetime, mail: Mail | None, sms: Sms | None) -> tuple[int, int]:
    """Tell of new letters, then send what is due; how many were sent and how many failed for good or for now.

    A message leaves at least once: a process that is lost in between may have handed it over already. A fault that may
    pass is tried again after longer and longer pauses, any other ends it. Text and secrets in it are erased then.
    """
    notice(at=at, mails=mail is not None)
    sent = failed = 0
    for pk in list(_due(at).values_list("pk", flat=True)):
        if not _due(at).filter(pk=pk).update(state=Message.State.SENDING, next_at=at + LEASE):
            continue  # another process was quicker
        done = _send(Message.objects.get(pk=pk), at, mail, sms)
        sent, failed = sent + done, failed + (not done)
    Message.objects.filter(made_at__lt=at - KEPT_FOR).exclude(state__in=Message.OPEN).delete()
    return sent, failed


def _due(at: datetime) -> QuerySet[Message]:
    return Message.objects.filter(state__in=Message.OPEN, next_at__lte=at)


def _send(message: Message, at: datetime, mail: Mail | None, sms: Sms | None) -> bool:
    try:
        if message.kind == "mail":
            if mail is None:
                raise Refused("message.no-mail")
            mail.send(message.to, message.subject, message.text, headers=message.headers)
        else:
            if sms is None:
                raise Refused("message.no-sms")
            sms.send(message.to, message.text)
    except NotFound as fault:
        message.tries += 1
        if message.tries < MOST_TRIES:
            pause = min(FIRST_PAUSE * 3 ** (message.tries - 1), LONGEST_PAUSE)
            message.state, message.next_at, message.fault = Message.State.WAITING, at + pause, fault.code
            message.save(update_fields=["state", "next_at", "fault", "tries"])
        else:
            _end(message, Message.State.FAILED, fault.code)
        return False
    except (Refused, InvalidValue) as fault:
        _end(message, Message.State.FAILED, fault.code)
        return False
    message.sent_at = at
    _end(message, Message.State.SENT)
    return True


def _end(message: Message, state: str, fault: str = "") -> None:
    message.state, message.fault, message.text, message.headers = state, fault, "", {}
    message.save(update_fields=["state", "fault", "text", "headers", "sent_at", "tries"])
