"""Deliver all that waits, in a process of its own."""

from __future__ import annotations

import time

from django.conf import settings
from django.utils import timezone

from tanym.apps.jobs.locks import held
from tanym.apps.letters import ports
from tanym.apps.letters.actions.deliver import deliver
from tanym.apps.letters.models import Message

LOCK = "messages"
STAYS, BETWEEN = 5.0, 0.5
"""Seconds that the process stays at least, and between two looks: what is written meanwhile needs no further process."""


def deliver_all() -> tuple[int, int]:
    """Send whatever is due, until nothing is; how many were sent and how many not. Two at once: one does it.

    Whoever lets go of the work looks once more: a message written while it was held is never left behind.
    """
    sent = failed = 0
    mail, sms = ports.mail(), ports.sms()
    while True:
        with held(LOCK) as ours:
            if not ours:
                return sent, failed
            until = time.monotonic() + (STAYS if settings.TANYM.jobs == "process" else 0)
            while True:
                done = deliver(at=timezone.now(), mail=mail, sms=sms)
                sent, failed = sent + done[0], failed + done[1]
                if time.monotonic() >= until:
                    break
                time.sleep(BETWEEN)
        if not Message.objects.filter(state=Message.State.WAITING, next_at__lte=timezone.now()).exists():
            return sent, failed
