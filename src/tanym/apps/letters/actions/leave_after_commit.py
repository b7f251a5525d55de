"""See to it that messages leave right after the act that wrote them."""

from __future__ import annotations

import subprocess
import sys
import time

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tanym.apps.jobs.locks import is_held
from tanym.apps.letters import ports
from tanym.apps.letters.actions.deliver import deliver
from tanym.apps.letters.actions.deliver_all import LOCK

NOT_AGAIN_WITHIN = 3.0
"""Seconds in which no second process is begun: shorter than the first stays, so nothing is overlooked."""

_BEGUN: list[tuple[float, subprocess.Popen[bytes]]] = []


def leave_after_commit() -> None:
    """What was written in this transaction is delivered once it is through, by a process of its own (`TANYM_JOBS`)."""
    transaction.on_commit(_begin)


def _begin() -> None:
    if settings.TANYM.jobs == "inline":
        deliver(at=timezone.now(), mail=ports.mail(), sms=ports.sms())
        return
    now = time.monotonic()
    _BEGUN[:] = [one for one in _BEGUN if one[1].poll() is None or now - one[0] < NOT_AGAIN_WITHIN]
    if any(now - begun < NOT_AGAIN_WITHIN for begun, _ in _BEGUN) or is_held(LOCK):
        return
    process = subprocess.Popen(  # our own program
        [sys.executable, "-m", "tanym.config.entry", "messages"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    _BEGUN.append((now, process))
