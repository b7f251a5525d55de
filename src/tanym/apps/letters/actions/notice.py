"""See to it that a mail tells of each new letter, where its reader wants one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from tanym.apps.accounts.words import say
from tanym.apps.letters.actions.queue import queue
from tanym.apps.letters.models import Letter
from tanym.apps.letters.queries import mail_choice

FRESH = timedelta(days=1)
"""A letter that is older (of a sample country, of an import) leaves no mail."""


def notice(*, at: datetime, mails: bool) -> int:
    """Queue a mail for each letter of which none was seen to; returns how many. With `mails` false none leaves.

    The mail says that a letter is there and nothing of what it says: mail is read by others.
    """
    written = 0
    with transaction.atomic():
        new = (
            Letter.objects.select_for_update(of=("self",), no_key=True)
            .filter(noticed=False)
            .select_related("to")[:500]
        )
        for letter in new:
            person = letter.to
            fresh = letter.sent_at > at - FRESH
            if mails and fresh and letter.read_at is None and person.email and person.is_active:
                written += _tell(letter, at)
        Letter.objects.filter(pk__in=[letter.pk for letter in new]).update(noticed=True)
    return written


def _tell(letter: Letter, at: datetime) -> bool:
    choice, language = mail_choice(letter.to), letter.to.language
    if not choice.wanted:
        return False
    with override(language):
        own = f"{settings.TANYM.address}{reverse('records:letter', args=[letter.public_id])}"
        stop = f"{settings.TANYM.address}{reverse('letters:stop', args=[choice.token])}"
    queue(
        at=at,
        kind="mail",
        to=letter.to.email,
        subject=say("letters.notice.subject", language),
        text=say("letters.notice.text", language, address=own, stop=stop),
        about=f"letters.letter:{letter.public_id}",
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )
    return True
